package vektra.logs.ship;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** How fast a number grew lately. */
public final class Rate {
    private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Deque<long[]> samples = new ArrayDeque<>();

    /** Notes the number; to be called about once a second. */
    public synchronized void sample(long number) {
        long now = System.nanoTime();
        samples.add(new long[] {now, number});
        while (now - samples.getFirst()[0] > SPAN_NANOS) {
            samples.removeFirst();
        }
    }

    public synchronized double perSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        long[] first = samples.getFirst();
        long[] last = samples.getLast();
        return (last[1] - first[1]) * SECOND / (last[0] - first[0]);
    }
}
