package vektra.store.format;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.store.disk.Failures;

/** One JSON object, read with the types it must have; keys it does not know stay unread. */
public final class Node {
    private final String at;
    private final Map<String, Object> fields;

    private Node(String at, Map<String, Object> fields) {
        this.at = at;
        this.fields = fields;
    }

    /** Reads one document; anything wrong with it, or a newer schema, is UNAVAILABLE and names the file. */
    public static <T> T read(Path file, byte[] document, Function<Node, T> decode) {
        try {
            Node root = new Node("", JsonText.object(document));
            if (root.schema() > Seals.SCHEMA) {
                throw Failures.newer(file);
            }
            return decode.apply(root);
        } catch (Malformed e) {
            throw Failures.damaged(file, String.valueOf(e.getMessage()));
        } catch (VektraException e) {
            throw e.kind() == Kind.INVALID ? Failures.damaged(file, String.valueOf(e.getMessage())) : e;
        }
    }

    /** The form of the file that it is the root of. */
    int schema() {
        return (int) Math.min(number("schema"), Integer.MAX_VALUE);
    }

    /** Everything that it holds, but for what is null. */
    public Map<String, Object> fields() {
        Map<String, Object> known = new LinkedHashMap<>(fields);
        known.values().removeIf(value -> value == JsonText.NULL);
        return known;
    }

    public boolean has(String key) {
        Object value = fields.get(key);
        return value != null && value != JsonText.NULL;
    }

    public String text(String key) {
        return typed(key, fields.get(key), String.class, "text");
    }

    public @Nullable String textOrNull(String key) {
        return has(key) ? text(key) : null;
    }

    public boolean flag(String key) {
        return typed(key, fields.get(key), Boolean.class, "true or false");
    }

    public long number(String key) {
        if (typed(key, fields.get(key), Number.class, "a number") instanceof Long whole) {
            return whole;
        }
        throw new Malformed(where(key) + " is not a whole number");
    }

    public int integer(String key) {
        long number = number(key);
        if (number != (int) number) {
            throw new Malformed(where(key) + " is too large");
        }
        return (int) number;
    }

    public Instant instant(String key) {
        try {
            return Timestamp.parse(text(key));
        } catch (DateTimeException e) {
            throw new Malformed(where(key) + " is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    public <E extends Enum<E>> E word(String key, E[] words) {
        String text = text(key);
        for (E word : words) {
            if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
                return word;
            }
        }
        throw new Malformed(where(key) + " is not a known word");
    }

    Node object(String key) {
        return node(key, fields.get(key));
    }

    public <T> @Nullable T objectOrNull(String key, Function<Node, T> decode) {
        return has(key) ? decode.apply(object(key)) : null;
    }

    public <T> List<T> objects(String key, Function<Node, T> decode) {
        List<T> decoded = new ArrayList<>();
        for (Object element : elements(key)) {
            decoded.add(decode.apply(node(key, element)));
        }
        return Collections.unmodifiableList(decoded);
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object element : elements(key)) {
            texts.add(typed(key, element, String.class, "text"));
        }
        return Collections.unmodifiableList(texts);
    }

    Map<String, String> map(String key) {
        Node node = object(key);
        Map<String, String> map = new LinkedHashMap<>();
        for (String name : node.fields.keySet()) {
            map.put(name, node.text(name));
        }
        return Collections.unmodifiableMap(map);
    }

    public <T> Map<String, T> objectsByName(String key, Function<Node, T> decode) {
        Node node = object(key);
        Map<String, T> decoded = new LinkedHashMap<>();
        node.fields.keySet().forEach(name -> decoded.put(name, decode.apply(node.object(name))));
        return Collections.unmodifiableMap(decoded);
    }

    private List<?> elements(String key) {
        return typed(key, fields.get(key), List.class, "a list");
    }

    @SuppressWarnings("unchecked") // every map of the tree was made by JsonText
    private Node node(String key, @Nullable Object value) {
        return new Node(where(key) + ".", (Map<String, Object>) typed(key, value, Map.class, "an object"));
    }

    private <T> T typed(String key, @Nullable Object value, Class<T> type, String wanted) {
        if (value == null || value == JsonText.NULL) {
            throw new Malformed(where(key) + " is missing");
        }
        if (!type.isInstance(value)) {
            throw new Malformed(where(key) + " is not " + wanted);
        }
        return type.cast(value);
    }

    private String where(String key) {
        return at + key;
    }
}
