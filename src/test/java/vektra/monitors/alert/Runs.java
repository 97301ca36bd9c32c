package vektra.monitors.alert;

import java.time.Duration;
import java.time.Instant;
import vektra.model.monitor.Attempt;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;

/** Ends of runs, by a clock of their own. */
final class Runs {
    static final Instant START = Instant.parse("2026-11-22T01:00:00Z");

    private Runs() {}

    static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    static Event.Finish up(String source, int seconds) {
        return finish(source, seconds, Status.SUCCESS, true);
    }

    static Event.Finish down(String source, int seconds) {
        return finish(source, seconds, Status.FAILURE, true);
    }

    static Event.Finish finish(String source, int seconds, Status status, boolean last) {
        Attempt attempt =
                new Attempt("shop", "9f1c02ab", "monitors_" + source.replace('.', '_') + ".1", source, last ? 1 : 0);
        String reason = status == Status.SUCCESS ? null : "no answer from redis://:s3cr3t@10.0.0.1:1";
        return new Event.Finish(attempt, at(seconds), status, 1, Duration.ofMillis(600), last, false, reason);
    }
}
