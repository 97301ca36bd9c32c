package vektra.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.service.ServerStatus.State;
import vektra.model.text.Shown;
import vektra.program.SearchPath;
import vektra.server.folder.Authority;
import vektra.server.folder.Ledger;
import vektra.server.folder.Locating;
import vektra.server.folder.ServerFolders;
import vektra.server.port.PortOwner;
import vektra.server.port.Ports;
import vektra.server.process.ProcessTable;
import vektra.server.process.Running;
import vektra.server.software.Artifacts;
import vektra.server.software.AssembledSoftware;
import vektra.server.software.BuiltinSoftware;
import vektra.server.software.DebianSoftware;
import vektra.server.software.EmbeddedSoftware;
import vektra.server.software.MachineSoftware;
import vektra.server.software.SoftwareFinder;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;

/** Runs managed servers as detached processes of this machine. */
public final class ProcessLauncher implements ServerLauncher {
    private final ServerFolders house;
    private final Limits limits;
    private final Path installation;
    private final Ledger ledger;
    private final Creation creation;
    private final Starting starting;

    /**
     * @param home of Vektra
     * @param installation the folder that holds {@code lib/vektra.jar} and {@code servers/}
     * @param environment of this process
     */
    public ProcessLauncher(
            Path home, Path installation, Locks locks, Progress progress, Map<String, String> environment) {
        this(
                new ServerFolders(home.toAbsolutePath(), Path.of("/var/lib/vektra"), environment),
                Limits.USUAL,
                installation,
                locks,
                progress,
                environment);
    }

    ProcessLauncher(
            ServerFolders house,
            Limits limits,
            Path installation,
            Locks locks,
            Progress progress,
            Map<String, String> environment) {
        this.house = house;
        this.limits = limits;
        this.installation = installation;
        this.ledger = new Ledger(house, locks);
        Artifacts artifacts = new Artifacts(installation, environment, progress);
        SoftwareFinder finder = new SoftwareFinder(
                new MachineSoftware(SearchPath.of(environment)),
                new EmbeddedSoftware(artifacts, progress),
                new AssembledSoftware(installation, artifacts),
                new DebianSoftware(environment, progress),
                new BuiltinSoftware(installation));
        Certification certification = new Certification(new Authority(house, ledger, progress), environment, progress);
        this.creation = new Creation(house, limits, finder, certification, environment, progress);
        this.starting = new Starting(house, limits, creation, certification, environment, progress);
    }

    @Override
    public Optional<Bundled> bundled(AddonProvider provider) {
        return SoftwareFinder.bundled(provider.recipe().sources());
    }

    @Override
    public boolean exists(String id) {
        return ledger.exists(id);
    }

    @Override
    public Server create(Wanted wanted, AddonProvider provider) {
        return ledger.alone(wanted.id(), () -> creation.create(wanted, provider.recipe()));
    }

    @Override
    public Server preview(Wanted wanted, AddonProvider provider) {
        return creation.preview(wanted, provider.recipe());
    }

    @Override
    public void requireStartable(Server server) {
        starting.requireStartable(server);
    }

    @Override
    public void ensureRunning(Server server, AddonProvider provider) {
        Optional<Running> running = running(server).filter(process -> !process.suspended());
        if (running.isPresent() && new Answer(limits, server, provider).given()) {
            house.folder(server.id()).keep(running.get());
            return;
        }
        ledger.alone(server.id(), () -> starting.start(server, provider));
    }

    @Override
    public ServerStatus status(Server server, AddonProvider provider) {
        Optional<Running> running = running(server);
        if (running.isEmpty()) {
            return new ServerStatus(State.STOPPED, null, "not running");
        }
        long pid = running.get().pid();
        String since = "since " + Shown.time(ProcessTable.startInstant(pid));
        if (running.get().suspended()) {
            return new ServerStatus(State.HUNG, pid, "suspended, resume it with kill -CONT " + pid);
        }
        Answer answer = new Answer(limits, server, provider);
        if (answer.givenSoon(running.get(), house.folder(server.id()))) {
            return new ServerStatus(State.RUNNING, pid, since);
        }
        if (!running.get().working()) {
            return new ServerStatus(State.STOPPED, null, "not running");
        }
        String reason = answer.failure().map(Throwable::getMessage).orElse("");
        return new ServerStatus(State.HUNG, pid, since + ", but does not answer: " + reason);
    }

    @Override
    public boolean looksAlive(Server server) {
        return running(server).filter(Running::working).isPresent();
    }

    @Override
    public void requireItself(Server server) {
        int port = server.host().port();
        if (running(server)
                .filter(process -> PortOwner.has(process.pid(), port))
                .isEmpty()) {
            throw Ports.down(server);
        }
    }

    @Override
    public Location location(Server server) {
        return new Locating(house, server).location();
    }

    @Override
    public Server relocated(Server server, boolean otherPort, AddonProvider provider) {
        requireManaged(server);
        return ledger.alone(server.id(), () -> creation.again(server, otherPort, provider.recipe()));
    }

    @Override
    public Optional<Encryption> encryption(Server server, AddonProvider provider) {
        return starting.encryption(server, provider.recipe());
    }

    @Override
    public void encrypt(Server server, AddonProvider provider) {
        requireManaged(server);
        ledger.alone(server.id(), () -> starting.encrypt(server, provider));
    }

    @Override
    public Server handOver(Server from, String to, AddonProvider provider) {
        requireManaged(from);
        return ledger.alone(
                List.of(from.id(), to), () -> new Handover(house, limits, creation).make(from, to, provider.recipe()));
    }

    @Override
    public Room room(Server server) {
        return Handover.room(house.folder(server.id()));
    }

    @Override
    public List<Bundled> offers(AddonProvider provider) {
        return creation.offers(provider.recipe());
    }

    @Override
    public List<String> ids() {
        return house.ids();
    }

    @Override
    public boolean stop(Server server, AddonProvider provider) {
        requireManaged(server);
        return ledger.alone(
                server.id(), () -> ending(server).stop(provider.recipe().stopSignal()));
    }

    @Override
    public void remove(Server server, AddonProvider provider) {
        requireManaged(server);
        ledger.alone(server.id(), () -> {
            boolean ran = ending(server).stop(provider.recipe().stopSignal());
            house.remove(house.folder(server.id()));
            return ran;
        });
    }

    @Override
    public Path log(Server server) {
        return house.folder(server.id()).log();
    }

    @Override
    public Optional<Supervision> supervision(Server server) {
        requireManaged(server);
        return Optional.of(new Supervision(
                installation.resolve("bin").resolve("vektra"),
                house.home(),
                house.folder(server.id()).pidFile()));
    }

    private Optional<Running> running(Server server) {
        return house.folder(server.id()).running();
    }

    private Ending ending(Server server) {
        return new Ending(limits, server.id(), house.folder(server.id()));
    }

    /** The folder of that name may hold the kept data of a managed one. */
    private static void requireManaged(Server server) {
        if (!server.managed()) {
            throw new IllegalArgumentException(server.id() + " was adopted, so Vektra does not stop it");
        }
    }
}
