package vektra.model.addon;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One try to restore a backup, into a place that was deleted afterwards.
 *
 * @param at when it began
 * @param took to the end, with what was made for it
 * @param problem why it failed; null when all was there again
 */
public record Drill(Instant at, Duration took, @Nullable String problem) {
    /** All of it, as programs get it. */
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("at", at.toString());
        fields.put("seconds", took.toMillis() / 1000.0);
        fields.put("problem", problem);
        return fields;
    }
}
