package vektra.monitors.uptime;

import vektra.model.monitor.Status;
import vektra.monitors.uptime.read.Durations;

/** What the runs of a source were in a time. */
@SuppressWarnings("EnumOrdinal") // places in an array, which is never stored
public final class Figures {
    private final long[] runs = new long[Status.values().length];
    private final Durations durations = new Durations();
    private long flaky;
    private long up;
    private long down;
    private double expected;

    void run(Status status, boolean retried, long tenths) {
        runs[status.ordinal()]++;
        if (status.counts()) {
            flaky += retried && status == Status.SUCCESS ? 1 : 0;
            if (tenths >= 0) {
                durations.add(tenths);
            }
        }
    }

    void successes(int more, Durations took) {
        runs[Status.SUCCESS.ordinal()] += more;
        durations.add(took);
    }

    void time(long millis, boolean isUp) {
        if (isUp) {
            up += millis;
        } else {
            down += millis;
        }
    }

    void expect(double more) {
        expected += more;
    }

    void add(Figures other) {
        for (int i = 0; i < runs.length; i++) {
            runs[i] += other.runs[i];
        }
        durations.add(other.durations);
        flaky += other.flaky;
        up += other.up;
        down += other.down;
        expected += other.expected;
    }

    /** The same with the figures of another time or source. */
    public Figures with(Figures other) {
        Figures both = new Figures();
        both.add(this);
        both.add(other);
        return both;
    }

    /** How many runs ended so. */
    public long runs(Status status) {
        return runs[status.ordinal()];
    }

    /** How many runs say whether the service works. */
    public long runs() {
        long sum = 0;
        for (Status status : Status.values()) {
            sum += status.counts() ? runs(status) : 0;
        }
        return sum;
    }

    /** How many runs found the service up. */
    public long ok() {
        return runs(Status.SUCCESS);
    }

    /** How many runs did so only when they were tried again. */
    public long flaky() {
        return flaky;
    }

    /** Milliseconds in which the service is known to have been up. */
    public long upMillis() {
        return up;
    }

    /** Milliseconds in which it is known to have been down. */
    public long downMillis() {
        return down;
    }

    /** How many runs there should have been. */
    public double expected() {
        return expected;
    }

    /** Percent of the runs that found the service up; NaN when there are none. */
    public double checks() {
        return runs() == 0 ? Double.NaN : 100.0 * ok() / runs();
    }

    /** Percent of the known time in which it was up; NaN when none is known. */
    public double time() {
        return up + down == 0 ? Double.NaN : 100.0 * up / (up + down);
    }

    /** Percent of the expected runs that there were; NaN when none were expected. */
    public double coverage() {
        return expected < 0.5 ? Double.NaN : Math.min(100, 100.0 * runs() / expected);
    }

    public Durations durations() {
        return durations;
    }
}
