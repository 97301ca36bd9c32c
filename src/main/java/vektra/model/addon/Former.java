package vektra.model.addon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Server;

/**
 * What an add-on was before its plan changed: its data stay for a while, without logins.
 *
 * @param server its own server; null when it lived on the service's shared one
 */
public record Former(String plan, @Nullable Server server, Resource resource, Instant until) {
    /** Whether it was expired at that moment. */
    public boolean isExpired(Instant now) {
        return !until.isAfter(now);
    }
}
