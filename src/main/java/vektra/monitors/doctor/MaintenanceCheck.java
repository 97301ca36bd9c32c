package vektra.monitors.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import vektra.addons.doctor.Finding;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.monitors.Monitors;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.maintenance.Window;

/** Maintenance that was probably forgotten: it has no end, and has gone on for long. */
record MaintenanceCheck(Monitors monitors) implements MonitorDoctor.Check {
    private static final Duration LONG = Duration.ofDays(1);

    @Override
    public List<Finding> findings() {
        Instant since = monitors.clock().instant().minus(LONG);
        return new Maintenance(monitors.files())
                .windows().stream()
                        .filter(window -> window.to() == null && window.from().isBefore(since))
                        .map(window -> Finding.noted(
                                Finding.What.MAINTENANCE,
                                "the maintenance of " + window.names() + " has been going on since "
                                        + Shown.time(window.from()) + " and has no end; no run counts meanwhile",
                                Text.of("end it: ", Next.of("monitors:maintenance", words(window)))))
                        .toList();
    }

    private static Object[] words(Window window) {
        return Stream.concat(Stream.of("stop"), window.sources().stream()).toArray();
    }
}
