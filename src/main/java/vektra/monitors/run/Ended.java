package vektra.monitors.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;

/**
 * How an attempt ended.
 *
 * @param exit the code of a program, or the status of a response; null when there was none
 * @param truncated whether it printed more than was taken
 * @param reason one line on what failed, or null
 */
record Ended(
        Status status,
        @Nullable Integer exit,
        Duration elapsed,
        boolean truncated,
        @Nullable String reason) {
    static Ended error(Duration elapsed, String reason) {
        return new Ended(Status.ERROR, null, elapsed, false, reason);
    }

    static Ended stopped(Duration elapsed, boolean truncated) {
        return new Ended(Status.SKIPPED, null, elapsed, truncated, "stopped");
    }
}
