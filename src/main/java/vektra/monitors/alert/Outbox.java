package vektra.monitors.alert;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of one alert that wait for their delivery, in order: one that fails holds up those behind it. */
final class Outbox {
    /** Older ones go beyond that: what a destination that is gone for a year would get is of no use. */
    static final int MOST = 2000;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final Duration firstPause;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private int attempts;
    private long notBefore;
    private boolean busy;
    private int dropped;
    private @Nullable String problem;

    /** @param firstPause after the first failure; each later one is twice as long */
    Outbox(Duration firstPause) {
        this.firstPause = firstPause;
    }

    void add(Message message) {
        waiting.add(message);
        while (waiting.size() > MOST) {
            waiting.remove();
            dropped++;
        }
    }

    /** The message to deliver now; null when there is none, or it is not yet time, or one is being delivered. */
    @Nullable
    Message take(long nanos) {
        Message head = waiting.peek();
        if (head == null || busy || (attempts > 0 && nanos - notBefore < 0)) {
            return null;
        }
        busy = true;
        return head;
    }

    /** The message that was taken has arrived. */
    void delivered(Message message) {
        waiting.remove(message);
        busy = false;
        attempts = 0;
        problem = null;
    }

    /** It has not, and is taken again after a pause; how long that is. */
    Duration failed(String why, long nanos) {
        busy = false;
        attempts++;
        problem = why;
        Duration pause = firstPause.multipliedBy(1L << Math.min(attempts - 1, 20));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        notBefore = nanos + bounded.toNanos();
        return bounded;
    }

    List<Message> waiting() {
        return new ArrayList<>(waiting);
    }

    int dropped() {
        return dropped;
    }

    /** Why the last delivery failed; null when it did not. */
    @Nullable
    String problem() {
        return problem;
    }
}
