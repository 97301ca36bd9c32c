package vektra.addons;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.addons.core.Resolver;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Encryption;

/** Finds where the server of an add-on answers. */
public record Reach(Engine engine, Providers providers, ServerLauncher launcher) {
    /**
     * The address of an add-on's server.
     *
     * @param authority the file that clients verify it with; null where Vektra made none
     */
    public record Address(
            Addon addon, HostPort at, @Nullable Path authority) {}

    /** Where the servers of an app's add-ons answer; folders have none. */
    public Set<HostPort> servers(AppName name) {
        Lookup at = engine.lookup();
        App app = at.app(name);
        Set<HostPort> servers = new LinkedHashSet<>();
        for (Attachment attachment : app.attachments()) {
            Optional<Addon> addon = at.addon(app, attachment);
            at.serverOf(attachment.service(), addon.map(Addon::server))
                    .ifPresent(server -> servers.addAll(server.hosts()));
        }
        return servers;
    }

    /**
     * The address of a server that answers. A service that has none, such as a folder, is a CONFLICT.
     *
     * @param encrypted whether the server must take TLS
     */
    public Address of(String what, @Nullable AppName within, boolean encrypted) {
        engine.settle();
        Lookup at = engine.lookup();
        Addon addon = new Resolver(at).find(what, within).addon();
        Lookup.requireReady(addon);
        Server server = at.serverOf(addon);
        if (server.hosts().isEmpty()) {
            throw VektraException.conflict(
                    addon.name() + " has no port: it is the folder " + server.at(), "programs use it by its path");
        }
        AddonProvider provider = providers.of(addon.service());
        providers.ensureAnswering(server);
        Path authority =
                launcher.encryption(server, provider).map(Encryption::authority).orElse(null);
        if (encrypted && server.managed() && authority == null) {
            throw VektraException.conflict("the server of " + addon.name() + " has no TLS", "leave -t out");
        }
        return new Address(addon, server.host(), authority);
    }
}
