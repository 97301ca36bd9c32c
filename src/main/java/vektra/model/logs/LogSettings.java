package vektra.model.logs;

import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;

/**
 * Where the log router takes lines of the syslog protocol.
 *
 * @param listen the address for TCP and UDP, or null
 * @param socket the path of a unix socket, or null
 */
public record LogSettings(
        @Nullable HostPort listen, @Nullable String socket) {
    /** Nowhere. */
    public static final LogSettings NONE = new LogSettings(null, null);
}
