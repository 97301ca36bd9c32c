package vektra.cli.monitors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.monitor.Status;
import vektra.model.text.Shown;
import vektra.monitors.uptime.Figures;
import vektra.monitors.uptime.Incident;
import vektra.monitors.uptime.Latest;
import vektra.monitors.uptime.Source;
import vektra.monitors.uptime.Uptime;

/** How uptime looks. */
final class UptimeViews {
    private static final List<String> FIGURES = List.of(
            "runs",
            "ok",
            "flaky",
            "checks_percent",
            "time_percent",
            "coverage_percent",
            "up_seconds",
            "down_seconds",
            "p50_seconds",
            "p95_seconds");

    private UptimeViews() {}

    static void print(MonitorsUptime.Result result, Output out) {
        if (result.sources().isEmpty()) {
            out.say("No runs of monitors in the log.");
        } else {
            table(result, out);
        }
        Uptime uptime = result.uptime();
        if (uptime.bad() > 0) {
            out.say(Shown.counted(uptime.bad(), "line") + " could not be read and "
                    + (uptime.bad() == 1 ? "does" : "do") + " not count");
        }
        if (uptime.jumps() > 0) {
            out.say("The clock was set " + Shown.counted(uptime.jumps(), "time"));
        }
    }

    private static void table(MonitorsUptime.Result result, Output out) {
        List<String> heads = new ArrayList<>(List.of("source"));
        if (result.steps()) {
            heads.add("from");
        }
        heads.addAll(List.of("checks", "time", "coverage", "runs", "flaky", "p50", "p95", "incidents"));
        List<List<String>> rows = new ArrayList<>();
        for (Source source : result.sources()) {
            if (result.steps()) {
                source.parts()
                        .forEach((from, figures) -> rows.add(
                                row(List.of(source.name(), Shown.time(from)), figures, begun(source, result, from))));
            } else {
                rows.add(row(
                        List.of(source.name()),
                        source.figures(),
                        source.incidents().size()));
            }
        }
        out.table(heads, rows);
    }

    /** How many incidents began in the step that begins then. */
    private static long begun(Source source, MonitorsUptime.Result result, Instant from) {
        return source.incidents().stream()
                .filter(incident ->
                        !incident.from().isBefore(from) && incident.from().isBefore(from.plus(result.step())))
                .count();
    }

    private static List<String> row(List<String> head, Figures figures, long incidents) {
        List<String> row = new ArrayList<>(head);
        row.addAll(List.of(
                Words.percent(figures.checks()),
                Words.percent(figures.time()),
                Words.percent(figures.coverage()),
                String.valueOf(figures.runs()),
                String.valueOf(figures.flaky()),
                seconds(figures.durations().percentile(50)),
                seconds(figures.durations().percentile(95)),
                String.valueOf(incidents)));
        return row;
    }

    private static String seconds(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, value < 1 ? "%.3fs" : "%.1fs", value);
    }

    static String csv(MonitorsUptime.Result result) {
        StringBuilder text = new StringBuilder("source,from,to," + String.join(",", FIGURES) + "\n");
        for (Source source : result.sources()) {
            if (result.steps()) {
                source.parts()
                        .forEach((from, figures) ->
                                line(text, source, Json.time(from), Json.time(from.plus(result.step())), figures));
            } else {
                Uptime uptime = result.uptime();
                line(text, source, Json.time(uptime.since()), Json.time(uptime.until()), source.figures());
            }
        }
        return text.toString();
    }

    private static void line(
            StringBuilder text, Source source, @Nullable String from, @Nullable String to, Figures figures) {
        text.append(cell(source.name()))
                .append(',')
                .append(cell(from))
                .append(',')
                .append(cell(to));
        json(figures).values().forEach(value -> text.append(',').append(value == null ? "" : value));
        text.append('\n');
    }

    private static String cell(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    static Object json(MonitorsUptime.Result result) {
        Uptime uptime = result.uptime();
        return Json.map(
                "since",
                Json.time(uptime.since()),
                "until",
                Json.time(uptime.until()),
                "bad_lines",
                uptime.bad(),
                "clock_jumps",
                uptime.jumps(),
                "sources",
                result.sources().stream().map(source -> json(source, result)).toList());
    }

    private static Object json(Source source, MonitorsUptime.Result result) {
        Map<String, @Nullable Object> json = Json.map("source", source.name(), "monitors", source.monitors());
        json.putAll(json(source.figures()));
        for (Status status : Status.values()) {
            json.put(status.word(), source.figures().runs(status));
        }
        json.put("latest", latest(source.latest()));
        json.put("incidents", source.incidents().stream().map(UptimeViews::json).toList());
        if (result.steps()) {
            json.put(
                    "parts",
                    source.parts().entrySet().stream()
                            .map(part -> {
                                Map<String, @Nullable Object> step = Json.map("from", Json.time(part.getKey()));
                                step.putAll(json(part.getValue()));
                                return step;
                            })
                            .collect(Collectors.toList()));
        }
        return json;
    }

    private static Map<String, @Nullable Object> json(Figures figures) {
        List<@Nullable Object> values = new ArrayList<>(List.of(figures.runs(), figures.ok(), figures.flaky()));
        values.add(rounded(figures.checks()));
        values.add(rounded(figures.time()));
        values.add(rounded(figures.coverage()));
        values.add(figures.upMillis() / 1000.0);
        values.add(figures.downMillis() / 1000.0);
        values.add(rounded(figures.durations().percentile(50)));
        values.add(rounded(figures.durations().percentile(95)));
        Map<String, @Nullable Object> json = Json.map();
        for (int i = 0; i < values.size(); i++) {
            json.put(FIGURES.get(i), values.get(i));
        }
        return json;
    }

    /** As JSON has figures; null for NaN. */
    static @Nullable Object rounded(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 1e6) / 1e6;
    }

    private static @Nullable Object latest(@Nullable Latest latest) {
        return latest == null
                ? null
                : Json.map(
                        "at", Json.time(latest.at()),
                        "status", latest.status().word(),
                        "seconds", rounded(latest.seconds()),
                        "reason", latest.reason(),
                        "last_success_at", Json.time(latest.lastSuccess()),
                        "stale_at", Json.time(latest.stale()));
    }

    private static Object json(Incident incident) {
        return Json.map(
                "from", Json.time(incident.from()), "to", Json.time(incident.to()), "reason", incident.reason());
    }
}
