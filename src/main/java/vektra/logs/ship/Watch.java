package vektra.logs.ship;

import java.util.concurrent.atomic.AtomicLong;

/** Notices when one thread does not come back from something that it was at; another one looks. */
public final class Watch {
    /** Odd while it is at something, and another number with each new thing. */
    private final AtomicLong turns = new AtomicLong();

    private long turn;
    private long sent;
    private long since;

    /** For the one thread: it begins something that may take long. */
    void busy() {
        turns.lazySet((turns.getPlain() + 1) | 1);
    }

    /** It came back. */
    void idle() {
        turns.lazySet((turns.getPlain() + 2) & ~1L);
    }

    /**
     * For the other: whether the one is at the same thing for so long, and nothing moves.
     *
     * @param bytes that have been sent
     */
    boolean hangs(long bytes, long nanos) {
        long now = System.nanoTime();
        long current = turns.get();
        if ((current & 1) == 0 || current != turn || bytes != sent) {
            turn = current;
            sent = bytes;
            since = now;
        }
        return now - since > nanos;
    }
}
