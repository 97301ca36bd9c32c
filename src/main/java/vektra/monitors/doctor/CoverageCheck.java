package vektra.monitors.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import vektra.addons.doctor.Finding;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.monitors.Monitors;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.run.MonitorProcesses;
import vektra.monitors.uptime.Query;
import vektra.monitors.uptime.Uptimes;

/** Sources of which most runs of the last hour are missing. */
record CoverageCheck(Monitors monitors) implements MonitorDoctor.Check {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final double LEAST = 50;

    @Override
    public List<Finding> findings() {
        Instant now = monitors.clock().instant();
        Query query = Query.since(now.minus(HOUR), now).without(new Maintenance(monitors.files()).windows());
        Text next = MonitorProcesses.read(monitors.files()).pid() == null
                ? Text.of("no monitors are running; start them: ", Next.of("monitors:start"))
                : Text.of("see how they stand: ", Next.of("monitors:ps"));
        return new Uptimes(monitors.files())
                .read(query).sources().stream()
                        .filter(source -> source.figures().coverage() < LEAST)
                        .map(source -> Finding.noted(
                                Finding.What.COVERAGE,
                                String.format(
                                        Locale.ROOT,
                                        "in the last hour %s had only %.0f %% of the runs that were expected",
                                        source.name(),
                                        source.figures().coverage()),
                                next))
                        .toList();
    }
}
