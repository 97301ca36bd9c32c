package vektra.monitors.uptime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.monitors.maintenance.Window;

/**
 * What to find out.
 *
 * @param since nothing older counts; null for all that there is
 * @param until the end; null for the last line of the log
 * @param step how long each part is that has figures of its own; zero for the whole alone
 * @param interval of monitors whose lines do not say it
 */
public record Query(
        @Nullable Instant since,
        @Nullable Instant until,
        Duration step,
        Duration interval,
        Merge merge,
        List<Window> maintenance) {
    /** Ferret's interval, which its lines do not say. */
    public static final Duration USUAL_INTERVAL = Duration.ofSeconds(20);

    /** All sources from a time on, as a whole. */
    public static Query since(@Nullable Instant since, @Nullable Instant until) {
        return new Query(since, until, Duration.ZERO, USUAL_INTERVAL, Merge.POOLED, List.of());
    }

    /** The same in parts of that length. */
    public Query by(Duration other) {
        return new Query(since, until, other, interval, merge, maintenance);
    }

    /** The same without what is in these windows. */
    public Query without(List<Window> windows) {
        return new Query(since, until, step, interval, merge, windows);
    }

    /** The same, where the lines do not say it. */
    public Query every(Duration other) {
        return new Query(since, until, step, other, merge, maintenance);
    }

    /** The same for sources that several monitors look at. */
    public Query merged(Merge other) {
        return new Query(since, until, step, interval, other, maintenance);
    }

    long from() {
        return since == null ? Long.MIN_VALUE : since.toEpochMilli();
    }

    long to() {
        return until == null ? Long.MAX_VALUE : until.toEpochMilli();
    }
}
