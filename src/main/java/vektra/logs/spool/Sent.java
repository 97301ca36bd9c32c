package vektra.logs.spool;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of the spool that was handed to a connection, or a notice of lost lines that was.
 *
 * @param from its first byte
 * @param to behind its last byte
 * @param nanos when it was sent, on the clock of {@link System#nanoTime}
 * @param again whether it had been sent before, and was counted as such
 */
public record Sent(
        long from,
        long to,
        long nanos,
        boolean again,
        @Nullable Notice notice) {
    long bytes() {
        return to - from;
    }

    /** Whether another one goes on just where this one ends, and was sent that soon behind it. */
    boolean joins(Sent next, long nanos) {
        return notice == null
                && next.notice == null
                && again == next.again
                && to == next.from
                && next.nanos - this.nanos < nanos;
    }

    Sent repeated() {
        return new Sent(from, to, nanos, true, notice);
    }

    Sent at(long now) {
        return new Sent(from, to, now, again, notice);
    }
}
