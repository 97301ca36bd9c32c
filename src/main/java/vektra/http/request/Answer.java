package vektra.http.request;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;

/**
 * What a request is answered with.
 *
 * @param body null for none
 * @param headers beyond those of every answer
 */
public record Answer(int status, String type, @Nullable Object body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    /** A body of maps, lists, texts, numbers, booleans and nulls. */
    public static Answer json(int status, @Nullable Object value) {
        return new Answer(status, JSON, (Json.line(value) + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Answer ok(@Nullable Object value) {
        return json(200, value);
    }

    public static Answer created(@Nullable Object value) {
        return json(201, value);
    }

    public static Answer text(String type, String text) {
        return new Answer(200, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Answer bytes(String type, byte[] bytes) {
        return new Answer(200, type, bytes, Map.of());
    }

    static Answer empty(int status) {
        return new Answer(status, JSON, null, Map.of());
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, Collections.unmodifiableMap(more));
    }

    public byte[] content() {
        return body instanceof byte[] bytes ? bytes : new byte[0];
    }
}
