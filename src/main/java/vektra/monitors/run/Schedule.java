package vektra.monitors.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;

/**
 * When which monitor runs: at a fixed rate, whatever a run takes. Each run is a task of its own, so that none waits for
 * another. Times are of a clock that only goes forward. Not for several threads at once.
 */
final class Schedule {
    /** A process and its place in time. */
    private static final class Turn {
        private final Slot slot;
        private final long interval;
        private long next;

        private Turn(Slot slot, long next) {
            this.slot = slot;
            this.interval = slot.monitor().settings().interval().toNanos();
            this.next = next;
        }

        /** What was missed, since this process was held up, is not made up for. */
        private void advance(long now) {
            next += interval * (1 + Math.max(0, now - next) / interval);
        }
    }

    private final Executor threads;
    private final IntUnaryOperator random;
    private final Map<Slot, Turn> turns = new HashMap<>();
    private final PriorityQueue<Turn> queue = new PriorityQueue<>((one, other) -> Long.signum(one.next - other.next));

    /**
     * An empty one.
     *
     * @param threads makes the runs, and has a thread for each
     * @param random gives a number from 0 and below the one that it gets
     */
    Schedule(Executor threads, IntUnaryOperator random) {
        this.threads = threads;
        this.random = random;
    }

    /** Takes a process, whose first run comes at once or, by its jitter, a little later. */
    void add(Slot slot, long now) {
        Duration interval = slot.monitor().settings().interval();
        int percent = slot.monitor().settings().jitter();
        long widest = interval.toMillis() * percent / 100;
        int jitter = random.applyAsInt((int) Math.min(Integer.MAX_VALUE, widest + 1));
        Turn turn = new Turn(slot, now + Duration.ofMillis(jitter).toNanos());
        turns.put(slot, turn);
        queue.add(turn);
    }

    /** Begins no run of a process any more. */
    void remove(Slot slot) {
        Turn turn = turns.remove(slot);
        if (turn != null) {
            queue.remove(turn);
        }
    }

    /** All processes, in no order. */
    Set<Slot> slots() {
        return new HashSet<>(turns.keySet());
    }

    /** Begins the runs whose time has come, and returns when the next one comes; null when there is none. */
    @Nullable
    Long begin(long now) {
        List<Turn> begun = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek().next - now <= 0) {
            begun.add(queue.remove());
        }
        for (Turn turn : begun) {
            begin(turn.slot);
            turn.advance(now);
            queue.add(turn);
        }
        return queue.isEmpty() ? null : queue.peek().next;
    }

    private void begin(Slot slot) {
        String lacking = lacking(slot);
        if (lacking != null) {
            slot.skip(lacking + " is down");
        } else if (!slot.begin()) {
            slot.skip("overrun");
        } else {
            try {
                threads.execute(() -> slot.run(slot.monitor().settings().interval()));
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                slot.abandon("no thread: " + e.getMessage());
            }
        }
    }

    /** What a process needs and what is down, or was itself skipped since something is; null when there is no such thing. */
    private @Nullable String lacking(Slot slot) {
        for (String source : slot.monitor().settings().needs()) {
            if (isDown(source)) {
                return source;
            }
        }
        return null;
    }

    private boolean isDown(String source) {
        List<Slot> needed = turns.keySet().stream()
                .filter(one -> one.monitor().source().equals(source))
                .toList();
        boolean anyUp = needed.stream().anyMatch(one -> one.standing() == Status.SUCCESS);
        boolean anyDown = needed.stream().anyMatch(one -> isBad(one.standing()));
        boolean blocked = needed.stream().anyMatch(one -> lacking(one) != null);
        return blocked || (anyDown && !anyUp);
    }

    private static boolean isBad(@Nullable Status status) {
        return status != null && status.counts() && status != Status.SUCCESS;
    }
}
