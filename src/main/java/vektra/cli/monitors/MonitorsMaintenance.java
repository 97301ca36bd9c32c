package vektra.cli.monitors;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.addon.Ago;
import vektra.model.addon.Lifetime;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.maintenance.Window;

/** Begins and ends maintenance, in which runs of monitors do not count, and lists when there is some. */
public final class MonitorsMaintenance extends VektraCommand<MonitorsMaintenance.Result> {
    private final Param<String> words = optionalArguments(
            "start|stop [NAME]", "begin or end it, of these sources or of all; without, list it", word -> word);
    private final Param<Lifetime> length =
            option(List.of("--for"), "DURATION", "how long it lasts (default: until it is stopped)", Lifetime::parse);
    private final Param<String> from = option("--from", "TIME", "when it begins, such as 2026-01-31T12:00:00Z");
    private final Param<String> reason = option("--reason", "TEXT", "what it is for");

    /**
     * What was done, or is there.
     *
     * @param verb start, stop, or null for a list
     */
    record Result(@Nullable String verb, List<Window> windows) {}

    @Override
    public Result run(Invocation with) {
        Maintenance maintenance = new Maintenance(with.monitors().files());
        Instant now = with.monitors().clock().instant();
        List<String> given = words.all();
        if (given.isEmpty()) {
            return new Result(
                    null,
                    maintenance.windows().stream()
                            .filter(window -> window.to() == null || window.to().isAfter(now))
                            .toList());
        }
        String verb = given.get(0);
        List<String> sources = given.stream().skip(1).map(Words::name).toList();
        return switch (verb) {
            case "start" -> new Result(verb, List.of(maintenance.start(window(sources, now))));
            case "stop" -> new Result(verb, maintenance.stop(sources, now));
            default ->
                throw VektraException.invalid(
                        Shown.quoted(verb) + " is neither start nor stop",
                        "such as: vektra monitors:maintenance start git");
        };
    }

    private Window window(List<String> sources, Instant now) {
        String begin = from.orNull();
        Instant at = begin == null ? now : Ago.of(begin, now);
        Lifetime lasts = length.orNull();
        return new Window(at, lasts == null ? null : lasts.from(at), sources, reason.orNull());
    }

    @Override
    public void print(Result result, Output out) {
        String verb = result.verb();
        if (verb == null) {
            list(result.windows(), out);
        } else if (result.windows().isEmpty()) {
            out.line("Nothing to do: there is no such maintenance");
        } else {
            for (Window window : result.windows()) {
                out.line((verb.equals("start") ? "Maintenance of " : "Ended the maintenance of ")
                        + names(window)
                        + (verb.equals("start") ? " " + times(window) : ""));
            }
        }
    }

    private static void list(List<Window> windows, Output out) {
        if (windows.isEmpty()) {
            out.line("No maintenance");
            return;
        }
        out.table(
                List.of("from", "to", "sources", "reason"),
                windows.stream()
                        .map(window -> List.of(
                                Shown.time(window.from()),
                                window.to() == null ? "-" : Shown.time(window.to()),
                                names(window),
                                window.reason() == null ? "" : window.reason()))
                        .toList());
    }

    private static String names(Window window) {
        return window.sources().isEmpty() ? "all sources" : String.join(", ", window.sources());
    }

    private static String times(Window window) {
        return "from " + Shown.time(window.from())
                + (window.to() == null ? " until it is stopped" : " to " + Shown.time(window.to()));
    }

    @Override
    public Object json(Result result) {
        return result.windows().stream().map(Maintenance::json).toList();
    }
}
