package vektra.logs.ship;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How the thread of a drain waits; others look, without a lock, whether there is a thread to wake. */
final class Rest {
    private final Thread thread;
    private volatile boolean resting;

    Rest(Thread thread) {
        this.thread = thread;
    }

    /** Waits, at most so long, until that holds. */
    void rest(long nanos, BooleanSupplier over) {
        long until = System.nanoTime() + nanos;
        resting = true;
        long left = nanos;
        while (left > 0 && !over.getAsBoolean()) {
            LockSupport.parkNanos(this, left);
            left = until - System.nanoTime();
        }
        resting = false;
    }

    /** Has it look again, where it rests. */
    void wake() {
        if (resting) {
            LockSupport.unpark(thread);
        }
    }
}
