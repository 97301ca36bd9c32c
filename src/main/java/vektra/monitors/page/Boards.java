package vektra.monitors.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.monitors.MonitorFiles;
import vektra.monitors.Monitors;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.maintenance.Window;
import vektra.monitors.uptime.Figures;
import vektra.monitors.uptime.Incident;
import vektra.monitors.uptime.Latest;
import vektra.monitors.uptime.Query;
import vektra.monitors.uptime.Source;
import vektra.monitors.uptime.Uptime;
import vektra.monitors.uptime.Uptimes;

/** What the log of a home says, as a board. */
public record Boards(Uptimes uptimes, Maintenance maintenance, Clock clock) {
    private static final int HOURS = 48;

    public static Boards of(Monitors monitors) {
        return of(monitors.files(), monitors.clock());
    }

    public static Boards of(MonitorFiles files, Clock clock) {
        return new Boards(new Uptimes(files), new Maintenance(files), clock);
    }

    /**
     * The board of now.
     *
     * @param manifest what is shown; null for every source there is
     * @param open whether strangers may read it: names of sources are then replaced, unless a manifest names them
     */
    public Board board(@Nullable Manifest manifest, boolean open) {
        Instant now = clock.instant();
        List<Window> windows = maintenance.windows();
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        List<Query> queries = new ArrayList<>(List.of(
                query(today.minus(Duration.ofDays(Board.DAYS - 1)), now, windows)
                        .by(Duration.ofDays(1)),
                query(hour.minus(Duration.ofHours(HOURS - 1)), now, windows).by(Duration.ofHours(1))));
        List<Duration> means = manifest == null
                ? List.of()
                : manifest.metrics().stream()
                        .map(Manifest.Metric::window)
                        .distinct()
                        .toList();
        means.forEach(window -> queries.add(query(now.minus(window), now, windows)));
        List<Uptime> answers = uptimes.read(queries);
        Map<String, Source> days = named(answers.get(0));
        Map<String, Source> hours = named(answers.get(1));
        Function<String, Board.Tile> tile = source -> tile(source, days.get(source), hours.get(source), windows, now);
        String title = manifest == null || manifest.name() == null ? "Status" : manifest.name();
        if (manifest == null) {
            Map<String, String> names = open ? Names.strangers(days.keySet()) : Map.of();
            return new Board(
                    title,
                    now,
                    open,
                    days.keySet().stream()
                            .map(source -> renamed(tile.apply(source), names.getOrDefault(source, source)))
                            .sorted(Comparator.comparing(Board.Tile::state))
                            .toList());
        }
        List<Board.Tile> tiles = new ArrayList<>();
        for (Manifest.Metric metric : manifest.metrics()) {
            Source mean = named(answers.get(2 + means.indexOf(metric.window()))).get(metric.source());
            tiles.add(levelled(tile.apply(metric.source()), metric, mean));
        }
        return new Board(title, now, open, tiles);
    }

    private static Query query(Instant since, Instant now, List<Window> windows) {
        return Query.since(since, now).without(windows);
    }

    private static Map<String, Source> named(Uptime uptime) {
        return uptime.sources().stream()
                .collect(Collectors.toMap(Source::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static Board.Tile tile(
            String name, @Nullable Source days, @Nullable Source hours, List<Window> windows, Instant now) {
        boolean silent = windows.stream().anyMatch(window -> window.covers(name, now));
        List<Board.Outage> outages = days == null ? List.of() : outages(days.incidents());
        Latest latest = days == null ? null : days.latest();
        Board.State state = state(latest, silent, now);
        return new Board.Tile(
                name,
                state,
                since(state, latest, outages),
                state == Board.State.DOWN && latest != null ? latest.reason() : null,
                null,
                days == null ? Double.NaN : days.figures().checks(),
                days == null ? Double.NaN : days.figures().coverage(),
                days(days, now),
                points(hours, now),
                outages);
    }

    private static Board.State state(@Nullable Latest latest, boolean silent, Instant now) {
        if (silent) {
            return Board.State.MAINTENANCE;
        }
        if (latest == null || !latest.status().counts()) {
            return Board.State.UNKNOWN;
        }
        if (latest.isStale(now)) {
            return Board.State.STALE;
        }
        return latest.reason() == null && latest.status() == vektra.model.monitor.Status.SUCCESS
                ? Board.State.UP
                : Board.State.DOWN;
    }

    private static @Nullable Instant since(Board.State state, @Nullable Latest latest, List<Board.Outage> outages) {
        Optional<Board.Outage> last = outages.stream().findFirst();
        return switch (state) {
            case DOWN, DEGRADED ->
                last.filter(outage -> outage.to() == null)
                        .map(Board.Outage::from)
                        .orElse(latest == null ? null : latest.at());
            case UP -> last.map(Board.Outage::to).orElse(null);
            case STALE -> latest == null ? null : latest.at();
            case UNKNOWN, MAINTENANCE -> null;
        };
    }

    private static List<Board.Outage> outages(List<Incident> incidents) {
        List<Board.Outage> outages = new ArrayList<>();
        for (Incident incident : incidents) {
            outages.add(0, new Board.Outage(incident.from(), incident.to(), incident.reason()));
        }
        return outages;
    }

    private static List<Board.Day> days(@Nullable Source source, Instant now) {
        List<Board.Day> days = new ArrayList<>();
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        for (int back = Board.DAYS - 1; back >= 0; back--) {
            Instant day = today.minus(Duration.ofDays(back));
            Figures figures = source == null ? null : source.parts().get(day);
            days.add(new Board.Day(
                    day.atZone(ZoneOffset.UTC).toLocalDate(),
                    figures == null ? Double.NaN : figures.checks(),
                    figures == null ? Double.NaN : figures.coverage()));
        }
        return days;
    }

    private static List<Board.Point> points(@Nullable Source source, Instant now) {
        List<Board.Point> points = new ArrayList<>();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        for (int back = HOURS - 1; back >= 0; back--) {
            Instant at = hour.minus(Duration.ofHours(back));
            Figures figures = source == null ? null : source.parts().get(at);
            points.add(new Board.Point(
                    at,
                    figures == null ? Double.NaN : figures.durations().percentile(50),
                    figures == null ? Double.NaN : figures.durations().percentile(95)));
        }
        return points;
    }

    private static Board.Tile renamed(Board.Tile tile, String name) {
        return with(tile, name, tile.state(), tile.text());
    }

    /** A tile by the levels of a manifest, which never hide that there is no news. */
    private static Board.Tile levelled(Board.Tile tile, Manifest.Metric metric, @Nullable Source source) {
        Figures figures = source == null ? null : source.figures();
        double mean = figures == null
                ? Double.NaN
                : switch (metric.measure()) {
                    case "uptime" -> figures.checks();
                    case "time" ->
                        figures.durations().sum() / figures.durations().count();
                    default -> Double.NaN;
                };
        boolean silent = tile.state() == Board.State.STALE || tile.state() == Board.State.MAINTENANCE;
        return with(
                tile,
                metric.display(),
                silent ? tile.state() : metric.level(mean),
                Double.isNaN(mean) ? null : Markup.number(mean));
    }

    private static Board.Tile with(Board.Tile tile, String name, Board.State state, @Nullable String text) {
        return new Board.Tile(
                name,
                state,
                tile.since(),
                tile.reason(),
                text,
                tile.uptime(),
                tile.coverage(),
                tile.days(),
                tile.points(),
                tile.outages());
    }
}
