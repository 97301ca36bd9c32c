package vektra.model.text;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing counted or measured.
 *
 * @param value a number, a text, a truth value or a time; null where there is nothing to count
 * @param unit of a number that has one
 */
public record Figure(@Nullable Object value, @Nullable Unit unit) {
    private static final long STEP = 1024;
    private static final String[] SIZES = {"bytes", "kB", "MB", "GB", "TB"};

    /** What a number counts. */
    public enum Unit {
        BYTES,
        SECONDS,
        PERCENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Figure of(@Nullable Object value) {
        return new Figure(value, null);
    }

    public static Figure bytes(@Nullable Long value) {
        return new Figure(value, Unit.BYTES);
    }

    public static Figure seconds(@Nullable Long value) {
        return new Figure(value, Unit.SECONDS);
    }

    public static Figure percent(@Nullable Double value) {
        return new Figure(value, Unit.PERCENT);
    }

    /** For programs: each name to its number, in bytes, seconds or percent, or its text. */
    public static Map<String, @Nullable Object> values(Map<String, Figure> figures) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        figures.forEach((name, figure) -> values.put(name, figure.plain()));
        return values;
    }

    /** For programs: a number, a text, in which a time is ISO 8601, or a truth value. */
    @Nullable
    public Object plain() {
        return value instanceof Instant || value instanceof Text ? value.toString() : value;
    }

    /** As people read it, such as {@code 7.4 MB}, {@code 95.6 %} or {@code none}. */
    public String shown() {
        if (value == null) {
            return "none";
        }
        if (value instanceof Boolean truth) {
            return truth ? "yes" : "no";
        }
        if (value instanceof Instant time) {
            return Shown.time(time);
        }
        return unit == null
                ? value.toString()
                : switch (unit) {
                    case BYTES -> size((Long) value);
                    case SECONDS -> value + " s";
                    case PERCENT -> value + " %";
                };
    }

    /** A number of bytes, in steps of 1024 that are named kB, MB, GB. */
    public static String size(long bytes) {
        int unit = 0;
        double number = bytes;
        for (; number >= STEP && unit < SIZES.length - 1; unit++) {
            number /= STEP;
        }
        boolean whole = unit == 0 || number >= 100;
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", number, SIZES[unit]);
    }
}
