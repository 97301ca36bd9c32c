package vektra.manifest.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * A map of which some keys have a meaning.
 *
 * @param what it is, for messages, such as {@code resources.main}; empty for the file as a whole
 */
public record Form(Tree.Fields fields, String what) {
    /** A tree that must be a map. */
    public static Form of(Tree tree, String what) {
        if (tree instanceof Tree.Fields fields) {
            return new Form(fields, what);
        }
        throw wrong(tree.at(), subject(what) + " is " + tree.kind(), "expected a map: key: value");
    }

    private static String subject(String what) {
        return what.isEmpty() ? "the file" : what;
    }

    public Position at() {
        return fields.at();
    }

    /** Refuses a key that is none of those. */
    public Form only(Collection<String> known) {
        fields.all().forEach((key, field) -> {
            if (!known.contains(key)) {
                throw unknown(key, field, known);
            }
        });
        return this;
    }

    /** Refuses a key that is mistyped; others that have no meaning here are left to other tools. */
    public Form mostly(Collection<String> known) {
        fields.all().forEach((key, field) -> {
            if (!known.contains(key) && Nearest.to(key, known).isPresent()) {
                throw unknown(key, field, known);
            }
        });
        return this;
    }

    private VektraException unknown(String key, Tree.Field field, Collection<String> known) {
        return wrong(
                field.at(),
                "unknown key " + Shown.quoted(key) + (what.isEmpty() ? "" : " in " + what),
                Nearest.hint(key, new TreeSet<>(known)));
    }

    /** The value of a key; a key without a value counts as absent. */
    public Optional<Tree> tree(String key) {
        return Optional.ofNullable(fields.all().get(key))
                .map(Tree.Field::value)
                .filter(value -> !(value instanceof Tree.Scalar scalar && scalar.isNothing()));
    }

    /** The text of a key. */
    public Optional<Value> text(String key) {
        return tree(key).map(tree -> text(tree, path(key)));
    }

    /** The same of a key that must be there. */
    public Value required(String key) {
        return text(key).orElseThrow(() -> wrong(at(), subject(what) + " has no " + key, "add " + key + ": …"));
    }

    /** The map of a key. */
    public Optional<Form> form(String key) {
        return tree(key).map(tree -> of(tree, path(key)));
    }

    /** The maps of a key whose own keys are names; one without a value is empty. */
    public Map<String, Form> forms(String key) {
        Map<String, Form> forms = new LinkedHashMap<>();
        form(key)
                .ifPresent(form ->
                        form.fields().all().forEach((name, field) -> forms.put(name, of(name, field, form))));
        return forms;
    }

    /** What stands under a name, at the place of the name. */
    private static Form of(String name, Tree.Field field, Form within) {
        boolean nothing = field.value() instanceof Tree.Scalar scalar && scalar.isNothing();
        String path = within.path(name);
        return new Form(
                new Tree.Fields(
                        field.at(),
                        nothing ? Map.of() : of(field.value(), path).fields().all()),
                path);
    }

    /** The list of a key; a single value is a list of one. */
    public List<Tree> items(String key) {
        return tree(key)
                .map(tree -> tree instanceof Tree.Items items ? items.all() : List.of(tree))
                .orElse(List.of());
    }

    /** The maps of the list of a key. */
    public List<Form> each(String key) {
        return items(key).stream().map(item -> of(item, path(key))).toList();
    }

    /** The texts of the list of a key. */
    public List<Value> texts(String key) {
        return items(key).stream().map(item -> text(item, path(key))).toList();
    }

    /** Every key with its text. */
    public Map<String, Value> texts() {
        Map<String, Value> texts = new LinkedHashMap<>();
        fields.all().forEach((key, field) -> texts.put(key, text(field.value(), path(key))));
        return texts;
    }

    /** Where a key stands. */
    public Position at(String key) {
        Tree.Field field = fields.all().get(key);
        return field == null ? at() : field.at();
    }

    private String path(String key) {
        return what.isEmpty() ? key : what + "." + key;
    }

    /** A tree that must be a text. */
    public static Value text(Tree tree, String what) {
        if (tree instanceof Tree.Scalar scalar) {
            return new Value(scalar.at(), scalar.isNothing() ? "" : scalar.text());
        }
        throw wrong(tree.at(), what + " is " + tree.kind(), "expected text");
    }

    /** What its own rule checks, refused where it stands. */
    public static <T> T checked(Position at, Supplier<T> rule) {
        try {
            return rule.get();
        } catch (VektraException e) {
            throw new VektraException(e.kind(), Text.of(at + ": ", e.text()), e.next(), e);
        }
    }

    /** The same of a rule that gives nothing. */
    public static void check(Position at, Runnable rule) {
        checked(at, () -> {
            rule.run();
            return at;
        });
    }

    /** What is wrong at a place of a file. */
    public static VektraException wrong(Position at, CharSequence what, CharSequence hint) {
        return Source.wrong(at, what, hint);
    }
}
