package vektra.cli.monitors;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;
import vektra.monitors.page.PageServer;
import vektra.monitors.uptime.Exposition;

/** Prints the figures of monitors as Prometheus reads them, or serves them to it. */
public final class MonitorsMetrics extends VektraCommand<String> {
    private static final Map<String, Function<Exposition, String>> FORMATS =
            new TreeMap<>(Map.of("prometheus", Exposition::prometheus, "l2met", Exposition::l2met));

    private final Param<Integer> listen = option(
            List.of("--listen"), "PORT", "serve them at a port of this machine; 0 is any", MonitorsDashboard::port);
    private final Param<Function<Exposition, String>> format =
            option(List.of("--format"), "FORMAT", "prometheus (default) or l2met", MonitorsMetrics::format);

    private static Function<Exposition, String> format(String word) {
        Function<Exposition, String> format = FORMATS.get(word);
        if (format == null) {
            throw VektraException.invalid(
                    "no format called " + Shown.quoted(word), Nearest.hint(word, FORMATS.keySet()));
        }
        return format;
    }

    @Override
    public String run(Invocation with) {
        Monitors monitors = with.monitors();
        Function<Exposition, String> wanted = format.orNull() == null ? Exposition::prometheus : format.get();
        Supplier<String> text = () -> wanted.apply(Exposition.of(monitors.files(), monitors.clock()));
        Integer port = listen.orNull();
        if (port == null) {
            return text.get();
        }
        PageServer.serve(
                port,
                new PageServer.Page("/metrics", Exposition.TYPE, text),
                false,
                url -> with.terminal().say("The figures are at " + url));
        return "";
    }

    @Override
    public void print(String text, Output out) {
        out.raw(text);
    }

    @Override
    public Object json(String text) {
        return Json.map("text", text);
    }
}
