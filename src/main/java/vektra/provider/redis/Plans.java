package vektra.provider.redis;

import vektra.model.Server;

/** Which plan a server serves. */
final class Plans {
    private Plans() {}

    /** Whether add-ons share it; a server of one add-on is not called as the service is. */
    static boolean shared(Server server) {
        return server.id().equals(server.service().value());
    }
}
