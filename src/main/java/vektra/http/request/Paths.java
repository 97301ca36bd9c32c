package vektra.http.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the path of a request, and its query. */
public final class Paths {
    private Paths() {}

    /** The segments, each decoded by itself, so that an encoded slash stays part of a name. */
    public static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : rawPath.substring(rawPath.startsWith("/") ? 1 : 0).split("/", -1)) {
            segments.add(decoded(raw));
        }
        return segments;
    }

    /** The names and values of a query; null for none. One that is not among those known is refused. */
    static Map<String, String> query(@Nullable String raw, List<String> known) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (!known.contains(name)) {
                throw Refusal.invalid("The query holds something else than " + String.join(", ", known) + ".");
            }
            query.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1).replace('+', ' ')));
        }
        return query;
    }

    private static String decoded(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] text = raw.getBytes(UTF_8);
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '%') {
                bytes.write(text[i]);
                continue;
            }
            int high = i + 2 < text.length ? Character.digit(text[i + 1], 16) : -1;
            int low = i + 2 < text.length ? Character.digit(text[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw Refusal.badRequest("The path is not encoded correctly.");
            }
            bytes.write((high << 4) | low);
            i += 2;
        }
        return bytes.toString(UTF_8);
    }
}
