package vektra.model.monitor;

import java.util.Locale;

/** How an attempt ended. */
public enum Status {
    SUCCESS,
    /** The monitor ran, and found the service wanting. */
    FAILURE,
    TIMEOUT,
    /** The monitor could not be started. */
    ERROR,
    /** It was not tried, or was ended by us: it says nothing of the service. */
    SKIPPED;

    /** As the log has it: {@code success}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it says whether the service works. */
    public boolean counts() {
        return this != SKIPPED;
    }
}
