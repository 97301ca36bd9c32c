package vektra.monitors.line;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import vektra.model.monitor.Attempt;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;

/**
 * Vektra's own form: one line of logfmt for each event.
 *
 * @param redacted gives a text without the secrets of config vars
 */
public record VektraForm(UnaryOperator<String> redacted) implements LineForm {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What a key of a measure may not have. */
    private static final Pattern NO_KEY = Pattern.compile("[^A-Za-z0-9._-]");

    @Override
    public List<String> lines(Event event) {
        return List.of(line(event));
    }

    /** The one line of an event. */
    public String line(Event event) {
        Attempt attempt = event.attempt();
        Logfmt line = new Logfmt()
                .add("ts", TIME.format(event.at()))
                .add("app", attempt.app())
                .add("xid", attempt.xid())
                .add("monitor", attempt.monitor())
                .add("source", attempt.source())
                .add("i", String.valueOf(attempt.index()));
        if (event instanceof Event.Start start) {
            line.add("at", "start").add("interval", span(start.interval())).add("timeout", span(start.timeout()));
        } else if (event instanceof Event.Output output) {
            line.add("at", "output")
                    .add("stream", output.error() ? "err" : "out")
                    .add("out", redacted.apply(output.line()));
        } else if (event instanceof Event.Finish finish) {
            finish(finish, line);
        } else {
            line.add("at", "stop");
        }
        return line.toString();
    }

    private void finish(Event.Finish finish, Logfmt line) {
        line.add("at", "finish").add("status", finish.status().word());
        if (finish.exit() != null) {
            line.add("exit", String.valueOf(finish.exit()));
        }
        String elapsed = seconds(finish.elapsed());
        line.add("elapsed", elapsed).add("final", String.valueOf(finish.last()));
        if (finish.last() && finish.status().counts()) {
            line.add("measure", "uptime").add("val", finish.status() == Status.SUCCESS ? "100" : "0");
        }
        line.add("measure#" + NO_KEY.matcher(finish.attempt().source()).replaceAll("-") + ".time", elapsed + "s");
        if (finish.truncated()) {
            line.add("truncated", "true");
        }
        if (finish.reason() != null) {
            line.add("reason", redacted.apply(finish.reason()));
        }
    }

    /** To four places, as Ferret has it. */
    static String seconds(Duration length) {
        return BigDecimal.valueOf(length.toNanos(), 9)
                .setScale(4, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Such as {@code 20s} or {@code 0.5s}. */
    private static String span(Duration length) {
        return BigDecimal.valueOf(length.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
    }
}
