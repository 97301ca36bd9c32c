package vektra.addons.services;

import java.util.List;
import java.util.Optional;
import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Background;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;

/** Keeps ready on a server what the next add-on would else wait for. */
public record Spares(
        Engine engine, Providers providers, ServerLauncher launcher, Background background, Progress progress) {
    /**
     * The spares of a server.
     *
     * @param made how many were made now
     */
    public record Made(Server server, int made) {}

    /** Makes as many as the service's options want; a server that is down is left so, and gets none. */
    public Made make(ServiceName name) {
        AddonProvider provider = providers.of(name);
        int made = 0;
        while (true) {
            Server server = engine.lookup().enabled(name).server();
            if (server.managed() && !launcher.looksAlive(server)) {
                return new Made(server, made);
            }
            Optional<Ability.Spares> spares = provider.abilities().spares();
            made += spares.map(able -> able.makeSpares(server)).orElse(0);
            // a process that took one or changed the options meanwhile saw this one working and left it to that
            boolean same = engine.lookup().enabled(name).server().options().equals(server.options());
            if (same && spares.filter(able -> able.lacksSpares(server)).isEmpty()) {
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
                background.run(List.of("addons:spares", server.service().value()));
            }
        } catch (VektraException e) {
            progress.doing("postponing the creation of spares");
        }
    }
}
