package vektra.logs.ship;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vektra.model.name.DrainName;

/**
 * How a drain does.
 *
 * @param lines that wait for it, or are not confirmed yet
 * @param bytes of the spool that wait for it
 * @param lag the age of the oldest line that waits
 * @param rate lines a second, over the last ten seconds
 * @param delivered lines that were sent, and confirmed where the destination confirms, since the drain was made
 * @param lost lines that were dropped or rejected since the drain was made
 * @param lostAt when the last of them was, or null
 * @param error what went wrong last, or null
 * @param connectedAt since when it is connected, or null
 */
public record DrainStatus(
        DrainName name,
        State state,
        long lines,
        long bytes,
        Duration lag,
        double rate,
        long delivered,
        long lost,
        @Nullable Instant lostAt,
        @Nullable String error,
        @Nullable Instant errorAt,
        @Nullable Instant connectedAt) {
    /** What it is at. */
    public enum State {
        CONNECTING,
        CONNECTED,
        /** Connected, but the destination rejects what it is sent. */
        REFUSED,
        /** Waits before it tries to connect again. */
        BACKING_OFF,
        /** Its quota is used up and it loses nothing: its sources wait. */
        BLOCKED,
        /** No router runs. */
        STOPPED
    }
}
