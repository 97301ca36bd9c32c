package vektra.monitors.uptime;

import java.util.Locale;

/** When a source that several monitors look at is up. */
public enum Merge {
    /** Each monitor counts for itself. */
    POOLED,
    /** As long as one of them finds it up. */
    ANY,
    /** As long as none of them finds it down. */
    ALL,
    /** As long as more than half of them find it up. */
    QUORUM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean up(int up, int down) {
        return switch (this) {
            case ANY, POOLED -> up > 0;
            case ALL -> down == 0;
            case QUORUM -> up > down;
        };
    }
}
