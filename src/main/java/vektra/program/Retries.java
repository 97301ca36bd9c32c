package vektra.program;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits a little, and longer each time, before work that failed is done again; all within a limit. */
public final class Retries {
    private static final int LONGEST_WAIT_MILLIS = 500;

    private final long start = System.nanoTime();
    private int bound = 20;

    /**
     * Waits and returns true when the work should be done again.
     *
     * @param limit how long, from the first time on, a failure of this kind is worth another attempt; zero: it is not
     */
    public boolean worthIt(Duration limit) {
        long wait = ThreadLocalRandom.current().nextInt(bound / 2, bound);
        bound = Math.min(LONGEST_WAIT_MILLIS, bound * 2);
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        if (spent.plusMillis(wait).compareTo(limit) >= 0) {
            return false;
        }
        return slept(wait);
    }

    /** False when this thread was interrupted. */
    public static boolean slept(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
