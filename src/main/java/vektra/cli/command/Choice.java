package vektra.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ISetter;

/** An option without a value that can be taken back: {@code --no-…}. */
final class Choice implements ISetter {
    private @Nullable Boolean given;

    @Override
    @SuppressWarnings("unchecked")
    public <V> @Nullable V set(@Nullable V value) {
        V before = (V) given;
        given = (Boolean) value;
        return before;
    }

    /** Whether it was given or taken back; null when it was neither. */
    @Nullable
    Boolean orNull() {
        return given;
    }
}
