package vektra.monitors.uptime;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one source.
 *
 * @param monitors the processes that looked at it
 * @param figures of the whole time
 * @param parts those of each step in which something is known, by its begin
 * @param incidents oldest first
 * @param latest null when no result has a time
 */
public record Source(
        String name,
        List<String> monitors,
        Figures figures,
        SortedMap<Instant, Figures> parts,
        List<Incident> incidents,
        @Nullable Latest latest) {}
