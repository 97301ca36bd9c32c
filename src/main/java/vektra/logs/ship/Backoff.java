package vektra.logs.ship;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How long to wait before the next attempt: any time up to a limit that doubles, so that not all come back at once. */
public final class Backoff {
    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 30_000;
    private static final long HEALTHY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long limit = SHORTEST_MILLIS;

    /** The milliseconds to wait after another failure. */
    long next() {
        long wait = 1 + ThreadLocalRandom.current().nextLong(limit);
        limit = Math.min(LONGEST_MILLIS, limit * 2);
        return wait;
    }

    /** A connection held that long: only one that held long enough makes up for the failures before. */
    void held(long nanos) {
        if (nanos >= HEALTHY_NANOS) {
            limit = SHORTEST_MILLIS;
        }
    }
}
