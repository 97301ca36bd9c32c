package vektra.monitors.uptime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The states of several monitors of one source, put together. */
final class Sweep {
    private final Merge merge;
    private final List<Span> merged = new ArrayList<>();
    private int up;
    private int down;
    private @Nullable String reason;

    private record Edge(long at, int up, int down, @Nullable String reason) {}

    private Sweep(Merge merge) {
        this.merge = merge;
    }

    /** When the source was in which state; it is not known where that of no monitor is. */
    static List<Span> of(List<List<Span>> monitors, Merge merge) {
        List<Edge> edges = new ArrayList<>();
        for (List<Span> spans : monitors) {
            for (Span span : spans) {
                int isUp = span.up() ? 1 : 0;
                edges.add(new Edge(span.from(), isUp, 1 - isUp, span.reason()));
                edges.add(new Edge(span.to(), -isUp, isUp - 1, null));
            }
        }
        edges.sort(Comparator.comparingLong(Edge::at));
        Sweep sweep = new Sweep(merge);
        for (int i = 0; i < edges.size(); i++) {
            sweep.pass(
                    edges.get(i),
                    i + 1 < edges.size() ? edges.get(i + 1).at() : edges.get(i).at());
        }
        return sweep.merged;
    }

    private void pass(Edge edge, long next) {
        up += edge.up();
        down += edge.down();
        reason = edge.reason() == null ? reason : edge.reason();
        if (next == edge.at() || up + down == 0) {
            return;
        }
        boolean isUp = merge.up(up, down);
        int newest = merged.size() - 1;
        if (newest >= 0 && merged.get(newest).up() == isUp && merged.get(newest).to() == edge.at()) {
            Span before = merged.get(newest);
            merged.set(newest, new Span(before.from(), next, isUp, before.reason()));
        } else {
            merged.add(new Span(edge.at(), next, isUp, isUp ? null : reason));
        }
    }
}
