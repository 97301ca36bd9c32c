package vektra.monitors.uptime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;

/**
 * The last result of a source.
 *
 * @param seconds that the run took; NaN when that is not known
 * @param reason why the runs fail now; null when they do not
 * @param lastSuccess when one last did not fail; null when none did
 * @param stale when the result says nothing any more
 */
public record Latest(
        Instant at,
        Status status,
        double seconds,
        @Nullable String reason,
        @Nullable Instant lastSuccess,
        Instant stale) {
    /** Whether the result says nothing any more. */
    public boolean isStale(Instant now) {
        return now.isAfter(stale);
    }
}
