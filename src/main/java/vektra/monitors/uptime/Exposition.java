package vektra.monitors.uptime;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.monitors.MonitorFiles;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.maintenance.Window;
import vektra.monitors.uptime.read.Durations;

/**
 * Figures in the text format of Prometheus, or in that of l2met. What is stale says neither up nor down.
 *
 * @param uptime of all that the log has, so that counters grow
 */
public record Exposition(Uptime uptime, List<Window> maintenance, Instant now) {
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180};

    /** The media type of what Prometheus reads. */
    public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** That of the log of a home, by now. */
    public static Exposition of(MonitorFiles files, Clock clock) {
        Instant now = clock.instant();
        return new Exposition(new Uptimes(files).read(Query.since(null, now)), new Maintenance(files).windows(), now);
    }

    /** A line of l2met's measurements for each source; counts are samples, since each print has all of them. */
    public String l2met() {
        StringBuilder text = new StringBuilder();
        for (Source source : uptime.sources()) {
            Figures figures = source.figures();
            text.append("source=").append(source.name());
            measured(text, "up", up(source), "");
            measured(text, "runs", (double) figures.runs(), "");
            measured(text, "ok", (double) figures.ok(), "");
            measured(text, "flaky", (double) figures.flaky(), "");
            measured(text, "uptime.checks", figures.checks(), "");
            measured(text, "uptime.time", figures.time(), "");
            measured(text, "uptime.coverage", figures.coverage(), "");
            measured(text, "time.p50", figures.durations().percentile(50), "s");
            measured(text, "time.p95", figures.durations().percentile(95), "s");
            text.append('\n');
        }
        return text.toString();
    }

    private static void measured(StringBuilder text, String name, double value, String unit) {
        if (!Double.isNaN(value)) {
            text.append(" sample#vektra.monitor.")
                    .append(name)
                    .append('=')
                    .append(number(value))
                    .append(unit);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }

    /** What Prometheus reads. */
    public String prometheus() {
        StringBuilder text = new StringBuilder();
        head(text, "vektra_monitor_runs_total", "counter", "Runs of monitors that ended, by how.");
        for (Source source : uptime.sources()) {
            for (Status status : Status.values()) {
                sample(text, "vektra_monitor_runs_total", source, ",status=\"" + status.word() + "\"", (double)
                        source.figures().runs(status));
            }
        }
        head(text, "vektra_monitor_flaky_total", "counter", "Runs that succeeded only when they were tried again.");
        each(text, "vektra_monitor_flaky_total", source -> source.figures().flaky());
        head(text, "vektra_monitor_up", "gauge", "1 while the last run succeeded; nothing when it is stale.");
        each(text, "vektra_monitor_up", this::up);
        head(text, "vektra_monitor_last_run_timestamp_seconds", "gauge", "When the last run ended.");
        each(
                text,
                "vektra_monitor_last_run_timestamp_seconds",
                source ->
                        seconds(source.latest() == null ? null : source.latest().at()));
        head(text, "vektra_monitor_last_success_timestamp_seconds", "gauge", "When the last run ended that succeeded.");
        each(
                text,
                "vektra_monitor_last_success_timestamp_seconds",
                source ->
                        seconds(source.latest() == null ? null : source.latest().lastSuccess()));
        head(text, "vektra_monitor_maintenance", "gauge", "1 while the source is in maintenance.");
        each(text, "vektra_monitor_maintenance", source -> maintained(source) ? 1 : 0);
        head(text, "vektra_monitor_duration_seconds", "histogram", "How long runs took.");
        uptime.sources().forEach(source -> histogram(text, source));
        head(text, "vektra_monitors_bad_lines", "gauge", "Lines of the log that could not be read.");
        text.append("vektra_monitors_bad_lines ").append(uptime.bad()).append('\n');
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void each(StringBuilder text, String name, ToDoubleFunction<Source> value) {
        for (Source source : uptime.sources()) {
            double number = value.applyAsDouble(source);
            if (!Double.isNaN(number)) {
                sample(text, name, source, "", number);
            }
        }
    }

    private static void sample(StringBuilder text, String name, Source source, String labels, double value) {
        String escaped =
                source.name().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        text.append(name)
                .append("{source=\"")
                .append(escaped)
                .append('"')
                .append(labels)
                .append("} ");
        text.append(number(value)).append('\n');
    }

    private double up(Source source) {
        Latest latest = source.latest();
        if (latest == null || latest.isStale(now)) {
            return Double.NaN;
        }
        return latest.status() == Status.SUCCESS ? 1 : 0;
    }

    private static double seconds(@Nullable Instant at) {
        return at == null ? Double.NaN : at.toEpochMilli() / 1000.0;
    }

    private boolean maintained(Source source) {
        return maintenance.stream().anyMatch(window -> window.covers(source.name(), now));
    }

    private static void histogram(StringBuilder text, Source source) {
        String name = "vektra_monitor_duration_seconds";
        Durations durations = source.figures().durations();
        for (double bound : BOUNDS) {
            String le = bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
            sample(text, name + "_bucket", source, ",le=\"" + le + "\"", (double) durations.atMost(bound));
        }
        sample(text, name + "_bucket", source, ",le=\"+Inf\"", (double) durations.count());
        sample(text, name + "_sum", source, "", durations.sum());
        sample(text, name + "_count", source, "", (double) durations.count());
    }
}
