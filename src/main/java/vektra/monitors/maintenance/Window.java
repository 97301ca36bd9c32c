package vektra.monitors.maintenance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Shown;

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

    /** Which sources, such as {@code all sources}. */
    public String names() {
        return sources.isEmpty() ? "all sources" : String.join(", ", sources);
    }

    /** Such as {@code git from 2026-01-31 12:00:00 UTC until it is stopped}. */
    public String words() {
        return names() + " from " + Shown.time(from) + (to == null ? " until it is stopped" : " to " + Shown.time(to));
    }

    Window until(Instant end) {
        return new Window(from, end, sources, reason);
    }
}
