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
        return Shape.of(
                "openapi",
                "3.1.0",
                "info",
                Shape.of("title", "Vektra", "version", "1", "description", "The add-on manager's HTTP API."),
                "security",
                List.of(Map.of("token", List.of()), Map.of("basic", List.of()), Map.of("session", List.of())),
                "paths",
                paths,
                "components",
                Shape.of("securitySchemes", securitySchemes(), "schemas", Schemas.ALL));
    }

    private static Map<String, @Nullable Object> parameters(Template path) {
        List<Object> parameters = new ArrayList<>();
        for (String segment : path.segments()) {
            if (segment.startsWith("{")) {
                parameters.add(Shape.of(
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
        return parameters.isEmpty() ? Shape.of() : Shape.of("parameters", parameters);
    }

    private static Object operation(Route route) {
        Map<String, @Nullable Object> operation = Shape.of("summary", route.summary());
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
            operation.put("requestBody", Shape.of("content", content(route.takes())));
        }
        Map<String, @Nullable Object> responses = Shape.of(
                String.valueOf(route.status()),
                route.gives() == null
                        ? Shape.of("description", "Done.")
                        : Shape.of("description", "Done.", "content", content(route.gives())));
        responses.put("default", Shape.of("description", "Refused.", "content", content("Error")));
        operation.put("responses", responses);
        return operation;
    }

    private static Object asked(String name) {
        return Shape.of("name", name, "in", "query", "schema", Map.of("type", "string"));
    }

    /** A schema by its name, or a media type of something that is no JSON. */
    private static Object content(String what) {
        return what.contains("/")
                ? Map.of(what, Shape.of())
                : Map.of("application/json", Map.of("schema", Map.of("$ref", "#/components/schemas/" + what)));
    }

    private static Object securitySchemes() {
        return Shape.of(
                "token", Shape.of("type", "http", "scheme", "bearer"),
                "basic", Shape.of("type", "http", "scheme", "basic"),
                "session", Shape.of("type", "apiKey", "in", "header", "name", Sessions.HEADER));
    }

    /** One of the schemas, by its name. */
    static Map<?, ?> schema(String name) {
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
