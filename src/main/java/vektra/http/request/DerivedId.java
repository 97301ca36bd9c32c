package vektra.http.request;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of what has none of its own. */
public final class DerivedId {
    private DerivedId() {}

    /** Always the same id for the same words. */
    public static String of(String... words) {
        return UUID.nameUUIDFromBytes(String.join("\n", words).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
