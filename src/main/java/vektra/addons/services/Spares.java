package vektra.addons.services;

import java.util.List;
import vektra.addons.core.Installation;
import vektra.model.Server;
import vektra.model.ServiceName;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;

/** Keeps ready on a server what the next add-on would else wait for. */
public final class Spares {
    private final Installation home;

    public Spares(Installation home) {
        this.home = home;
    }

    /**
     * The spares of a server.
     *
     * @param made how many were made now
     */
    public record Made(Server server, int made) {}

    /** Makes as many as the service's options want; a server that is down is left so, and gets none. */
    public Made make(ServiceName name) {
        AddonProvider provider = home.providers().of(name);
        int made = 0;
        while (true) {
            Server server = home.lookup().enabled(name).server();
            if (server.managed() && !home.launcher().looksAlive(server)) {
                return new Made(server, made);
            }
            made += provider.abilities()
                    .spares()
                    .map(able -> able.makeSpares(server))
                    .orElse(0);
            // a process that changed the options meanwhile saw this one at work and left it to that
            if (home.lookup().enabled(name).server().options().equals(server.options())) {
                return new Made(server, made);
            }
        }
    }

    /** Has a process make them when some are missing, so that no command waits; a failure of that is not reported. */
    public void makeSoon(Server server, AddonProvider provider) {
        try {
            if (provider.abilities()
                    .spares()
                    .filter(able -> able.lacksSpares(server))
                    .isPresent()) {
                home.background().run(List.of("addons:spares", server.service().value()));
            }
        } catch (VektraException e) {
            home.progress().doing("postponing the creation of spares");
        }
    }
}
