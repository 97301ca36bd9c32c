package vektra.http.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;

/** The OpenAPI document: its operations are those of the routes, its schemas those of a file. */
public final class OpenApi {
    private static final String SCHEMAS = "schemas.json";

    private OpenApi() {}

    public static Map<String, @Nullable Object> document(List<Route> routes) {
        Map<String, @Nullable Object> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            @SuppressWarnings("unchecked") // made just here
            Map<String, @Nullable Object> path = (Map<String, @Nullable Object>)
                    paths.computeIfAbsent(route.path().text(), key -> parameters(route.path()));
            path.put(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        return Json.map(
                "openapi",
                "3.1.0",
                "info",
                Json.map("title", "Vektra", "version", "1", "description", "The add-on manager's HTTP API."),
                "security",
                List.of(Map.of("token", List.of()), Map.of("basic", List.of()), Map.of("session", List.of())),
                "paths",
                paths,
                "components",
                Json.map("securitySchemes", securitySchemes(), "schemas", Schemas.ALL));
    }

    private static Map<String, @Nullable Object> parameters(Template path) {
        List<Object> parameters = new ArrayList<>();
        for (String segment : path.segments()) {
            if (segment.startsWith("{")) {
                parameters.add(Json.map(
                        "name",
                        segment.substring(1, segment.length() - 1),
                        "in",
                        "path",
                        "required",
                        true,
                        "schema",
                        Map.of("type", "string")));
            }
        }
        return parameters.isEmpty() ? Json.map() : Json.map("parameters", parameters);
    }

    private static Object operation(Route route) {
        Map<String, @Nullable Object> operation = Json.map("summary", route.summary());
        if (route.scope() == null) {
            operation.put("security", List.of());
        } else {
            operation.put("x-scope", route.scope().word());
        }
        if (!route.asks().isEmpty()) {
            operation.put(
                    "parameters", route.asks().stream().map(OpenApi::asked).toList());
        }
        if (route.takes() != null) {
            operation.put("requestBody", Json.map("content", content(route.takes())));
        }
        Map<String, @Nullable Object> responses = Json.map(
                String.valueOf(route.status()),
                route.gives() == null
                        ? Json.map("description", "Done.")
                        : Json.map("description", "Done.", "content", content(route.gives())));
        responses.put("default", Json.map("description", "Refused.", "content", content("Error")));
        operation.put("responses", responses);
        return operation;
    }

    private static Object asked(String name) {
        return Json.map("name", name, "in", "query", "schema", Map.of("type", "string"));
    }

    /** A schema by its name, or a media type of something that is no JSON. */
    private static Object content(String what) {
        return what.contains("/")
                ? Map.of(what, Json.map())
                : Map.of("application/json", Map.of("schema", Map.of("$ref", "#/components/schemas/" + what)));
    }

    private static Object securitySchemes() {
        return Json.map(
                "token", Json.map("type", "http", "scheme", "bearer"),
                "basic", Json.map("type", "http", "scheme", "basic"),
                "session", Json.map("type", "apiKey", "in", "header", "name", Sessions.HEADER));
    }

    /** One of the schemas, by its name. */
    public static Map<?, ?> schema(String name) {
        return Objects.requireNonNull((Map<?, ?>) Schemas.ALL.get(name), name);
    }

    /** Read when they are first asked for. */
    private static final class Schemas {
        private static final Map<String, Object> ALL = schemas();
    }

    private static Map<String, Object> schemas() {
        try (InputStream in = OpenApi.class.getResourceAsStream(SCHEMAS)) {
            return Json.object(Json.parse(Objects.requireNonNull(in, SCHEMAS).readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
