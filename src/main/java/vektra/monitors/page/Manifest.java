package vektra.monitors.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * Which sources a page shows, under which names and by which levels: as Ferret's dashboard reads it.
 *
 * @param name the title of the page; null when it has none
 */
public record Manifest(@Nullable String name, List<Metric> metrics) {
    private static final String FORM = "an object with metrics, each with display, source and status-levels";

    /**
     * A tile.
     *
     * @param display its name
     * @param measure {@code uptime}, or {@code time} for seconds
     * @param yellow up to it the service is degraded, by its mean
     * @param red up to it the service is down
     * @param window of which the mean is
     */
    public record Metric(String display, String measure, String source, double yellow, double red, Duration window) {
        Board.State level(double mean) {
            if (Double.isNaN(mean)) {
                return Board.State.UNKNOWN;
            }
            return mean <= red ? Board.State.DOWN : mean <= yellow ? Board.State.DEGRADED : Board.State.UP;
        }
    }

    public static Manifest read(Path file) {
        try {
            return parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw VektraException.notFound("there is no manifest " + Shown.quoted(file.toString()), FORM);
        } catch (IOException | IllegalArgumentException e) {
            throw VektraException.invalid(
                    Shown.quoted(file.toString()) + " is not a manifest: " + e.getMessage(), "expected " + FORM);
        }
    }

    /** One of Ferret's files, or a list of metrics, or a metric alone. */
    static Manifest parse(byte[] json) throws IOException {
        Object value = Json.parse(json);
        Map<String, Object> object = Json.object(value);
        Object list = object.get("metrics");
        List<?> each =
                list instanceof List<?> metrics ? metrics : value instanceof List<?> bare ? bare : List.of(object);
        List<Metric> metrics = new ArrayList<>();
        each.forEach(metric -> metrics.add(metric(Json.object(metric))));
        return new Manifest(object.get("name") instanceof String name ? name : null, metrics);
    }

    private static Metric metric(Map<String, Object> json) {
        String source = text(json, "source", null);
        Map<String, Object> levels = Json.object(json.get("status-levels"));
        double minutes = number(json, "resolution", 60) * Math.max(1, number(json, "limit", 1));
        if (!(minutes > 0 && minutes <= 60 * 24 * 3660)) {
            throw new IllegalArgumentException("the resolution of " + source + " is out of range");
        }
        return new Metric(
                text(json, "display", source),
                text(json, "measure", "uptime"),
                source,
                number(levels, "yellow", Double.NaN),
                number(levels, "red", Double.NaN),
                Duration.ofSeconds((long) (minutes * 60)));
    }

    private static String text(Map<String, Object> json, String field, @Nullable String otherwise) {
        Object value = json.get(field);
        if (value == null && otherwise == null) {
            throw new IllegalArgumentException("a metric has no " + field);
        }
        return value == null ? Objects.requireNonNull(otherwise) : value.toString();
    }

    private static double number(Map<String, Object> json, String field, double otherwise) {
        return json.get(field) instanceof Number number ? number.doubleValue() : otherwise;
    }
}
