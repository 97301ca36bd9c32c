package vektra.monitors.uptime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.monitors.line.Moment;
import vektra.monitors.uptime.read.Stretch;

/**
 * What one monitor finds out about a source as time goes on. A state lasts until the next result. After a gap of more than
 * two intervals and the time limit nothing is known of it: the service was neither up nor down.
 */
final class Lane {
    /** A clock that goes on by more was set. */
    private static final long YEAR = 366L * 24 * 60 * 60 * 1000;

    /** Which its lines do not say. */
    private static final long FERRET_TIMEOUT = 180_000;

    private static final long NONE = Moment.NONE;

    private final Parts parts;
    private final boolean alone;
    private final List<Span> spans = new ArrayList<>();

    private boolean scheduled;
    /** Whether lines say that the run is the only one. */
    private boolean single;

    private long interval;
    private long timeout;

    /** The end of the last run, its begin, and the latest time up to which the state is counted. */
    private long last = NONE;

    private long begun = NONE;
    private long counted = NONE;
    private boolean up;
    /** When the process ended that is not wanted since; NONE while it is. */
    private long off = NONE;

    private @Nullable String reason;

    private Status status = Status.SKIPPED;
    private long tenths = -1;
    private long lastUp = NONE;
    private long jumps;

    /**
     * One that begins.
     *
     * @param alone whether the state counts as it is, and not together with that of other monitors
     * @param interval until lines say it
     */
    Lane(Parts parts, boolean alone, long interval) {
        this.parts = parts;
        this.alone = alone;
        this.interval = interval;
        this.timeout = FERRET_TIMEOUT;
    }

    void settings(long newInterval, long newTimeout) {
        scheduled = newInterval > 0;
        single = newInterval == 0;
        interval = newInterval > 0 ? newInterval : interval;
        timeout = newTimeout;
    }

    private long limit() {
        return 2 * interval + timeout;
    }

    /** Takes a run; its parameters are those of {@link vektra.monitors.uptime.read.Runs#run}. */
    void run(Status result, boolean retried, long time, long start, long elapsed, @Nullable String why) {
        if (time == NONE) {
            parts.timeless().run(result, retried, elapsed);
            return;
        }
        boolean counts = parts.counts(time);
        if (counts) {
            parts.at(time).run(result, retried, elapsed);
        }
        if (!result.counts()) {
            return;
        }
        long from = Stretch.begin(time, start, elapsed);
        if (counts) {
            expect(from, time);
        }
        pass(time);
        off = NONE;
        last = time;
        begun = from;
        up = result == Status.SUCCESS;
        reason = up ? null : why == null ? reason : why;
        status = result;
        tenths = elapsed;
        lastUp = up ? time : lastUp;
    }

    /** Whether runs can be counted together: nothing in them depends on where one ends. */
    boolean takes(Stretch stretch) {
        return last != NONE
                && up
                && off == NONE
                && !single
                && counted == last
                && stretch.gap() <= limit()
                && Math.round((double) stretch.waited() / interval) <= 1
                && parts.together(last, stretch.first(), stretch.last());
    }

    void stretch(Stretch stretch) {
        Figures figures = parts.at(stretch.last());
        figures.successes(stretch.runs(), stretch.durations());
        figures.expect(stretch.runs());
        span(last, stretch.last());
        last = stretch.last();
        counted = last;
        lastUp = last;
        begun = stretch.begun();
        status = Status.SUCCESS;
        tenths = stretch.tenths();
    }

    /** Counts the run that ended now with those that are missing before it, unless a gap counts them. */
    private void expect(long from, long time) {
        long gap = time - last;
        if (last == NONE || off != NONE || single || gap < 0 || gap > YEAR) {
            parts.at(time).expect(1);
        } else if (gap <= limit()) {
            parts.at(time).expect((double) Math.max(1, Math.round((double) waited(from) / interval)));
        }
    }

    private long waited(long from) {
        return Stretch.waited(from, begun, last, scheduled ? interval : 0);
    }

    /** From a time on nothing is expected; what was known until then is counted. */
    void stopped(long time) {
        if (last != NONE && off == NONE) {
            pass(time);
            failedAlone();
            off = time;
        }
    }

    /** Counts the state up to a time. */
    private void pass(long time) {
        long gap = time - last;
        if (last == NONE || off != NONE) {
            counted = time;
        } else if (gap > YEAR || -gap > limit()) {
            jumps++;
            counted = time;
        } else if (gap > limit()) {
            if (!single) {
                parts.expect(last, time, interval);
            }
            failedAlone();
            counted = time;
        } else if (time > counted) {
            span(Math.max(last, counted), time);
            counted = time;
        }
    }

    /** A failure before a gap was one although it is not known how long it lasted. */
    private void failedAlone() {
        int newest = spans.size() - 1;
        if (!up && (newest < 0 || spans.get(newest).up() || spans.get(newest).to() < last)) {
            spans.add(new Span(last, last, false, reason));
        }
    }

    private void span(long from, long to) {
        if (alone) {
            parts.time(from, to, up);
        }
        int newest = spans.size() - 1;
        if (newest >= 0 && spans.get(newest).up() == up && spans.get(newest).to() == from) {
            Span before = spans.get(newest);
            spans.set(newest, new Span(before.from(), to, up, before.reason()));
        } else if (from < to) {
            spans.add(new Span(from, to, up, reason));
        }
    }

    /** The end of the time in question, at which the state may still be known. */
    void end(long until) {
        if (last != NONE && off == NONE && until >= last) {
            pass(until);
            failedAlone();
        }
    }

    /** Whether it is down then, as far as is known. */
    boolean isDown(long until) {
        return last != NONE && off == NONE && !up && until <= stale();
    }

    /** When the last run ended, or NONE. */
    long last() {
        return last;
    }

    long stale() {
        return off == NONE ? last + limit() : Math.min(off, last + limit());
    }

    long lastUp() {
        return lastUp;
    }

    long jumps() {
        return jumps;
    }

    Status status() {
        return status;
    }

    double seconds() {
        return tenths < 0 ? Double.NaN : tenths / 10_000.0;
    }

    @Nullable
    String reason() {
        return reason;
    }

    /** When it was in which state, oldest first. */
    List<Span> spans() {
        return spans;
    }
}
