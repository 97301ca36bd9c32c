package vektra.http.request;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;

/**
 * Where a request takes what the command line calls an input.
 *
 * @param path the names of the fields of the body, from the outermost; of the query, its one name
 * @param flag whether it is true or false
 * @param query whether it is in the query
 */
record InputField(List<String> path, boolean flag, boolean query) {
    private static final Map<String, String> IN_QUERIES = Map.of("n", "max");

    /** The field of a route, as its schema says; null when the route does not take it. */
    static @Nullable InputField of(Route route, String input) {
        String asked = IN_QUERIES.getOrDefault(input, input);
        if (route.asks().contains(asked)) {
            return new InputField(List.of(asked), false, true);
        }
        Map<?, ?> schema = route.takes() == null ? Map.of() : OpenApi.schema(route.takes());
        Map<?, ?> fields = schema.get("properties") instanceof Map<?, ?> all ? all : Map.of();
        if (input.equals("as")) {
            return attachment(fields);
        }
        String name = input.replace('-', '_');
        if (fields.get(name) instanceof Map<?, ?> field) {
            return new InputField(List.of(name), "boolean".equals(field.get("type")), false);
        }
        if (fields.containsKey("config")) {
            return new InputField(List.of("config", input), false, false);
        }
        return schema.containsKey("additionalProperties") ? new InputField(List.of(input), false, false) : null;
    }

    private static @Nullable InputField attachment(Map<?, ?> fields) {
        if (fields.containsKey("attachment")) {
            return new InputField(List.of("attachment", "name"), false, false);
        }
        return fields.containsKey("name") ? new InputField(List.of("name"), false, false) : null;
    }

    /** Puts a value there; null is a flag that is set. */
    void put(Map<String, @Nullable Object> body, @Nullable String value) {
        Object given = value == null || flag ? true : value;
        if (path.size() == 1) {
            body.put(path.get(0), given);
            return;
        }
        @SuppressWarnings("unchecked") // made just here
        Map<String, @Nullable Object> inner =
                (Map<String, @Nullable Object>) body.computeIfAbsent(path.get(0), key -> Json.map());
        inner.put(path.get(1), given);
    }
}
