package vektra.cli.monitors;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Lifetime;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.maintenance.Window;
import vektra.monitors.uptime.Objective;
import vektra.monitors.uptime.Query;
import vektra.monitors.uptime.Source;
import vektra.monitors.uptime.Uptime;
import vektra.monitors.uptime.Uptimes;

/** Shows how much of the time that services may be down is left, and how fast it goes. */
public final class MonitorsSlo extends VektraCommand<List<MonitorsSlo.Row>> {
    private static final List<Duration> BURNS = List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24));

    private final Param<String> names = optionalArguments("NAME", "sources, such as git.clone", word -> word);
    private final Param<Double> objective = option(
            List.of("--objective"), "PERCENT", "the uptime that is wanted (default: 99.9)", MonitorsSlo::percent);
    private final Param<Lifetime> period =
            option(List.of("--period"), "DURATION", "the time that it is wanted for (default: 30d)", Lifetime::parse);

    /**
     * How a source stands.
     *
     * @param burns of the last hour, six hours and day
     */
    record Row(
            String source, Objective objective, double uptime, Duration left, double leftPercent, List<Double> burns) {}

    private static double percent(String text) {
        if (!text.matches("[0-9]{1,2}(\\.[0-9]{1,6})?") || Double.parseDouble(text) <= 0) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is not an objective", "a percentage below 100, such as 99.9");
        }
        return Double.parseDouble(text);
    }

    @Override
    public List<Row> run(Invocation with) {
        Lifetime given = period.orNull();
        Double percent = objective.orNull();
        Objective wanted =
                new Objective(percent == null ? 99.9 : percent, given == null ? Duration.ofDays(30) : given.length());
        Instant now = with.monitors().clock().instant();
        List<Window> windows = new Maintenance(with.monitors().files()).windows();
        List<Query> queries = new ArrayList<>();
        queries.add(Query.since(now.minus(wanted.period()), now).without(windows));
        BURNS.forEach(length -> queries.add(Query.since(now.minus(length), now).without(windows)));
        List<Uptime> answers = new Uptimes(with.monitors().files()).read(queries);
        return Words.of(names.all(), with.folder()).of(answers.get(0)).stream()
                .map(source -> row(source, wanted, answers.subList(1, answers.size())))
                .toList();
    }

    private static Row row(Source source, Objective wanted, List<Uptime> recent) {
        List<Double> burns = recent.stream()
                .map(uptime -> uptime.source(source.name()))
                .map(one -> one.map(Source::figures).map(wanted::burn).orElse(Double.NaN))
                .toList();
        Duration left = wanted.left(source.figures());
        return new Row(source.name(), wanted, source.figures().time(), left, wanted.percent(left), burns);
    }

    @Override
    public void print(List<Row> rows, Output out) {
        if (rows.isEmpty()) {
            out.say("No runs of monitors in the log.");
            return;
        }
        out.table(
                List.of("source", "objective", "time", "budget left", "left", "burn 1h", "burn 6h", "burn 24h"),
                rows.stream().map(MonitorsSlo::cells).toList());
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>(List.of(
                row.source(),
                row.objective().percent() + "%",
                Words.percent(row.uptime()),
                String.format(Locale.ROOT, "%.1f min", row.left().toMillis() / 60_000.0),
                String.format(Locale.ROOT, "%.1f%%", row.leftPercent())));
        row.burns().forEach(burn -> cells.add(burn.isNaN() ? "-" : String.format(Locale.ROOT, "%.2f", burn)));
        return cells;
    }

    @Override
    public Object json(List<Row> rows) {
        return rows.stream()
                .map(row -> Json.map(
                        "source", row.source(),
                        "objective_percent", row.objective().percent(),
                        "period_seconds", row.objective().period().toSeconds(),
                        "time_percent", UptimeViews.rounded(row.uptime()),
                        "budget_seconds", row.objective().budget().toMillis() / 1000.0,
                        "left_seconds", row.left().toMillis() / 1000.0,
                        "left_percent", UptimeViews.rounded(row.leftPercent()),
                        "burn_1h", UptimeViews.rounded(row.burns().get(0)),
                        "burn_6h", UptimeViews.rounded(row.burns().get(1)),
                        "burn_24h", UptimeViews.rounded(row.burns().get(2))))
                .toList();
    }
}
