package vektra.addons;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.ActionResult;
import vektra.model.Census;
import vektra.model.Client;
import vektra.model.Credentials;
import vektra.model.Fault;
import vektra.model.Id;
import vektra.model.Observation;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Service;
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

    private AddonProvider at(Server server) {
        if (server.managed()) {
            launcher.requireItself(server);
        }
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
    public void reload(Server server) {
        at(server).reload(server);
    }

    @Override
    public List<String> cautions(Server server) {
        return at(server).cautions(server);
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        return at(server).provision(server, wanted);
    }

    @Override
    public boolean lacksSpares(Server server) {
        return at(server).lacksSpares(server);
    }

    @Override
    public int makeSpares(Server server) {
        return at(server).makeSpares(server);
    }

    @Override
    public Credentials bind(Server server, Resource resource, Id credentials, Secret fresh) {
        return at(server).bind(server, resource, credentials, fresh);
    }

    @Override
    public void unbind(Server server, Resource resource, Id credentials) {
        at(server).unbind(server, resource, credentials);
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        at(server).deprovision(server, resource);
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        return at(server).inspect(server, resource);
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        return at(server).examine(server, resource, credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        return at(server).census(server, known);
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        return provider.configVars(server, resource, credentials);
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        return provider.connectionForms(server, resource, credentials);
    }

    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path authority) {
        return provider.verifiedForms(server, resource, credentials, authority);
    }

    @Override
    public void shut(Server server, Resource resource) {
        at(server).shut(server, resource);
    }

    @Override
    public void admit(Server server, Resource resource) {
        at(server).admit(server, resource);
    }

    @Override
    public void requireCopyable(Server from, Resource what) {
        at(from).requireCopyable(from, what);
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        at(from);
        at(to).copy(from, source, to, target);
    }

    @Override
    public String dump(Server server, Resource resource, Path to, Resource scratch) {
        return at(server).dump(server, resource, to, scratch);
    }

    @Override
    public String verify(Server server, Path dump) {
        return provider.verify(server, dump);
    }

    @Override
    public void load(Server server, Resource empty, Path dump) {
        at(server).load(server, empty, dump);
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        at(server).exchange(server, one, other);
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        return at(server).act(server, resource, action, params, attachments);
    }

    @Override
    public @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        return at(server).client(server, resource, credentials);
    }
}
