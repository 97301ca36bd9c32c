package vektra.server;

import vektra.model.service.Server;
import vektra.model.text.Percent;
import vektra.model.text.Secret;

/** The password that a URL carries. */
public final class Password {
    private Password() {}

    /** The administrator's, or another one when a stranger may have been sent it at the server's port. */
    public static Secret at(Server server, boolean another) {
        return another ? Secret.fresh() : in(server.adminUrl());
    }

    /** Empty when there is none. */
    public static Secret in(Secret url) {
        String text = url.reveal();
        int start = text.indexOf("//") + 2;
        int at = text.lastIndexOf('@');
        int colon = text.indexOf(':', start);
        if (at < 0 || colon < 0 || colon > at) {
            return new Secret("");
        }
        return new Secret(Percent.decoded(text.substring(colon + 1, at)));
    }
}
