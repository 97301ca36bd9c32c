package vektra.http.request;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the shapes of answers are made of. */
public final class Shape {
    private Shape() {}

    /** Pairs of key and value in order; a null value becomes JSON's null. */
    public static Map<String, @Nullable Object> of(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }

    /** The id of something that has none of its own: always the same for the same words. */
    public static String id(String... words) {
        return UUID.nameUUIDFromBytes(String.join("\n", words).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
