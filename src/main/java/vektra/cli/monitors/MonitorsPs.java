package vektra.cli.monitors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Shown;
import vektra.monitors.run.MonitorProcesses;

/** Shows the processes of monitors:start. */
public final class MonitorsPs extends VektraCommand<MonitorProcesses> {
    @Override
    public MonitorProcesses run(Invocation with) {
        return MonitorProcesses.read(with.monitors().files());
    }

    @Override
    public void print(MonitorProcesses processes, Output out) {
        out.line(processes.pid() == null ? "No monitors are running" : "Running in process " + processes.pid());
        if (processes.all().isEmpty()) {
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        for (MonitorProcesses.One one : processes.all()) {
            String now = processes.pid() == null ? "stopped" : one.since() == null ? "waiting" : "running";
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
    public Object json(MonitorProcesses processes) {
        List<Object> all = new ArrayList<>();
        for (MonitorProcesses.One one : processes.all()) {
            all.add(Json.map(
                    "process", one.name(),
                    "source", one.source(),
                    "running_since", Json.time(one.since()),
                    "status", one.status(),
                    "at", Json.time(one.at()),
                    "reason", one.reason()));
        }
        return Json.map("pid", processes.pid(), "processes", all);
    }
}
