package vektra.monitors.uptime;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import vektra.model.monitor.Attempt;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;
import vektra.monitors.line.FerretForm;
import vektra.monitors.line.LineForm;
import vektra.monitors.line.VektraForm;

/** Makes logs of monitors as time goes on, a run every 20 seconds unless it is moved. */
public final class MonitorLines {
    public static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");
    public static final Duration INTERVAL = Duration.ofSeconds(20);
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final StringBuilder text = new StringBuilder();
    private final LineForm form;
    private final boolean ferret;
    private String monitor = "monitors_git_clone.1";
    private String source = "git.clone";
    private Instant now = BEGIN;
    private int runs;

    private MonitorLines(boolean ferret) {
        this.ferret = ferret;
        this.form = ferret ? new FerretForm(UnaryOperator.identity()) : new VektraForm(UnaryOperator.identity());
    }

    public static MonitorLines vektra() {
        return new MonitorLines(false);
    }

    /** With the time and the process in front, as logplex adds them. */
    public static MonitorLines ferret() {
        return new MonitorLines(true);
    }

    public MonitorLines of(String newMonitor, String newSource) {
        monitor = newMonitor;
        source = newSource;
        return this;
    }

    public MonitorLines at(Duration sinceBegin) {
        now = BEGIN.plus(sinceBegin);
        return this;
    }

    public MonitorLines pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    public MonitorLines ok(int count) {
        for (int i = 0; i < count; i++) {
            run(Status.SUCCESS, 0, Duration.ofSeconds(1), null);
        }
        return this;
    }

    public MonitorLines fail(int count) {
        for (int i = 0; i < count; i++) {
            run(Status.FAILURE, 0, Duration.ofSeconds(1), "no route");
        }
        return this;
    }

    /** A run after which the next begins an interval after its begin, or later when it took longer. */
    public MonitorLines run(Status status, int index, Duration took, String reason) {
        Attempt attempt = new Attempt("shop", String.format("%08x", runs++), monitor, source, index);
        add(new Event.Start(attempt, now, INTERVAL, TIMEOUT));
        Instant end = now.plus(took);
        add(new Event.Output(attempt, end, true, "measure=uptime val=100 it's \"so\""));
        add(new Event.Finish(attempt, end, status, 1, took, true, false, reason));
        now = now.plus(INTERVAL).isAfter(end) ? now.plus(INTERVAL) : end;
        return this;
    }

    /** The process is not wanted any more. */
    public MonitorLines stop() {
        add(new Event.Stop(new Attempt("shop", String.format("%08x", runs++), monitor, source, 0), now));
        return this;
    }

    private void add(Event event) {
        String head = ferret ? "<190>1 " + event.at() + " host app " + monitor + " - " : "";
        form.lines(event).forEach(line -> text.append(head).append(line).append('\n'));
    }

    public MonitorLines raw(String line) {
        text.append(line).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
