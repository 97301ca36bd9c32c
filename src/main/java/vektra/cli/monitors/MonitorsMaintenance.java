package vektra.cli.monitors;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.PlannedStep;
import vektra.model.addon.Ago;
import vektra.model.addon.Lifetime;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.maintenance.Window;

/** Begins and ends maintenance, in which runs of monitors do not count, and lists when there is some. */
public final class MonitorsMaintenance extends VektraCommand<MonitorsMaintenance.Result> implements Changing {
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
        Maintenance maintenance = Maintenance.of(with.monitors());
        Instant now = with.monitors().clock().instant();
        List<String> given = words.all();
        if (given.isEmpty()) {
            return new Result(null, maintenance.open(List.of(), now));
        }
        String verb = given.get(0);
        List<String> sources = given.stream().skip(1).map(Words::name).toList();
        return switch (verb) {
            case "start" -> new Result(verb, start(maintenance, window(sources, now), with.planned()));
            case "stop" -> new Result(verb, stop(maintenance, sources, now, with.planned()));
            default ->
                throw VektraException.invalid(
                        Shown.quoted(verb) + " is neither start nor stop",
                        "such as: vektra monitors:maintenance start git");
        };
    }

    private static List<Window> start(Maintenance maintenance, Window window, @Nullable Consumer<PlannedStep> planned) {
        if (planned == null) {
            return List.of(maintenance.start(window));
        }
        planned.accept(new PlannedStep(PlannedStep.Action.START_MAINTENANCE, window.words(), ""));
        return List.of(window);
    }

    private static List<Window> stop(
            Maintenance maintenance, List<String> sources, Instant now, @Nullable Consumer<PlannedStep> planned) {
        if (planned == null) {
            return maintenance.stop(sources, now);
        }
        List<Window> windows = maintenance.open(sources, now);
        windows.forEach(
                window -> planned.accept(new PlannedStep(PlannedStep.Action.STOP_MAINTENANCE, window.words(), "")));
        return windows;
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
                out.line(
                        verb.equals("start")
                                ? "Maintenance of " + window.words()
                                : "Ended the maintenance of " + window.names());
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
                                window.names(),
                                window.reason() == null ? "" : window.reason()))
                        .toList());
    }

    @Override
    public Object json(Result result) {
        return result.windows().stream().map(Maintenance::json).toList();
    }
}
