package vektra.cli.monitors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Shown;
import vektra.monitors.Monitors;
import vektra.monitors.check.Checks;
import vektra.monitors.definition.Definition;
import vektra.monitors.definition.Definitions;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.run.Formation;
import vektra.monitors.run.Standing;

/** Lists the monitors of the folder, and how they stand. */
public final class MonitorsList extends VektraCommand<List<MonitorsList.Row>> {
    /**
     * A monitor.
     *
     * @param count how many processes of it are to run
     * @param last how its last run ended; null when none has yet
     */
    record Row(Definition monitor, int count, Standing.@Nullable One last) {}

    @Override
    public List<Row> run(Invocation with) {
        Monitors monitors = with.monitors();
        Formation saved = Formation.read(monitors.files().formation());
        Definitions all = MonitorFolder.in(with.folder())
                .read()
                .with(Checks.enrolled(monitors))
                .with(saved.checks());
        Standing standing = Standing.read(monitors.files());
        List<Row> rows = new ArrayList<>();
        for (Definition each : all.all()) {
            rows.add(new Row(
                    each,
                    saved.count(each).orElse(1),
                    standing.together(each.source()).orElse(null)));
        }
        return rows;
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
            Optional<Standing.One> last = Optional.ofNullable(row.last());
            lines.add(List.of(
                    row.monitor().name().path(),
                    String.valueOf(row.count()),
                    row.monitor().settings().interval().toSeconds() + "s",
                    last.map(Standing.One::status).orElse("-"),
                    last.map(Standing.One::at).map(Shown::time).orElse("-"),
                    last.map(Standing.One::reason).orElse("")));
        }
        out.table(List.of("monitor", "count", "every", "last", "at", "reason"), lines);
    }

    @Override
    public Object json(List<Row> rows) {
        return rows.stream().map(MonitorsList::json).toList();
    }

    private static Object json(Row row) {
        Standing.One last = row.last();
        return Json.map(
                "monitor", row.monitor().name().path(),
                "process", row.monitor().process(),
                "source", row.monitor().source(),
                "count", row.count(),
                "interval_seconds", row.monitor().settings().interval().toSeconds(),
                "status", last == null ? null : last.status(),
                "at", last == null ? null : Json.time(last.at()),
                "reason", last == null ? null : last.reason());
    }
}
