package vektra.logs.spool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The lines that a drain lost, and which of them were reported to it. */
public final class Losses {
    private long lost;
    private long told;
    /** When the first one was that is not reported yet. */
    private @Nullable Instant since;

    private @Nullable Instant last;

    Losses() {}

    /** Those of an earlier router; the times are null where there are none. */
    Losses(long lost, long told, @Nullable Instant since, @Nullable Instant last) {
        this.lost = lost;
        this.told = told;
        this.since = since;
        this.last = last;
    }

    void add(long lines, Instant now) {
        lost += lines;
        last = now;
        since = since == null ? now : since;
    }

    long lost() {
        return lost;
    }

    @Nullable
    Instant last() {
        return last;
    }

    boolean untold() {
        return lost > told;
    }

    /** What is to be reported now, and counts as reported from now on. */
    Notice notice() {
        Notice notice = new Notice(lost - told, since == null ? Instant.EPOCH : since);
        told = lost;
        since = null;
        return notice;
    }

    long told() {
        return told;
    }

    @Nullable
    Instant since() {
        return since;
    }
}
