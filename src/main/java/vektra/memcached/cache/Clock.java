package vektra.memcached.cache;

import java.util.concurrent.TimeUnit;

/**
 * The time as items need it: nanoseconds since the server started, from a source that no one can set back.
 *
 * <p>A client's unix time is turned into a deadline on that scale when it arrives, so a change of the machine's clock
 * later on moves no deadline.
 */
public class Clock {
    /** The deadline of an item that does not expire. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The deadline of an item that is expired from the start. */
    public static final long PAST = Long.MIN_VALUE;

    private static final long LONGEST_RELATIVE_SECONDS = TimeUnit.DAYS.toSeconds(30);
    private static final long FARTHEST_SECONDS = TimeUnit.DAYS.toSeconds(365 * 100);

    private final long start = System.nanoTime();

    public long nanos() {
        return System.nanoTime() - start;
    }

    public long unixSeconds() {
        return System.currentTimeMillis() / 1000;
    }

    /**
     * The deadline that an {@code exptime} of the protocol means.
     *
     * @param exptime 0 for never, negative for at once, up to 30 days in seconds from now, above that unix time
     */
    public final long deadline(long exptime) {
        if (exptime == 0) {
            return NEVER;
        }
        long seconds = exptime > LONGEST_RELATIVE_SECONDS ? exptime - unixSeconds() : exptime;
        if (seconds <= 0) {
            return PAST;
        }
        return seconds > FARTHEST_SECONDS ? NEVER : nanos() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Whole seconds, rounded up, until a deadline other than {@link #NEVER}; 0 when it is past. */
    public final long secondsUntil(long deadline) {
        long now = nanos();
        return deadline <= now ? 0 : TimeUnit.NANOSECONDS.toSeconds(deadline - now + TimeUnit.SECONDS.toNanos(1) - 1);
    }

    /** Whole seconds, rounded down, since a moment of {@link #nanos}. */
    public final long secondsSince(long moment) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos() - moment);
    }
}
