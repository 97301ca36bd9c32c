package vektra.model.monitor;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to an attempt: one line of the log. */
public sealed interface Event {
    /** The attempt that it happened to. */
    Attempt attempt();

    /** When it happened. */
    Instant at();

    /**
     * It began.
     *
     * @param interval between the starts of two runs; zero when the run is the only one. With it a log alone says how many
     *     runs there should be.
     * @param timeout of the attempt
     */
    record Start(Attempt attempt, Instant at, Duration interval, Duration timeout) implements Event {}

    /** It printed a line, without its end. */
    record Output(Attempt attempt, Instant at, boolean error, String line) implements Event {}

    /**
     * It ended. Every start is followed by one, whatever happens to the monitor short of a kill of Vektra itself.
     *
     * @param exit the code of a program; null when there was none
     * @param last whether no retry follows: the one that counts for uptime
     * @param truncated whether it printed more than the log took
     * @param reason one line on what failed, or null
     */
    record Finish(
            Attempt attempt,
            Instant at,
            Status status,
            @Nullable Integer exit,
            Duration elapsed,
            boolean last,
            boolean truncated,
            @Nullable String reason)
            implements Event {}

    /**
     * It was the last of its process, which from now on is not wanted any more: nothing is expected of it. It may also
     * stand for a process that ended before and is not wanted since.
     */
    record Stop(Attempt attempt, Instant at) implements Event {}
}
