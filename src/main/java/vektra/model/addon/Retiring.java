package vektra.model.addon;

import java.time.Instant;
import vektra.model.name.Id;

/**
 * Credentials that others took the place of and that still work for a while.
 *
 * @param id of the credentials; their secret is nowhere any more but with those who use them
 */
public record Retiring(Id id, Instant until) {
    /** Whether they were expired at that moment. */
    public boolean isExpired(Instant now) {
        return !until.isAfter(now);
    }
}
