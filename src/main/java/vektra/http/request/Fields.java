package vektra.http.request;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.Shown;

/** One JSON object of a request, read with the types it must have; fields it does not know stay unread. */
public final class Fields {
    private final String at;
    private final Map<String, @Nullable Object> values;

    Fields(String at, Map<String, @Nullable Object> values) {
        this.at = at;
        this.values = values;
    }

    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** A text; null when it is missing or JSON's null. */
    @Nullable
    public String text(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(name, "text");
    }

    public String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw Refusal.invalid(at + name + " is missing.");
        }
        return text;
    }

    /** A flag; false when it is missing or JSON's null. */
    public boolean flag(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(name, "true or false");
    }

    /** An object; one without fields when it is missing or JSON's null. */
    public Fields object(String name) {
        Object value = values.get(name);
        if (value == null) {
            return new Fields(at + name + ".", Map.of());
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(name, "an object");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> fields.put(String.valueOf(key), field));
        return new Fields(at + name + ".", fields);
    }

    /** What identifies something: the text itself, or the id or name of an object. Null when it is missing. */
    @Nullable
    public String identity(String name) {
        if (values.get(name) instanceof Map<?, ?>) {
            Fields object = object(name);
            String id = object.text("id");
            return id == null ? object.text("name") : id;
        }
        return text(name);
    }

    public String requiredIdentity(String name) {
        String identity = identity(name);
        if (identity == null) {
            throw Refusal.invalid(at + name + " is missing.");
        }
        return identity;
    }

    /** Every field as a text, or null; whole objects and lists are refused. */
    Map<String, @Nullable String> texts() {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof Map<?, ?> || value instanceof Iterable<?>) {
                throw wrong(name, "text");
            }
            texts.put(name, value == null ? null : String.valueOf(value));
        });
        return texts;
    }

    /** Every field that has a value, as a text. */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        texts().forEach((name, value) -> {
            if (value != null) {
                given.put(name, value);
            }
        });
        return given;
    }

    /** Only texts and nulls. */
    public Map<String, @Nullable String> strictTexts() {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        values.keySet().forEach(name -> texts.put(name, text(name)));
        return texts;
    }

    private Refusal wrong(String name, String expected) {
        return Refusal.invalid(Shown.plain(at + name) + " must be " + expected + ".");
    }
}
