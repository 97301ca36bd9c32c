package vektra.logs.collect;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.logs.LogLine;

/**
 * Which lines of an app someone wants to see.
 *
 * @param last how many of those that there are, the newest
 * @param sinceMicros none written earlier, in microseconds since 1970-01-01T00:00Z
 * @param takenMicros none that the router took earlier, whenever it was written
 * @param source {@code stdout}, {@code stderr}, or the name of a process, in which a {@code *} stands for anything; null
 *     for all
 */
public record Wanted(
        int last,
        long sinceMicros,
        long takenMicros,
        @Nullable String source) {
    private static final int WARNING = 4;

    /** A test of lines. */
    public Predicate<LogLine> test() {
        if (source == null) {
            return this::late;
        }
        return switch (source) {
            case "stdout" -> line -> late(line) && severity(line) >= WARNING;
            case "stderr" -> line -> late(line) && severity(line) < WARNING;
            default -> {
                Pattern name = Pattern.compile(Arrays.stream(source.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
                yield line ->
                        late(line) && name.matcher(line.stream().process()).matches();
            }
        };
    }

    private boolean late(LogLine line) {
        return line.micros() >= sinceMicros;
    }

    private static int severity(LogLine line) {
        return line.priority() & 7;
    }
}
