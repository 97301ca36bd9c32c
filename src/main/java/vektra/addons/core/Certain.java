package vektra.addons.core;

import java.util.Map;
import vektra.model.addon.Credentials;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Secret;
import vektra.spi.Abilities;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerRecipe;

/**
 * A provider that talks to a managed server only while that server's own process has the port: no password goes to
 * another program that took the port of a server that is down.
 */
public final class Certain implements AddonProvider {
    private final AddonProvider provider;
    private final ServerLauncher launcher;

    public Certain(AddonProvider provider, ServerLauncher launcher) {
        this.provider = provider;
        this.launcher = launcher;
    }

    private void require(Server server) {
        if (server.managed()) {
            launcher.requireItself(server);
        }
    }

    private AddonProvider at(Server server) {
        require(server);
        return provider;
    }

    @Override
    public Service service() {
        return provider.service();
    }

    @Override
    public ServerRecipe recipe() {
        return provider.recipe();
    }

    @Override
    public Abilities abilities() {
        Abilities real = provider.abilities();
        return real.answeredBy(new CertainAbilities(real, this::require));
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        return provider.adopt(url, options);
    }

    @Override
    public String ping(Server server) {
        return at(server).ping(server);
    }

    @Override
    public void configure(Server server) {
        at(server).configure(server);
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        return at(server).provision(server, wanted);
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        at(server).deprovision(server, resource);
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        return at(server).grant(server, resource, credentials, fresh);
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        at(server).revoke(server, resource, credentials);
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        return at(server).inspect(server, resource);
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        return provider.configVars(server, resource, credentials);
    }
}
