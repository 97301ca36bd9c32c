package vektra.monitors.uptime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.monitors.line.Moment;
import vektra.monitors.uptime.read.Runs;
import vektra.monitors.uptime.read.Series;
import vektra.monitors.uptime.read.Stretch;

/** Answers one query from the runs of logs. */
final class Tally implements Runs {
    private final Query query;
    private final Map<String, Of> sources = new TreeMap<>();
    private @Nullable Lane[] lanes = new Lane[16];
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** What there is on one source. */
    private record Of(Parts parts, Map<String, Lane> lanes) {}

    Tally(Query query) {
        this.query = query;
    }

    @Override
    public void settings(Series series, long interval, long timeout) {
        lane(series).settings(interval, timeout);
    }

    @Override
    public void run(
            Series series,
            Status status,
            boolean retried,
            long time,
            long begun,
            long elapsed,
            @Nullable String reason) {
        // what is to come was written while the clock was wrong
        if (time > query.to() || (time == Moment.NONE && query.since() != null)) {
            return;
        }
        if (time != Moment.NONE) {
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
        lane(series).run(status, retried, time, begun, elapsed, reason);
    }

    @Override
    public void stopped(Series series, long time) {
        if (time <= query.to()) {
            last = Math.max(last, time);
            lane(series).stopped(time);
        }
    }

    @Override
    public boolean takes(Series series, Stretch stretch) {
        return lane(series).takes(stretch);
    }

    @Override
    public void stretch(Series series, Stretch stretch) {
        last = Math.max(last, stretch.last());
        lane(series).stretch(stretch);
    }

    private Lane lane(Series series) {
        if (series.id() >= lanes.length) {
            lanes = Arrays.copyOf(lanes, series.id() * 2 + 1);
        }
        Lane lane = lanes[series.id()];
        if (lane == null) {
            lane = begin(series);
            lanes[series.id()] = lane;
        }
        return lane;
    }

    private Lane begin(Series series) {
        Of of = sources.computeIfAbsent(
                series.sourceName(), name -> new Of(new Parts(name, query), new LinkedHashMap<>()));
        Lane lane = new Lane(
                of.parts(), query.merge() == Merge.POOLED, query.interval().toMillis());
        of.lanes().put(series.monitorName(), lane);
        return lane;
    }

    /** The answer. */
    Uptime uptime(long bad) {
        long until = query.until() != null ? query.to() : last;
        List<Source> all = new ArrayList<>();
        long jumps = 0;
        for (Map.Entry<String, Of> entry : sources.entrySet()) {
            Of of = entry.getValue();
            of.lanes().values().forEach(lane -> lane.end(until));
            jumps += of.lanes().values().stream().mapToLong(Lane::jumps).sum();
            List<Incident> incidents = incidents(of, until);
            Figures figures = of.parts().all();
            if (figures.runs() + figures.runs(Status.SKIPPED) + figures.expected() > 0) {
                List<String> monitors = List.copyOf(of.lanes().keySet());
                all.add(new Source(entry.getKey(), monitors, figures, of.parts().steps(), incidents, latest(of)));
            }
        }
        boolean timed = last != Long.MIN_VALUE;
        Instant from = query.since() != null || !timed ? query.since() : Instant.ofEpochMilli(first);
        Instant to = query.until() != null || !timed ? query.until() : Instant.ofEpochMilli(last);
        return new Uptime(from, to, all, bad, jumps);
    }

    private List<Incident> incidents(Of of, long until) {
        List<Incident> incidents = new ArrayList<>();
        if (query.merge() == Merge.POOLED) {
            of.lanes().values().forEach(lane -> incidents(of, lane.spans(), lane.isDown(until), until, incidents));
        } else {
            List<Span> merged =
                    Sweep.of(of.lanes().values().stream().map(Lane::spans).toList(), query.merge());
            merged.forEach(span -> of.parts().time(span.from(), span.to(), span.up()));
            boolean down = !merged.isEmpty() && !merged.get(merged.size() - 1).up();
            incidents(of, merged, down, until, incidents);
        }
        incidents.sort(Comparator.comparing(Incident::from));
        return incidents;
    }

    private static void incidents(Of of, List<Span> spans, boolean down, long until, List<Incident> incidents) {
        for (Span span : spans) {
            long[] counted = span.up() ? null : of.parts().counted(span.from(), span.to());
            if (counted != null) {
                boolean goesOn = down && span.to() >= until;
                incidents.add(new Incident(
                        Instant.ofEpochMilli(counted[0]),
                        goesOn ? null : Instant.ofEpochMilli(counted[1]),
                        span.reason() == null ? "failure" : span.reason()));
            }
        }
    }

    private static @Nullable Latest latest(Of of) {
        Lane newest = null;
        long lastUp = Moment.NONE;
        for (Lane lane : of.lanes().values()) {
            newest = newest == null || lane.last() > newest.last() ? lane : newest;
            lastUp = Math.max(lastUp, lane.lastUp());
        }
        if (newest == null || newest.last() == Moment.NONE) {
            return null;
        }
        return new Latest(
                Instant.ofEpochMilli(newest.last()),
                newest.status(),
                newest.seconds(),
                newest.reason(),
                lastUp == Moment.NONE ? null : Instant.ofEpochMilli(lastUp),
                Instant.ofEpochMilli(newest.stale()));
    }
}
