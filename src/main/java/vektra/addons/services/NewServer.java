package vektra.addons.services;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Options;
import vektra.model.Failpoint;
import vektra.model.addon.Step;
import vektra.model.service.AppAddress;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** Makes a managed server and starts it. */
public record NewServer(ServerLauncher launcher, AddonProvider provider) {
    /** A port is one of thousands, picked at random: that others are faster twice means that it is not by chance. */
    private static final int TRIES = 3;

    /** Makes and starts it in a change that this begins: what removes it again is journalled first. */
    Server begun(Store.Session session, String command, Server planned) {
        AppAddress.refuse(planned.options());
        session.begin(command, List.of(Step.removeServer(planned)));
        return started(planned);
    }

    /** Makes and starts one with the options of another one of its service, but for those it was planned with. */
    public Server startedLike(Server model, Server planned) {
        Map<String, String> options = new LinkedHashMap<>(Options.defaults(provider.service()));
        options.putAll(model.options());
        options.remove(ServerOptions.PORT);
        options.remove(ServerOptions.APP_URL);
        options.putAll(planned.options());
        return started(planned.withOptions(options));
    }

    /** @param planned with every option; without a port it gets one that is free */
    public Server started(Server planned) {
        return started(planned, null, Secret.fresh());
    }

    /**
     * The same of one version.
     *
     * @param version what it begins with; null for any
     * @param password of its administrator
     */
    Server started(Server planned, @Nullable String version, Secret password) {
        Map<String, String> options = new LinkedHashMap<>(planned.options());
        @Nullable String port = options.remove(ServerOptions.PORT);
        Server server = launcher.create(
                new ServerLauncher.Wanted(
                        planned.id(),
                        planned.service(),
                        options.get(ServerOptions.FROM),
                        port == null ? null : Integer.valueOf(port),
                        version,
                        options,
                        password),
                provider);
        Failpoint.reached("server made");
        return started(server, port == null ? TRIES : 1);
    }

    /** Starts it; at another port when another program took the one that was picked before the server listened there. */
    private Server started(Server server, int tries) {
        try {
            launcher.ensureRunning(server, provider);
            return server;
        } catch (VektraException e) {
            if (tries == 1 || launcher.location(server).taker() == null) {
                throw e;
            }
        }
        return started(launcher.relocated(server, true, provider), tries - 1);
    }
}
