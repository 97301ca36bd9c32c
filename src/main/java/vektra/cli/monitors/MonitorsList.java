package vektra.cli.monitors;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.monitor.Status;
import vektra.model.text.Shown;
import vektra.monitors.Monitors;
import vektra.monitors.check.Checks;
import vektra.monitors.definition.Definition;
import vektra.monitors.definition.Definitions;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.run.Formation;
import vektra.monitors.uptime.Latest;
import vektra.monitors.uptime.Query;
import vektra.monitors.uptime.Source;
import vektra.monitors.uptime.Uptimes;

/** Lists the monitors of the folder, and how they stand. */
public final class MonitorsList extends VektraCommand<List<MonitorsList.Row>> {
    /**
     * A monitor.
     *
     * @param count how many processes of it are to run
     * @param last how its last run ended; null when none has yet
     */
    record Row(Definition monitor, int count, @Nullable Latest last) {}

    /** How far back the log is read for the last run. */
    private static final Duration LONGEST = Duration.ofDays(7);

    @Override
    public List<Row> run(Invocation with) {
        Monitors monitors = with.monitors();
        Formation saved = Formation.read(monitors.files().formation());
        Definitions all = MonitorFolder.in(with.folder())
                .read()
                .with(Checks.enrolled(monitors))
                .with(saved.checks());
        Map<String, Latest> last = latest(monitors);
        List<Row> rows = new ArrayList<>();
        for (Definition each : all.all()) {
            rows.add(new Row(each, saved.count(each).orElse(1), last.get(each.source())));
        }
        return rows;
    }

    private static Map<String, Latest> latest(Monitors monitors) {
        Instant now = monitors.clock().instant();
        Map<String, Latest> latest = new HashMap<>();
        for (Source source : new Uptimes(monitors.files())
                .read(Query.since(now.minus(LONGEST), now))
                .sources()) {
            if (source.latest() != null) {
                latest.put(source.name(), source.latest());
            }
        }
        return latest;
    }

    @Override
    public void print(List<Row> rows, Output out) {
        if (rows.isEmpty()) {
            out.line("No monitors in this folder");
            out.next("Create one: vektra monitors:create git/clone");
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        for (Row row : rows) {
            Optional<Latest> last = Optional.ofNullable(row.last());
            lines.add(List.of(
                    row.monitor().name().path(),
                    String.valueOf(row.count()),
                    row.monitor().settings().interval().toSeconds() + "s",
                    last.map(Latest::status).map(Status::word).orElse("-"),
                    last.map(Latest::at).map(Shown::time).orElse("-"),
                    last.map(Latest::reason).orElse("")));
        }
        out.table(List.of("monitor", "count", "every", "last", "at", "reason"), lines);
    }

    @Override
    public Object json(List<Row> rows) {
        return rows.stream().map(MonitorsList::json).toList();
    }

    private static Object json(Row row) {
        Latest last = row.last();
        return Json.map(
                "monitor", row.monitor().name().path(),
                "process", row.monitor().process(),
                "source", row.monitor().source(),
                "count", row.count(),
                "interval_seconds", row.monitor().settings().interval().toSeconds(),
                "status", last == null ? null : last.status().word(),
                "at", last == null ? null : Json.time(last.at()),
                "reason", last == null ? null : last.reason());
    }
}
