package vektra.monitors.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vektra.monitors.Monitors;
import vektra.monitors.check.Checks;

/** The built-in monitors that enabled services ask for; read again when something in the home has changed, and not too often. */
final class Enrollments {
    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(10);

    private final Monitors monitors;
    private Map<String, Duration> known;
    private Optional<String> stamp;
    private long looked = System.nanoTime();

    Enrollments(Monitors monitors) {
        this.monitors = monitors;
        stamp = monitors.inventory().engine().stamp();
        known = Checks.enrolled(monitors);
    }

    /** The interval by the name. */
    Map<String, Duration> now() {
        long now = System.nanoTime();
        if (now - looked >= LOOK_EVERY) {
            looked = now;
            Optional<String> present = monitors.inventory().engine().stamp();
            if (present.isEmpty() || !present.equals(stamp)) {
                stamp = present;
                known = Checks.enrolled(monitors);
            }
        }
        return known;
    }
}
