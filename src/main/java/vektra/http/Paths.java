package vektra.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the path of a request. */
final class Paths {
    private Paths() {}

    /** The segments, each decoded by itself, so that an encoded slash stays part of a name. */
    static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : rawPath.substring(rawPath.startsWith("/") ? 1 : 0).split("/", -1)) {
            segments.add(decoded(raw));
        }
        return segments;
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
