package vektra.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.text.Masked;

/** Hides secrets in results, as tables for people do. */
final class Secrets {
    private static final String NAME = "name";
    private static final String VALUE = "value";

    private Secrets() {}

    /** The same value without passwords. */
    static @Nullable Object hidden(@Nullable Object value) {
        return hidden("", value);
    }

    private static @Nullable Object hidden(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> hidden = Json.map();
            map.forEach((key, each) -> hidden.put(String.valueOf(key), hidden(called(map, String.valueOf(key)), each)));
            return hidden;
        }
        if (value instanceof Iterable<?> list) {
            List<@Nullable Object> hidden = new ArrayList<>();
            list.forEach(each -> hidden.add(hidden(name, each)));
            return hidden;
        }
        return value instanceof String text ? Masked.value(name, text) : value;
    }

    /** A variable may be two fields. */
    private static String called(Map<?, ?> map, String key) {
        return key.equals(VALUE) && map.get(NAME) instanceof String name ? name : key;
    }
}
