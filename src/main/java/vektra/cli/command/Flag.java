package vektra.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ISetter;

/** An option without a value. */
public final class Flag implements ISetter {
    private boolean set;

    @Override
    @SuppressWarnings("unchecked")
    public <V> @Nullable V set(@Nullable V value) {
        V before = (V) Boolean.valueOf(set);
        set = Boolean.TRUE.equals(value);
        return before;
    }

    public boolean isSet() {
        return set;
    }
}
