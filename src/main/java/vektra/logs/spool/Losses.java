package vektra.logs.spool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The lines that a drain lost, and which of them were reported to it. */
public final class Losses {
    private long lost;
    private long reported;
    /** When the first one was that is not reported yet. */
    private @Nullable Instant since;

    private @Nullable Instant last;

    Losses() {}

    /** Those of an earlier router; the times are null where there are none. */
    Losses(long lost, long reported, @Nullable Instant since, @Nullable Instant last) {
        this.lost = lost;
        this.reported = reported;
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

    boolean unreported() {
        return lost > reported;
    }

    /** What is to be reported now, and counts as reported from now on. */
    Notice notice() {
        Notice notice = new Notice(lost - reported, since == null ? Instant.EPOCH : since);
        reported = lost;
        since = null;
        return notice;
    }

    /** The same where a notice has not arrived yet. */
    Losses without(@Nullable Notice notice) {
        if (notice == null) {
            return this;
        }
        Instant first = since != null && since.isBefore(notice.since()) ? since : notice.since();
        return new Losses(lost, reported - notice.lines(), first, last);
    }

    long reported() {
        return reported;
    }

    @Nullable
    Instant since() {
        return since;
    }
}
