package vektra.model.addon;

import java.time.Duration;
import java.time.Instant;

/**
 * The backups of an add-on that was destroyed.
 *
 * @param until when they are deleted
 */
public record KeptBackups(Backup.Of of, Instant until) {
    /** How long they are kept. */
    public static final Duration GRACE = Duration.ofDays(30);
}
