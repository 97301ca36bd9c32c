package vektra.provider.redis.server;

import vektra.model.Server;

/** Which plan a server serves. */
public final class Plans {
    private Plans() {}

    /** Whether add-ons share it; a server of one add-on is not called as the service is. */
    public static boolean shared(Server server) {
        return server.id().equals(server.service().value());
    }
}
