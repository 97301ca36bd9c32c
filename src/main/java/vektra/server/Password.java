package vektra.server;

import vektra.model.service.Server;
import vektra.model.text.Secret;

/** The password that a URL carries. */
public final class Password {
    private Password() {}

    /** The administrator's, or another one when a stranger may have been sent it at the server's port. */
    public static Secret at(Server server, boolean another) {
        return another ? Secret.fresh() : server.password();
    }
}
