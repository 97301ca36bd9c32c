package vektra.logs.spool;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What was sent over a connection and may be lost with it, the oldest first: at most so many bytes, of so long ago. */
final class Window {
    private static final long MOST_BYTES = 16 << 20;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** What may still have been on its way when the destination closed a connection in good order. */
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** What was sent within that long is kept as one. */
    private static final long LONGEST_STRETCH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Deque<Sent> stretches = new ArrayDeque<>();
    private long bytes;

    Collection<Sent> stretches() {
        return stretches;
    }

    /** The same as what has to be sent again. */
    List<Sent> repeated() {
        return stretches.stream().map(Sent::repeated).toList();
    }

    /** Lines that trickle must not fill memory with a stretch each. */
    void keep(Sent sent) {
        bytes += sent.bytes();
        Sent last = stretches.peekLast();
        if (last != null && last.joins(sent, LONGEST_STRETCH_NANOS)) {
            stretches.removeLast();
            stretches.add(new Sent(last.from(), sent.to(), last.nanos(), last.again(), null));
        } else {
            stretches.add(sent);
        }
    }

    /** Lets go of what is beyond its limits. */
    void trim(long now) {
        while (!stretches.isEmpty() && (bytes > MOST_BYTES || isOlder(LONGEST_NANOS, now))) {
            removeFirst();
        }
    }

    /** Lets go of all but what was sent just now. */
    void settle(long now) {
        while (!stretches.isEmpty() && isOlder(CLOSING_NANOS, now)) {
            removeFirst();
        }
    }

    void clear() {
        stretches.clear();
        bytes = 0;
    }

    private boolean isOlder(long nanos, long now) {
        return now - stretches.getFirst().nanos() > nanos;
    }

    private void removeFirst() {
        bytes -= stretches.removeFirst().bytes();
    }
}
