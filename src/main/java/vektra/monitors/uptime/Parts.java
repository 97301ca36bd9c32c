package vektra.monitors.uptime;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.monitors.maintenance.Window;

/** The figures of a source, each in the step of time that it belongs to; those in maintenance in none. */
final class Parts {
    private static final long HOUR = 3_600_000;

    private final long since;
    private final long until;
    private final long step;
    private final List<Window> closed;
    private final Map<Long, Figures> parts = new HashMap<>();
    private final Figures whole = new Figures();
    private long key;
    private @Nullable Figures last;

    Parts(String source, Query query) {
        this.since = query.from();
        this.until = query.to();
        this.step = query.step().toMillis();
        this.closed = query.maintenance().stream()
                .filter(window -> window.concerns(source))
                .toList();
    }

    /** Whether what happens at a time counts. */
    boolean counts(long time) {
        if (time < since || time > until) {
            return false;
        }
        for (Window window : closed) {
            if (time >= window.from().toEpochMilli() && time < end(window)) {
                return false;
            }
        }
        return true;
    }

    private static long end(Window window) {
        return window.to() == null ? Long.MAX_VALUE : window.to().toEpochMilli();
    }

    /**
     * Whether runs of one hour can be counted together.
     *
     * @param before the end of the run before them
     */
    boolean together(long before, long first, long last) {
        if (first < since || before < since || last > until || step % HOUR != 0) {
            return false;
        }
        for (Window window : closed) {
            if (last >= window.from().toEpochMilli() && before < end(window)) {
                return false;
            }
        }
        return true;
    }

    /** The figures of the step of a time. */
    Figures at(long time) {
        if (step == 0) {
            return whole;
        }
        long wanted = Math.floorDiv(time, step);
        if (last == null || wanted != key) {
            key = wanted;
            last = parts.computeIfAbsent(wanted, begin -> new Figures());
        }
        return last;
    }

    /** The figures of what has no time. */
    Figures timeless() {
        return whole;
    }

    /** Adds a time in which the state is known, as far as it counts. */
    void time(long from, long to, boolean up) {
        each(from, to, 0, (begin, end) -> at(begin).time(end - begin, up));
    }

    /** Expects runs in a time of which nothing is known, as far as it counts. */
    void expect(long from, long to, long interval) {
        each(from, to, 0, (begin, end) -> at(begin).expect((double) (end - begin) / interval));
    }

    /** The begin and the end of what counts of a time; null when nothing of it does. */
    long @Nullable [] counted(long from, long to) {
        if (from == to) {
            return counts(from) ? new long[] {from, to} : null;
        }
        long[] all = {Long.MAX_VALUE, Long.MIN_VALUE};
        each(from, to, 0, (begin, end) -> {
            all[0] = Math.min(all[0], begin);
            all[1] = Math.max(all[1], end);
        });
        return all[0] > all[1] ? null : all;
    }

    private interface Piece {
        void take(long from, long to);
    }

    private void each(long from, long to, int window, Piece piece) {
        long begin = Math.max(from, since);
        long end = Math.min(to, until);
        if (begin >= end) {
            return;
        }
        for (int i = window; i < closed.size(); i++) {
            long shut = closed.get(i).from().toEpochMilli();
            long open = end(closed.get(i));
            if (shut < end && open > begin) {
                each(begin, Math.min(shut, end), i + 1, piece);
                each(Math.max(open, begin), end, i + 1, piece);
                return;
            }
        }
        if (step == 0) {
            piece.take(begin, end);
            return;
        }
        while (begin < end) {
            long next = Math.min(end, (Math.floorDiv(begin, step) + 1) * step);
            piece.take(begin, next);
            begin = next;
        }
    }

    /** The figures of all. */
    Figures all() {
        Figures all = new Figures();
        all.add(whole);
        parts.values().forEach(all::add);
        return all;
    }

    /** Those of each step. */
    SortedMap<Instant, Figures> steps() {
        SortedMap<Instant, Figures> steps = new TreeMap<>();
        parts.forEach((number, figures) -> steps.put(Instant.ofEpochMilli(number * step), figures));
        return steps;
    }
}
