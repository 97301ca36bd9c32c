package vektra.addons.services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
import vektra.spi.Snapshot;
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
     * @param problem why it failed, if it is one of several; else null
     */
    public record Turned(
            Server server, boolean changed, @Nullable String problem) {}

    /**
     * The server that a word means.
     *
     * @param own the add-on whose own it is; null for the shared one of a service
     */
    record Found(Server server, @Nullable AddonName own) {}

    /** Starts managed servers, waiting until each answers; a wrong name is refused before any is touched. */
    public List<Turned> start(List<String> names) {
        return turned("addons:start", named(names), this::start);
    }

    /** Starts all that Vektra manages. */
    public List<Turned> startAll() {
        return turned("addons:start", managed(), this::start);
    }

    /** Stops managed servers; a wrong name is refused before any is touched. */
    public List<Turned> stop(List<String> names) {
        return turned("addons:stop", named(names), this::stop);
    }

    /** Stops all that Vektra manages. */
    public List<Turned> stopAll() {
        return turned("addons:stop", managed(), this::stop);
    }

    /** Stops and starts, so that options that need it take effect. */
    public List<Turned> restart(List<String> names) {
        return turned("addons:restart", named(names), server -> {
            stop(server);
            start(server);
            return !server.hosts().isEmpty();
        });
    }

    private boolean start(Server server) {
        boolean ran = launcher.looksAlive(server);
        launcher.ensureRunning(server, provider(server));
        return !ran;
    }

    private boolean stop(Server server) {
        return launcher.stop(server, provider(server));
    }

    private List<Found> named(List<String> names) {
        engine.settle();
        return names.stream().distinct().map(this::managed).toList();
    }

    List<Found> managed() {
        engine.settle();
        return all().stream().filter(found -> found.server().managed()).toList();
    }

    /** What fails is the failure of the command if nothing else was asked for; of several it stops no other. */
    private List<Turned> turned(String command, List<Found> all, Predicate<Server> work) {
        if (all.size() == 1) {
            return List.of(turned(command, all.get(0), work));
        }
        List<Turned> each = new ArrayList<>();
        for (Found found : all) {
            try {
                each.add(turned(command, found, work));
            } catch (VektraException e) {
                each.add(new Turned(found.server(), false, String.valueOf(e.getMessage())));
            }
        }
        return each;
    }

    private Turned turned(String command, Found found, Predicate<Server> work) {
        Server server = found.server();
        Deed deed = of(Deed.of(command), server, found.own());
        boolean changed = noted.work(deed, () -> work.test(server), did -> did ? deed : null);
        return new Turned(server, changed, null);
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

    public List<Watched> status(List<String> names) {
        return names.stream().distinct().map(this::find).map(this::watched).toList();
    }

    /** Those of all enabled services and of all dedicated add-ons, but for folders, which no process serves. */
    public List<Watched> statusAll() {
        return all().stream().map(this::watched).toList();
    }

    private Watched watched(Found found) {
        ServerStatus status = status(found.server());
        return new Watched(found.server(), status, cautions(found.server(), status));
    }

    private List<Found> all() {
        Snapshot at = engine.read();
        Stream<Found> shared = at.services().stream()
                .filter(EnabledService::enabled)
                .map(service -> new Found(service.server(), null));
        return Stream.concat(shared, engine.lookup(at).addons().flatMap(Servers::own))
                .filter(found -> !found.server().hosts().isEmpty())
                .toList();
    }

    private static Stream<Found> own(Addon addon) {
        Server server = addon.server();
        return server == null ? Stream.empty() : Stream.of(new Found(server, addon.name()));
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
                // units of systemd call a server as its add-on was called first
                return all().stream()
                        .filter(found -> found.own() != null)
                        .filter(found -> found.server().id().equals(what))
                        .findFirst();
            }
            throw e;
        }
        return Optional.of(own(addon).findAny().orElseThrow(() -> noneOfItsOwn(what)));
    }

    static VektraException noneOfItsOwn(String what) {
        return VektraException.conflict(
                what + " has no server of its own", Text.of("name its service: ", Next.of("addons:services")));
    }

    private AddonProvider provider(Server server) {
        return providers.of(server.service());
    }
}
