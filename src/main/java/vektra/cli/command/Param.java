package vektra.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ISetter;

/** One option or argument of a command: picocli puts the text in, the command reads the value out. */
public final class Param<T> implements ISetter {
    private final Function<String, T> reader;
    private @Nullable Object given;

    Param(Function<String, T> reader) {
        this.reader = reader;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> @Nullable V set(@Nullable V value) {
        V before = (V) given;
        given = value;
        return before;
    }

    /** The value, or null when it was not given. A value that cannot be read is INVALID. */
    @Nullable
    public T orNull() {
        return given == null ? null : reader.apply((String) given);
    }

    /** The value of a required parameter; picocli saw to it that it is there. */
    public T get() {
        T value = orNull();
        if (value == null) {
            throw new IllegalStateException("a required parameter was not given");
        }
        return value;
    }

    /** The words of a parameter that takes several. */
    public List<T> all() {
        if (given == null) {
            return List.of();
        }
        return Arrays.stream((String[]) given).map(reader).toList();
    }
}
