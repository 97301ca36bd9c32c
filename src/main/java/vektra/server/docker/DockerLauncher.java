package vektra.server.docker;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.service.ServerStatus.State;
import vektra.model.service.Software;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.server.Answer;
import vektra.server.Password;
import vektra.server.docker.Container.Seen;
import vektra.server.folder.Ledger;
import vektra.server.port.Ports;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource.Docker;

/**
 * Runs managed servers as containers. The engine starts them again after a crash or a reboot; what a server forgets then
 * is configured by the next command that needs it.
 */
public final class DockerLauncher implements ServerLauncher {
    private static final int LOG_LINES = 10_000;

    private final Path home;
    private final Ledger ledger;
    private final Progress progress;
    private final Making making;

    /**
     * @param home of Vektra
     * @param environment of this process, which says where the engine is
     */
    public DockerLauncher(Path home, Locks locks, Progress progress, Map<String, String> environment) {
        this.home = home.toAbsolutePath();
        this.ledger = new Ledger(home, locks, environment);
        this.progress = progress;
        this.making = new Making(this.home, ledger, environment, progress);
    }

    @Override
    public boolean exists(String id) {
        return ledger.exists(id);
    }

    @Override
    public Server create(Wanted wanted, AddonProvider provider) {
        return ledger.alone(wanted.id(), () -> making.create(wanted, false, provider.recipe()));
    }

    @Override
    public Server preview(Wanted wanted, AddonProvider provider) {
        return making.preview(wanted, provider.recipe());
    }

    @Override
    public Optional<Bundled> bundled(AddonProvider provider) {
        return Optional.empty();
    }

    @Override
    public void requireStartable(Server server) {
        Names names = names(server);
        Raising.requireData(server, names, new Engine(names.engine()));
        Ports.requireFree(server);
    }

    /** A port of a container that runs is its engine's, whose processes may not be seen from here. */
    @Override
    public void requireItself(Server server) {
        if (!looksAlive(server)) {
            throw Ports.down(server);
        }
    }

    @Override
    public Location location(Server server) {
        Names names = names(server);
        return ledger.location(server, Box.hasData(new Engine(names.engine()), names), looksAlive(server));
    }

    @Override
    public Server relocated(Server server, boolean otherPort, AddonProvider provider) {
        return ledger.alone(server.id(), () -> {
            Wanted wanted = new Wanted(
                    server.id(),
                    server.service(),
                    Docker.NAME,
                    otherPort ? null : server.host().port(),
                    server.options(),
                    Password.at(server, otherPort && provider.recipe().setsPasswordAtStart()));
            return making.create(wanted, otherPort, provider.recipe());
        });
    }

    /** A key would be the engine's to read. */
    @Override
    public Optional<Encryption> encryption(Server server, AddonProvider provider) {
        return Optional.empty();
    }

    @Override
    public void encrypt(Server server, AddonProvider provider) {
        // there is nothing that it could lack
    }

    /** Not offered, so nothing asks for it. */
    @Override
    public Server handOver(Server from, String to, AddonProvider provider) {
        throw fixed(from);
    }

    @Override
    public Room room(Server server) {
        throw fixed(server);
    }

    private static VektraException fixed(Server server) {
        return VektraException.conflict(
                "the server " + server.id() + " runs in a container: its image says which version it is",
                "create a service or an add-on beside it with the image of the new version, and move the data by export and import");
    }

    @Override
    public List<Bundled> offers(AddonProvider provider) {
        return List.of();
    }

    @Override
    public List<String> ids() {
        return ledger.ids();
    }

    @Override
    public void ensureRunning(Server server, AddonProvider provider) {
        // asks no engine where its process can be seen from here: that takes half a second
        if (ledger.lives(server.id()) && Answer.failure(server, provider) == null) {
            return;
        }
        ledger.alone(server.id(), () -> {
            new Raising(box(server, provider), server, provider, ledger, progress).raise();
            return server;
        });
    }

    @Override
    public ServerStatus status(Server server, AddonProvider provider) {
        Container container = box(server, provider).container();
        Optional<Seen> seen;
        try {
            seen = container.look();
        } catch (VektraException e) {
            return new ServerStatus(State.UNREACHABLE, null, String.valueOf(e.getMessage()));
        }
        if (seen.isEmpty() || !seen.get().running()) {
            String detail = seen.isEmpty() ? "no container " + container.name() : "container " + container.name();
            return new ServerStatus(State.STOPPED, null, detail + (seen.isEmpty() ? "" : " is not running"));
        }
        long pid = seen.get().pid();
        String since = "container " + container.name() + " since "
                + Shown.time(Instant.parse(seen.get().startedAt()));
        if (seen.get().paused()) {
            return new ServerStatus(State.HUNG, pid, "paused, resume it with docker unpause " + container.name());
        }
        VektraException failure = Answer.failure(server, provider);
        return failure == null
                ? new ServerStatus(State.RUNNING, pid, since)
                : new ServerStatus(State.HUNG, pid, since + ", but does not answer: " + failure.getMessage());
    }

    @Override
    public boolean looksAlive(Server server) {
        if (ledger.lives(server.id())) {
            return true;
        }
        try {
            return container(server).look().filter(Seen::running).isPresent();
        } catch (VektraException e) {
            return false;
        }
    }

    @Override
    public boolean stop(Server server, AddonProvider provider) {
        return ledger.alone(server.id(), () -> {
            Container container = container(server);
            boolean ran = container
                    .look()
                    .filter(seen -> seen.running() || seen.restarting())
                    .isPresent();
            if (ran) {
                container.stop();
            }
            ledger.forget(server.id());
            return ran;
        });
    }

    @Override
    public void remove(Server server, AddonProvider provider) {
        ledger.alone(server.id(), () -> {
            software(server).map(Names::of).ifPresent(names -> Box.remove(new Engine(names.engine()), names));
            ledger.remove(server.id());
            return server;
        });
    }

    /** A copy, taken now, of what the engine keeps. */
    @Override
    public Path log(Server server) {
        Path log = ledger.log(server.id());
        try {
            String text = container(server).log(LOG_LINES);
            ledger.writeLog(server.id(), text);
        } catch (VektraException e) {
            progress.warn(e.getMessage() + "; the log is the copy from the last read");
        }
        return log;
    }

    /** The engine watches its containers itself. */
    @Override
    public Optional<Supervision> supervision(Server server) {
        return Optional.empty();
    }

    private Container container(Server server) {
        Names names = names(server);
        return new Container(new Engine(names.engine()), names.container());
    }

    private Names names(Server server) {
        return software(server)
                .map(Names::of)
                .orElseThrow(() -> VektraException.unavailable(
                        "no record of the engine that runs " + server.id(), "disable and enable the service", null));
    }

    private Optional<Software> software(Server server) {
        return Optional.ofNullable(server.software()).or(() -> ledger.software(server.id()));
    }

    private Box box(Server server, AddonProvider provider) {
        Container container = container(server);
        ServerRecipe recipe = provider.recipe();
        return new Box(
                container.engine(),
                software(server).orElseThrow(),
                Names.labels(home, server.id()),
                recipe,
                Making.source(recipe, server.service().value()),
                server.listen(),
                server.host().port(),
                server.password(),
                server.options());
    }
}
