package vektra.addons.services;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Noted;
import vektra.addons.core.Providers;
import vektra.addons.core.Resolver;
import vektra.model.addon.Addon;
import vektra.model.name.AddonName;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.service.Software;
import vektra.model.text.Kind;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.ServerLauncher;
import vektra.spi.SoftwareSource;

/** Starts, stops and watches the servers behind services and dedicated add-ons. */
public record Servers(Engine engine, Providers providers, ServerLauncher launcher, Noted noted) {
    /**
     * A server with how it is doing.
     *
     * @param cautions what its version keeps it from, one sentence each
     */
    public record Watched(Server server, ServerStatus status, List<String> cautions) {}

    /**
     * The result of a start, stop or restart.
     *
     * @param changed false when it was so already, or when nothing runs
     */
    public record Turned(Server server, boolean changed) {}

    /**
     * The server that a word means.
     *
     * @param own the add-on whose own it is; null for the shared one of a service
     */
    record Found(Server server, @Nullable AddonName own) {}

    /** Starts a managed server and waits until it answers. */
    public Turned start(String what) {
        return turned("addons:start", what, server -> {
            boolean ran = launcher.looksAlive(server);
            launcher.ensureRunning(server, provider(server));
            return !ran;
        });
    }

    public Turned stop(String what) {
        return turned("addons:stop", what, server -> launcher.stop(server, provider(server)));
    }

    /** Stops and starts, so that options that need it take effect. */
    public Turned restart(String what) {
        return turned("addons:restart", what, server -> {
            launcher.stop(server, provider(server));
            launcher.ensureRunning(server, provider(server));
            return !server.hosts().isEmpty();
        });
    }

    private Turned turned(String command, String what, Predicate<Server> work) {
        engine.settle();
        Found found = managed(what);
        Server server = found.server();
        Deed deed = of(Deed.of(command), server, found.own());
        return new Turned(server, noted.work(deed, () -> work.test(server), changed -> changed ? deed : null));
    }

    /**
     * A deed that names a server by its service.
     *
     * @param own the add-on whose own server it is; null for the shared one
     */
    public static Deed of(Deed deed, Server server, @Nullable AddonName own) {
        Deed ofService = deed.with("services", List.of(server.service().value()));
        return own == null ? ofService : ofService.with("addons", List.of(own.value()));
    }

    public Watched status(String what) {
        Server server = find(what).server();
        ServerStatus status = status(server);
        return new Watched(server, status, cautions(server, status));
    }

    /** What the version of the server keeps it from; empty while it does not answer. */
    private List<String> cautions(Server server, ServerStatus status) {
        boolean answers =
                List.of(ServerStatus.State.RUNNING, ServerStatus.State.EXTERNAL).contains(status.state());
        return answers ? providers.cautions(server) : List.of();
    }

    /** The log file of a managed server; it may not exist yet. */
    public Path log(String what) {
        return launcher.log(managed(what).server());
    }

    /** The log files of the services' managed servers, by service, but for containers, whose logs Docker keeps. */
    public Map<String, Path> logs() {
        Map<String, Path> logs = new TreeMap<>();
        for (EnabledService service : engine.read().services()) {
            Server server = service.server();
            Software software = server.software();
            boolean contained = software != null && software.source().equals(SoftwareSource.Docker.NAME);
            if (service.enabled() && server.managed() && !contained) {
                logs.put(service.name().value(), launcher.log(server));
            }
        }
        return logs;
    }

    ServerStatus status(Server server) {
        if (server.managed()) {
            return launcher.status(server, provider(server));
        }
        try {
            return new ServerStatus(
                    ServerStatus.State.EXTERNAL, null, provider(server).ping(server));
        } catch (VektraException down) {
            return new ServerStatus(ServerStatus.State.UNREACHABLE, null, String.valueOf(down.getMessage()));
        }
    }

    Found managed(String what) {
        Found found = find(what);
        Server server = found.server();
        if (!server.managed()) {
            throw VektraException.conflict(
                    "the server of " + what + " at " + server.at() + " was adopted: Vektra does not manage it", null);
        }
        return found;
    }

    private Found find(String what) {
        if (providers.names().contains(what)) {
            return new Found(engine.lookup().enabled(new ServiceName(what)).server(), null);
        }
        Optional<Found> own = dedicated(what);
        if (own.isPresent()) {
            return own.get();
        }
        providers.of(new ServiceName(what));
        throw new IllegalStateException("a service that is not known was found");
    }

    private Optional<Found> dedicated(String what) {
        Addon addon;
        try {
            addon = new Resolver(engine.lookup()).find(what, null).addon();
        } catch (VektraException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
        Server server = addon.server();
        if (server == null) {
            throw noneOfItsOwn(what);
        }
        return Optional.of(new Found(server, addon.name()));
    }

    static VektraException noneOfItsOwn(String what) {
        return VektraException.conflict(
                what + " has no server of its own", Text.of("name its service: ", Next.of("addons:services")));
    }

    private AddonProvider provider(Server server) {
        return providers.of(server.service());
    }
}
