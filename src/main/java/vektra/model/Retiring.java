package vektra.model;

import java.time.Instant;

/**
 * Credentials that others took the place of and that still work for a while.
 *
 * @param id of the credentials; their secret is nowhere any more but with those who use them
 */
public record Retiring(Id id, Instant until) {
    /** Whether their time was up at that moment. */
    public boolean isOver(Instant now) {
        return !until.isAfter(now);
    }
}
