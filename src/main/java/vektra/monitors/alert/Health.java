package vektra.monitors.alert;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;

/** How each source did last, and whether what another one depends on is up. */
final class Health {
    /** What is known of all that a source depends on, directly or not. */
    enum Needs {
        UP,
        DOWN,
        /** The last news is older than what the question is about. */
        UNKNOWN
    }

    private record Latest(Instant at, boolean up) {}

    private final Function<String, List<String>> needs;
    private final Map<String, Latest> latest = new HashMap<>();

    /** @param needs the sources that a source depends on directly */
    Health(Function<String, List<String>> needs) {
        this.needs = needs;
    }

    void on(Event.Finish finish) {
        latest.put(finish.attempt().source(), new Latest(finish.at(), finish.status() == Status.SUCCESS));
    }

    /**
     * Whether what the source depends on is up.
     *
     * @param counted which sources count: those of which the same alert would send a message
     * @param since how old news of it may be
     */
    Needs needs(String source, Predicate<String> counted, Instant since) {
        boolean known = true;
        Set<String> seen = new HashSet<>(Set.of(source));
        Deque<String> next = new ArrayDeque<>(needs.apply(source));
        while (!next.isEmpty()) {
            String each = next.pop();
            if (seen.add(each) && counted.test(each)) {
                Latest news = latest.get(each);
                if (news != null && !news.up()) {
                    return Needs.DOWN;
                }
                known &= news != null && !news.at().isBefore(since);
                next.addAll(needs.apply(each));
            }
        }
        return known ? Needs.UP : Needs.UNKNOWN;
    }
}
