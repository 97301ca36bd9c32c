package vektra.model.service;

import java.time.Instant;
import vektra.model.name.ServiceName;

/**
 * A service of this installation.
 *
 * @param enabled false after a disable that kept the data: the server's port, options and secrets wait for the next enable
 */
public record EnabledService(ServiceName name, boolean enabled, Instant since, Server server) {
    public EnabledService turned(boolean on) {
        return new EnabledService(name, on, since, server);
    }

    public EnabledService with(Server changed) {
        return new EnabledService(name, enabled, since, changed);
    }
}
