package vektra.http.request;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.text.Shown;

/** One JSON object of a request, read with the types it must have; fields it does not know stay unread. */
public final class Fields {
    private final String at;
    private final Map<String, @Nullable Object> values;

    Fields(String at, Map<String, @Nullable Object> values) {
        this.at = at;
        this.values = values;
    }

    /** The object that a request's body is; anything else is refused. */
    static Fields of(byte[] body) {
        try {
            if (Json.parse(body) instanceof Map<?, ?> map) {
                return of("", map);
            }
        } catch (IOException e) {
            // the parser's message would quote the request
        }
        throw Refusal.badRequest("The body is not a JSON object.");
    }

    private static Fields of(String at, Map<?, ?> map) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return new Fields(at, fields);
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

    /** A list of texts; without elements when it is missing or JSON's null. */
    public List<String> list(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw wrong(name, "a list of texts");
        }
        return list.stream().map(String.class::cast).toList();
    }

    /** A flag; false when it is missing or JSON's null. */
    public boolean flag(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(name, "true or false");
    }

    /** A whole number; another value when it is missing or JSON's null. */
    public int number(String name, int otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            if (value instanceof BigDecimal number) {
                return number.intValueExact();
            }
        } catch (ArithmeticException e) {
            // a fraction, or too large
        }
        throw wrong(name, "a whole number");
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
        return of(at + name + ".", map);
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
