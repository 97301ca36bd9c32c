package vektra.cli.logs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vektra.addons.drains.Drains;
import vektra.addons.drains.PutDrain;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.logs.ship.DrainStatus;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** How drains are shown, in words and as JSON. */
public final class DrainViews {
    static final List<String> HEADS = List.of("name", "service", "target", "app", "state");

    private DrainViews() {}

    /** A drain with how it does. */
    record Watched(Drain drain, DrainStatus status) {}

    /** Drains with how they do, from the router or, when none runs, from its files. */
    static List<Watched> watched(List<Drain> drains, Invocation with) {
        if (drains.isEmpty()) {
            return List.of();
        }
        List<DrainStatus> all = with.router().drains(drains);
        return IntStream.range(0, drains.size())
                .mapToObj(i -> new Watched(drains.get(i), all.get(i)))
                .toList();
    }

    static List<String> row(Watched watched) {
        Drain drain = watched.drain();
        return List.of(
                drain.name().value(), drain.service().value(), drain.target(), app(drain), state(watched.status()));
    }

    static String app(Drain drain) {
        return drain.app() == null ? "(all)" : drain.app().value();
    }

    static String state(DrainStatus status) {
        return Views.word(status.state());
    }

    /** Lines a second, to a tenth. */
    static double rate(DrainStatus status) {
        return Math.round(status.rate() * 10) / 10.0;
    }

    /** Says of each drain whether what goes there could be read on the way. */
    public static void warn(List<Drain> drains, Output out) {
        for (Drain drain : drains) {
            String warning = Drains.warning(drain);
            if (warning != null) {
                out.say("Warning: " + warning);
            }
        }
    }

    public static void print(PutDrain.Done result, String verb, Output out) {
        Drain drain = result.drain();
        String lines = drain.app() == null ? "the lines of all apps" : "the lines of " + drain.app();
        String what = drain.name() + ": " + lines + " go to " + drain.target();
        switch (result.outcome()) {
            case ENABLED -> out.line(verb + what);
            case UNCHANGED -> out.line("Nothing to do: " + what);
            case CHANGED -> out.line("Changed " + what + changes(result.changed()));
        }
        VektraException problem = result.problem();
        if (problem != null) {
            out.say("Warning: " + problem.getMessage() + "; lines wait until it can be reached");
            if (problem.hint() != null) {
                out.say("  -> " + problem.hint());
            }
        }
        warn(List.of(drain), out);
    }

    private static String changes(Map<String, String> changed) {
        List<String> words = changed.entrySet().stream()
                .map(change -> "--" + change.getKey() + " " + change.getValue())
                .toList();
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
    }

    public static Object done(PutDrain.Done result) {
        VektraException problem = result.problem();
        return Json.map(
                "drain",
                drain(result.drain()),
                "outcome",
                Views.word(result.outcome()),
                "changed",
                result.changed(),
                "problem",
                problem == null ? null : problem.getMessage());
    }

    static Map<String, @Nullable Object> drain(Drain drain) {
        return Json.map(
                "name", drain.name().value(),
                "id", drain.id().value(),
                "service", drain.service().value(),
                "app", drain.app() == null ? null : drain.app().value(),
                "target", drain.target(),
                "created_at", drain.since().toString(),
                "insecure", drain.isSet(DrainOptions.INSECURE),
                "options", new TreeMap<>(drain.options()));
    }

    static Map<String, @Nullable Object> watched(Watched watched) {
        Map<String, @Nullable Object> view = drain(watched.drain());
        view.putAll(status(watched.status()));
        return view;
    }

    static Map<String, @Nullable Object> named(DrainStatus status) {
        Map<String, @Nullable Object> view = Json.map("name", status.name().value());
        view.putAll(status(status));
        return view;
    }

    private static Map<String, @Nullable Object> status(DrainStatus status) {
        return Json.map(
                "state", state(status),
                "connected_at", Json.time(status.connectedAt()),
                "lines_per_second", rate(status),
                "waiting_lines", status.lines(),
                "waiting_bytes", status.bytes(),
                "lag_seconds", status.lag().toMillis() / 1000.0,
                "sent", status.delivered(),
                "lost", status.lost(),
                "lost_at", Json.time(status.lostAt()),
                "last_error", status.error(),
                "last_error_at", Json.time(status.errorAt()));
    }

    static String lines(long count) {
        return Shown.counted(count, "line");
    }
}
