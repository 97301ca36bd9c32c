package vektra.server;

import org.jspecify.annotations.Nullable;

/** Why one source of software yields nothing; the next one is tried. */
final class Unfit extends Exception {
    private final @Nullable String otherVersion;

    Unfit(String reason) {
        this(reason, null);
    }

    private Unfit(String reason, @Nullable String otherVersion) {
        super(reason);
        this.otherVersion = otherVersion;
    }

    /** There is such a program, but of another major version than the data. */
    static Unfit version(String found) {
        return new Unfit("only version " + found, found);
    }

    @Nullable
    String otherVersion() {
        return otherVersion;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
