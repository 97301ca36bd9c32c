package vektra.http.mcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.http.request.OpenApi;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.mcp.Tool;
import vektra.model.text.Percent;
import vektra.model.text.Shown;

/** What a route takes as the fields of one object: the places of its path, its query, and its body. */
final class RouteForm {
    /** The one field for a body whose fields have no fixed names. */
    private static final String FREE = "fields";

    /** What a person says. */
    private static final String CONFIRM = "confirm";

    /** The same in requests as Heroku's command line sends them. */
    private static final String FORCE = "force";

    private final Route route;
    private final Set<String> places;
    private final Map<String, Object> body;
    private final boolean free;

    RouteForm(Route route) {
        this.route = route;
        places = new LinkedHashSet<>(places(route));
        Map<String, Object> schema = route.takes() == null ? Map.of() : Json.object(OpenApi.schema(route.takes()));
        body = new LinkedHashMap<>(Json.object(schema.get("properties")));
        body.keySet().removeAll(places);
        body.keySet().removeAll(List.of(CONFIRM, FORCE));
        free = schema.containsKey("additionalProperties");
    }

    private static List<String> places(Route route) {
        return route.path().segments().stream()
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    Map<String, Object> schema() {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<String> required = new ArrayList<>(places);
        places.forEach(place -> fields.put(place, Map.of("type", "string", "description", "its name or id")));
        route.asks().forEach(name -> fields.put(name, Map.of("type", "string")));
        fields.putAll(body);
        if (free) {
            Map<String, Object> schema = Json.object(OpenApi.schema(String.valueOf(route.takes())));
            fields.put(FREE, schema);
        }
        if (route.takes() != null && OpenApi.schema(route.takes()).get("required") instanceof List<?> more) {
            more.stream().map(String::valueOf).filter(body::containsKey).forEach(required::add);
        }
        return Tool.schema(fields, required);
    }

    /** The path with its query. */
    String path(Map<String, @Nullable Object> given) {
        List<String> known = new ArrayList<>(places);
        known.addAll(route.asks());
        known.addAll(body.keySet());
        if (free) {
            known.add(FREE);
        }
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.invalid(
                            "There is no field " + Shown.quoted(name) + ". Known: " + String.join(", ", known) + ".");
                });
        StringBuilder path = new StringBuilder();
        for (String segment : route.path().segments()) {
            path.append('/').append(segment.startsWith("{") ? Percent.encoded(place(segment, given)) : segment);
        }
        char before = '?';
        for (String name : route.asks()) {
            if (given.get(name) != null) {
                path.append(before).append(name).append('=').append(Percent.encoded(String.valueOf(given.get(name))));
                before = '&';
            }
        }
        return path.toString();
    }

    private static String place(String segment, Map<String, @Nullable Object> given) {
        String name = segment.substring(1, segment.length() - 1);
        if (given.get(name) instanceof String value && !value.isEmpty()) {
            return value;
        }
        throw Refusal.invalid(name + " is missing.");
    }

    /** The body; empty where the route takes none. */
    byte[] body(Map<String, @Nullable Object> given) {
        if (route.takes() == null) {
            return new byte[0];
        }
        Map<String, @Nullable Object> fields = Json.map();
        if (free && given.get(FREE) instanceof Map<?, ?> more) {
            more.forEach((name, value) -> fields.put(String.valueOf(name), value));
            fields.remove(CONFIRM);
        }
        body.keySet().stream().filter(given::containsKey).forEach(name -> fields.put(name, given.get(name)));
        return Json.line(fields).getBytes(StandardCharsets.UTF_8);
    }
}
