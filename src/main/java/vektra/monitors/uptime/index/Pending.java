package vektra.monitors.uptime.index;

import java.util.Arrays;
import vektra.monitors.uptime.read.Durations;
import vektra.monitors.uptime.read.Stretch;

/** The runs of a series that may become a {@link Stretch}, until one comes that is not of it. */
final class Pending {
    /** Of them the memory of one that writes is made. */
    private static final int MOST = 256;

    private static final long HOUR = 3_600_000;

    /** Of the series in the index. */
    final int number;

    /** The end of the run that was written last. */
    long written;

    private long[] ends = new long[8];
    private long[] begins = new long[8];
    private long[] lengths = new long[8];
    private int count;

    /** Of the run before: whether it was a plain success, its end and its begin. */
    private boolean plain;

    private long last;
    private long lastBegun;

    private long gap;
    private long waited;

    Pending(int number) {
        this.number = number;
    }

    int count() {
        return count;
    }

    /** Whether a plain success can belong to a stretch. */
    boolean follows(long time) {
        return plain && time >= last;
    }

    /** Whether it belongs to that which is pending. */
    boolean fits(long time) {
        return count == 0 || (count < MOST && Math.floorDiv(time, HOUR) == Math.floorDiv(ends[0], HOUR));
    }

    void add(long time, long begun, long elapsed, long interval) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            begins = Arrays.copyOf(begins, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        ends[count] = time;
        begins[count] = begun;
        lengths[count++] = elapsed;
        long from = Stretch.begin(time, begun, elapsed);
        gap = Math.max(gap, time - last);
        waited = Math.max(waited, Stretch.waited(from, lastBegun, last, interval));
        last = time;
        lastBegun = from;
    }

    /** Takes note of a run that is written on its own. */
    void alone(boolean isPlain, long time, long begun, long elapsed) {
        plain = isPlain;
        last = time;
        lastBegun = Stretch.begin(time, begun, elapsed);
    }

    interface Each {
        void take(long time, long begun, long elapsed);
    }

    void each(Each each) {
        for (int i = 0; i < count; i++) {
            each.take(ends[i], begins[i], lengths[i]);
        }
    }

    Stretch stretch() {
        Durations durations = new Durations();
        for (int i = 0; i < count; i++) {
            durations.add(lengths[i]);
        }
        return new Stretch(count, ends[0], last, lastBegun, lengths[count - 1], gap, waited, durations);
    }

    void clear() {
        count = 0;
        gap = 0;
        waited = 0;
    }
}
