package vektra.monitors.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vektra.addons.doctor.Finding;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.monitors.Monitors;
import vektra.monitors.run.MonitorProcesses;
import vektra.monitors.uptime.Latest;
import vektra.monitors.uptime.Query;
import vektra.monitors.uptime.Source;
import vektra.monitors.uptime.Uptimes;

/** Whether the process that runs the monitors was killed, or runs and gets nothing done. */
record StarterCheck(Monitors monitors) implements MonitorDoctor.Check {
    @Override
    public List<Finding> findings() {
        if (MonitorProcesses.isLeftByKilled(monitors.files())) {
            return List.of(Finding.noted(
                    Finding.What.STARTER,
                    "the process that ran the monitors was killed, and no other has been started",
                    Text.of("start them: ", Next.of("monitors:start"))));
        }
        MonitorProcesses processes = MonitorProcesses.read(monitors.files());
        return processes.pid() == null ? List.of() : idle(processes);
    }

    private List<Finding> idle(MonitorProcesses processes) {
        Instant now = monitors.clock().instant();
        Map<String, Latest> latest = new HashMap<>();
        for (Source source :
                new Uptimes(monitors.files()).read(Query.since(null, now)).sources()) {
            if (source.latest() != null) {
                latest.put(source.name(), source.latest());
            }
        }
        List<String> stale = new ArrayList<>();
        Instant last = Instant.MIN;
        for (MonitorProcesses.One one : processes.all()) {
            Latest result = latest.get(one.source());
            if (result != null && result.isStale(now)) {
                stale.add(one.name());
                last = result.at().isAfter(last) ? result.at() : last;
            }
        }
        if (stale.isEmpty()) {
            return List.of();
        }
        String which = stale.size() == processes.all().size() ? "any monitor" : String.join(", ", stale);
        return List.of(Finding.noted(
                Finding.What.STARTER,
                "process " + processes.pid() + " runs the monitors and has had no result of " + which + " since "
                        + Shown.time(last),
                "it may be stopped or hanging: end it, and start it again"));
    }
}
