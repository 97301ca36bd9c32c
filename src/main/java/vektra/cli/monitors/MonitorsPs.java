package vektra.cli.monitors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Shown;
import vektra.monitors.run.Standing;

/** Shows the processes of monitors:start. */
public final class MonitorsPs extends VektraCommand<Standing> {
    @Override
    public Standing run(Invocation with) {
        return Standing.read(with.monitors().files());
    }

    @Override
    public void print(Standing standing, Output out) {
        out.line(standing.pid() == null ? "No monitors are running" : "Running in process " + standing.pid());
        if (standing.processes().isEmpty()) {
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        for (Standing.One one : standing.processes()) {
            String now = standing.pid() == null ? "stopped" : one.since() == null ? "waiting" : "running";
            lines.add(List.of(
                    one.name(),
                    now,
                    Optional.ofNullable(one.status()).orElse("-"),
                    Optional.ofNullable(one.at()).map(Shown::time).orElse("-"),
                    Optional.ofNullable(one.reason()).orElse("")));
        }
        out.table(List.of("process", "now", "last", "at", "reason"), lines);
    }

    @Override
    public Object json(Standing standing) {
        List<Object> all = new ArrayList<>();
        for (Standing.One one : standing.processes()) {
            all.add(Json.map(
                    "process", one.name(),
                    "source", one.source(),
                    "running_since", Json.time(one.since()),
                    "status", one.status(),
                    "at", Json.time(one.at()),
                    "reason", one.reason()));
        }
        return Json.map("pid", standing.pid(), "processes", all);
    }
}
