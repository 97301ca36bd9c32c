package vektra.provider.sqs.server.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;

/** The parameters of a request, whichever protocol it came by. */
public record Input(Map<String, Object> values) {
    /** What is in a JSON object; nothing for an empty text, and a refusal for anything else. */
    public static Input of(byte[] text) {
        try {
            Object whole = text.length == 0 ? Map.of() : Json.parse(text);
            if (whole instanceof Map<?, ?>) {
                return new Input(Json.object(whole));
            }
        } catch (IOException e) {
            // the parser's message would quote the request
        }
        throw Refusal.of("SerializationException", "The body of the request is not a JSON object.");
    }

    /** An item of a list or map; anything but an object is a refusal. */
    public static Input of(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return new Input(Json.object(map));
        }
        throw Refusal.of("SerializationException", name + " must be an object.");
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text, or null when there is none; a number counts as its text. */
    public @Nullable String text(String name) {
        Object value = values.get(name);
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw Refusal.of("SerializationException", name + " must be a text.");
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value == null ? null : value.toString();
    }

    public String required(String name) {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            throw Refusal.missing(name);
        }
        return text;
    }

    /** A whole number of a range, or the default. */
    public int number(String name, int least, int most, int otherwise) {
        String text = text(name);
        return text == null ? otherwise : number(name, text, least, most);
    }

    public static int number(String name, String text, int least, int most) {
        if (text.matches("-?[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refusal.invalid("Value " + Shown.brief(text) + " for parameter " + name
                + " is invalid. Reason: Must be between " + least + " and " + most + ", if provided.");
    }

    public List<?> list(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw Refusal.of("SerializationException", name + " must be a list.");
    }

    public List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    public Map<String, Object> map(String name) {
        Object value = values.get(name);
        return value == null ? Map.of() : of(value, name).values();
    }

    /** A map whose values are texts. */
    public Map<String, String> textMap(String name) {
        return new Input(map(name)).texts();
    }

    /** All values, as texts. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.keySet().forEach(key -> texts.put(key, String.valueOf(text(key))));
        return texts;
    }
}
