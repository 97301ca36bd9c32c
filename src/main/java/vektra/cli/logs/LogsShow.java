package vektra.cli.logs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.LineCount;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.cli.terminal.Terminal;
import vektra.json.Json;
import vektra.logs.collect.Wanted;
import vektra.model.logs.LogLine;
import vektra.model.name.AppName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Shows the recent lines of an app, and with {@code --tail} those that come. */
public final class LogsShow extends AppCommand<AppName> {
    private static final int SOME = 1000;

    private static final Pattern SHOWN = Pattern.compile("^([0-9-]+) ([0-9:.]+) UTC$");

    private final Param<Integer> last = option(List.of("-n", "--lines"), "N", LineCount.HELP, LineCount::of);
    private final Flag tail = flag("-t,--tail", "follow new lines until stopped");
    private final Param<String> source =
            option("--source", "NAME", "only stdout, stderr, or the process of that name; * stands for anything in it");
    private final Param<Long> since = option(
            List.of("--since"),
            "WHEN",
            "none older: 10m, 2h, or a time such as 2026-11-22T10:00:00Z",
            text -> micros(text, Clock.systemUTC()));

    private final LogLines looks = new LogLines();

    /** The moment that a length of time ago, or a time, means, in microseconds since 1970. */
    static long micros(String text, Clock clock) {
        return LogLine.micros(moment(text, clock));
    }

    private static Instant moment(String text, Clock clock) {
        try {
            if (text.matches("[0-9]{1,6}[smhd]")) {
                Duration ago = Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
                return clock.instant().minus(ago);
            }
            // as other commands show times
            return OffsetDateTime.parse(SHOWN.matcher(text).replaceFirst("$1T$2Z"))
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is neither a duration nor a time",
                    "for example --since 10m, or --since 2026-11-22T10:00:00Z");
        }
    }

    @Override
    public AppName run(Invocation with) {
        AppName app = app(with);
        Integer count = last.orNull();
        Long asked = since.orNull();
        if (!with.logs().collected(app)) {
            with.verbs().apps().info(app);
            with.terminal()
                    .say("No line of " + app + " was collected yet. Lines are collected by vektra run --logs -a " + app
                            + " -- COMMAND, by logs:pipe and by logs:tail.");
        }
        Wanted wanted = new Wanted(
                count == null ? LineCount.USUAL : count,
                asked == null ? Long.MIN_VALUE : asked,
                made(app, with),
                source.orNull());
        Terminal terminal = with.terminal();
        if (tail.isSet()) {
            with.logs().follow(app, wanted, lines -> terminal.streamed(text(lines, "\n", terminal)));
        } else {
            showAll(with.logs().recent(app, wanted), terminal);
        }
        return app;
    }

    /** An app is not shown what one of its name left that is gone. */
    private static long made(AppName app, Invocation with) {
        return with.verbs()
                .apps()
                .find(app)
                .map(known -> LogLine.micros(known.createdAt()))
                .orElse(Long.MIN_VALUE);
    }

    /** Prints some at a time: all that there are may be more than memory holds as text. */
    private void showAll(List<LogLine> lines, Terminal terminal) {
        boolean asked = terminal.streamed(wantsJson() ? "{\"lines\":[\n" : "");
        for (int at = 0; asked && at < lines.size(); at += SOME) {
            int end = Math.min(lines.size(), at + SOME);
            asked = terminal.streamed(text(lines.subList(at, end), end < lines.size() ? ",\n" : "\n", terminal));
        }
        if (asked && wantsJson()) {
            terminal.streamed("]}\n");
        }
    }

    /**
     * The text of lines.
     *
     * @param end behind the last of them where they are JSON
     */
    private String text(List<LogLine> lines, String end, Terminal terminal) {
        String between = tail.isSet() ? "\n" : ",\n";
        return wantsJson()
                ? lines.stream().map(line -> Json.line(LogLines.view(line))).collect(Collectors.joining(between))
                        + (lines.isEmpty() ? "" : end)
                : lines.stream()
                        .map(line -> looks.text(line, terminal.coloured()) + "\n")
                        .collect(Collectors.joining());
    }

    @Override
    public void print(AppName app, Output out) {
        // it was printed as it was read
    }

    @Override
    public Object json(AppName app) {
        return new ShellPlan.Ready("");
    }
}
