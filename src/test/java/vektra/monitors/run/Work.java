package vektra.monitors.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import vektra.model.monitor.Event;
import vektra.model.monitor.Settings;
import vektra.model.monitor.Status;
import vektra.monitors.definition.Definition;
import vektra.monitors.definition.MonitorName;

/** A worker whose attempts end as a test says: with SUCCESS when it says nothing more. */
final class Work implements Worker {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T01:27:27Z"), ZoneOffset.UTC);

    final Deque<Status> next = new ArrayDeque<>();
    int attempts;
    boolean stopped;
    boolean closed;

    static Settings every(Duration interval, int attempts, List<String> needs) {
        return new Settings(
                interval, Duration.ofSeconds(1), attempts, Duration.ZERO, 0, null, 0, needs, null, Duration.ZERO);
    }

    Slot slot(String path, Settings settings, Consumer<Event> observer) {
        Definition monitor = new Definition(new MonitorName(path), Path.of("/x"), null, settings);
        return new Slot(monitor, 1, "vektra", this, CLOCK, observer);
    }

    @Override
    public Ended attempt(Duration timeout, Printed printed) {
        attempts++;
        Status status = next.isEmpty() ? Status.SUCCESS : next.remove();
        return new Ended(status, null, Duration.ZERO, false, null);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void kill() {
        stopped = true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
