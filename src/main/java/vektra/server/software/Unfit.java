package vektra.server.software;

import org.jspecify.annotations.Nullable;
import vektra.model.text.Text;

/** Why one source of software yields nothing; the next one is tried. */
final class Unfit extends Exception {
    private final Text reason;
    private final @Nullable String otherVersion;

    Unfit(CharSequence reason) {
        this(reason, null);
    }

    private Unfit(CharSequence reason, @Nullable String otherVersion) {
        super(reason.toString());
        this.reason = Text.of(reason);
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

    Text reason() {
        return reason;
    }
}
