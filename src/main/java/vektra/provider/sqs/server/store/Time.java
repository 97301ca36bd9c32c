package vektra.provider.sqs.server.store;

import java.util.function.LongSupplier;

/** Milliseconds since 1970 that never go back, whatever is done to the machine's clock; and numbers in their order. */
public final class Time {
    /** Bits of a number that count within a millisecond: after 4096 messages the numbers run ahead of the time. */
    private static final int WITHIN_MILLISECOND = 12;

    private final LongSupplier clock;
    private long ahead;
    private long last;
    private long number;

    public Time() {
        this(System::currentTimeMillis);
    }

    /** @param clock milliseconds since 1970, which may go back */
    public Time(LongSupplier clock) {
        this.clock = clock;
    }

    public synchronized long now() {
        long now = clock.getAsLong() + ahead;
        if (now < last) {
            ahead += last - now;
            now = last;
        }
        last = now;
        return now;
    }

    /** A number greater than all before, also than those before a restart. */
    public synchronized long number() {
        number = Math.max(number + 1, now() << WITHIN_MILLISECOND);
        return number;
    }

    /** When that number was given. */
    public static long of(long number) {
        return number >> WITHIN_MILLISECOND;
    }

    /** A number that was given before a restart. */
    public synchronized void seen(long before) {
        number = Math.max(number, before);
        last = Math.max(last, of(before) + 1);
    }
}
