package vektra.server.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import vektra.model.text.VektraException;

/** Waiting for what other processes do. */
public final class Patience {
    private static final long SHORTEST = 5;
    private static final long LONGEST = 200;

    private Patience() {}

    /** Asks again and again, ever less often; returns whether it came true in time. */
    public static boolean await(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        long pause = SHORTEST;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pause(pause);
            pause = Math.min(LONGEST, pause * 3 / 2 + 1);
        }
        return true;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted while waiting for a server", null, e);
        }
    }
}
