package vektra.provider.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Decides whether work that failed is worth doing again, and waits a little before it is. */
final class Retries {
    /**
     * What many processes at work on one server do to each other: serialisation, deadlock, an object in use, objects
     * made by another meanwhile, a role that got objects meanwhile, and XX000, under which comes "tuple concurrently
     * updated".
     */
    private static final Set<String> COLLISIONS =
            Set.of("40001", "40P01", "55006", "42P04", "42710", "23505", "2BP01", "XX000");

    /** No connection is free, or the server is starting up. */
    private static final Set<String> FULL = Set.of("53300", "57P03");

    private static final Duration COLLISIONS_FOR = Duration.ofSeconds(15);
    private static final int LONGEST_WAIT_MILLIS = 500;

    private final long start = System.nanoTime();
    private final Duration fullFor;
    private int bound = 20;

    /**
     * @param fullFor how long to go on asking a server that takes no connection
     */
    Retries(Duration fullFor) {
        this.fullFor = fullFor;
    }

    /** Waits and returns true when the work should be done again. */
    boolean worthIt(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        Duration limit = COLLISIONS.contains(state) ? COLLISIONS_FOR : FULL.contains(state) ? fullFor : Duration.ZERO;
        long wait = ThreadLocalRandom.current().nextInt(bound / 2, bound);
        bound = Math.min(LONGEST_WAIT_MILLIS, bound * 2);
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        if (spent.plusMillis(wait).compareTo(limit) >= 0) {
            return false;
        }
        return slept(wait);
    }

    static boolean slept(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
