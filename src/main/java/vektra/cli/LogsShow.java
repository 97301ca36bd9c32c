package vektra.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import vektra.addons.Apps;
import vektra.logs.Wanted;
import vektra.model.AppName;
import vektra.model.LogLine;
import vektra.model.Shown;
import vektra.model.VektraException;

/** Shows the recent lines of an app, and with {@code --tail} those that come. */
final class LogsShow extends AppCommand<List<LogLine>> {
    private static final int USUAL = 100;

    private final Param<Integer> last =
            option(List.of("-n", "--lines"), "N", "how many of the last lines (default: 100)", LineCount::of);
    private final Flag tail = flag("-t,--tail", "go on with the lines that come, until stopped");
    private final Param<String> source =
            option("--source", "NAME", "only stdout, stderr, or the process of that name; * stands for anything in it");
    private final Param<Long> since = option(
            List.of("--since"),
            "WHEN",
            "none older: 10m, 2h, or a time such as 2026-11-22T10:00:00Z",
            text -> micros(text, Clock.systemUTC()));

    /** The moment that a length of time ago, or a time, means, in microseconds since 1970. */
    static long micros(String text, Clock clock) {
        Instant instant = moment(text, clock);
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    private static Instant moment(String text, Clock clock) {
        try {
            if (text.matches("[0-9]{1,6}[smhd]")) {
                Duration ago = Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
                return clock.instant().minus(ago);
            }
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is neither a length of time nor a time",
                    "for example --since 10m, or --since 2026-11-22T10:00:00Z");
        }
    }

    @Override
    List<LogLine> run(Invocation with) {
        AppName app = app(with);
        if (!with.logs().collected(app)) {
            new Apps(with.home()).info(app);
            with.terminal()
                    .say("No line of " + app + " was collected yet. Lines come in by vektra run --logs -a " + app
                            + " -- COMMAND, by logs:pipe and by logs:tail.");
        }
        Integer count = last.orNull();
        Long from = since.orNull();
        Wanted wanted =
                new Wanted(count == null ? USUAL : count, from == null ? Long.MIN_VALUE : from, source.orNull());
        if (!tail.isSet()) {
            return with.logs().recent(app, wanted);
        }
        with.logs().follow(app, wanted, lines -> show(lines, with.terminal()));
        return List.of();
    }

    /** Prints at once; false when nobody reads it any more. */
    private boolean show(List<LogLine> lines, Terminal terminal) {
        StringBuilder text = new StringBuilder();
        for (LogLine line : lines) {
            text.append(wantsJson() ? Json.line(LogLines.view(line)) : LogLines.text(line, terminal.coloured()))
                    .append('\n');
        }
        try {
            terminal.stream(text.toString());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    void print(List<LogLine> lines, Output out) {
        lines.forEach(line -> out.line(LogLines.text(line, out.coloured())));
    }

    @Override
    Object json(List<LogLine> lines) {
        return tail.isSet()
                ? new ShellPlan.Ready("")
                : Views.map("lines", lines.stream().map(LogLines::view).toList());
    }
}
