package vektra.model.addon;

import java.time.Duration;
import java.time.Instant;

/**
 * The backups of an add-on that was destroyed.
 *
 * @param until when they are deleted
 */
public record KeptBackups(Backup.Of of, Instant until) {
    private static final Duration GRACE = Duration.ofDays(30);

    /** Until when the backups of an add-on are kept that is destroyed at that moment. */
    public static Instant until(Instant now) {
        return now.plus(GRACE);
    }
}
