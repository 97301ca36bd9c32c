package vektra.manifest.wanted;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Form;
import vektra.manifest.text.Position;
import vektra.manifest.text.Value;
import vektra.model.name.AttachmentName;
import vektra.model.text.Shown;

/**
 * An add-on that an app is to have under a name.
 *
 * @param type a service, by the name that the format has for it, perhaps with a plan; null when an add-on is named
 * @param options as the format has them
 * @param marks what else is said of it
 */
public record WantedResource(
        Position at, String name, @Nullable Value type, Map<String, Value> options, Map<Mark, Value> marks) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,61}");

    /** What can be said of a resource beside its options. */
    public enum Mark {
        /** An add-on that is there already, of any app. */
        FROM,
        /** The global name of the add-on. */
        NAME,
        /** How long the add-on lives. */
        LEASE,
        /** The add-on of that name is shared by every app whose manifest names it. */
        SHARED,
        /** The format names plans of another vendor: one that is not known here counts as none. */
        FOREIGN_PLAN,
        /** What is not known here is left out. */
        OPTIONAL,
        /** It is called as attachments of its service usually are. */
        USUAL
    }

    public WantedResource {
        options = Map.copyOf(options);
        marks = Map.copyOf(marks);
        if (!NAME.matcher(name).matches()) {
            throw Form.wrong(
                    at,
                    "the resource name " + Shown.quoted(name) + " is not valid",
                    "lower-case letters, digits and dashes, starting with a letter");
        }
    }

    /** One without anything special. */
    public WantedResource(Position at, String name, Value type) {
        this(at, name, type, Map.of(), Map.of());
    }

    public WantedResource with(Mark mark, Value value) {
        Map<Mark, Value> more = new LinkedHashMap<>(marks);
        more.put(mark, value);
        return new WantedResource(at, name, type, options, more);
    }

    public @Nullable Value mark(Mark mark) {
        return marks.get(mark);
    }

    /** The name that its variables begin with. */
    public AttachmentName attachment() {
        return AttachmentName.typed(name);
    }
}
