package vektra.monitors.maintenance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which results of some sources say nothing of them.
 *
 * @param from its begin
 * @param to its end, or null as long as none is known
 * @param sources the sources it is for, each with those below it; empty for all
 * @param reason what it is for, or null
 */
public record Window(
        Instant from,
        @Nullable Instant to,
        List<String> sources,
        @Nullable String reason) {
    /** Whether it is for a source. */
    public boolean concerns(String source) {
        return sources.isEmpty() || sources.stream().anyMatch(name -> below(source, name));
    }

    /** Whether it is for a source at a time. */
    public boolean covers(String source, Instant at) {
        return concerns(source) && !at.isBefore(from) && (to == null || at.isBefore(to));
    }

    /** Whether a source has that name, or is of the group of that name: {@code git.clone} is below {@code git}. */
    public static boolean below(String source, String name) {
        return source.equals(name) || source.startsWith(name + ".");
    }

    Window until(Instant end) {
        return new Window(from, end, sources, reason);
    }
}
