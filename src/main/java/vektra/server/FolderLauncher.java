package vektra.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.server.file.PrivateFiles;
import vektra.server.folder.FolderPlace;
import vektra.server.folder.Ledger;
import vektra.server.folder.ServerFolder;
import vektra.server.folder.ServerFolders;
import vektra.server.folder.ServerRecord;
import vektra.server.process.RunAs;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/** Keeps servers that are nothing but a folder: no process runs, nothing listens; such a server is there, or it is not. */
public final class FolderLauncher implements ServerLauncher {
    private final ServerFolders folders;
    private final Ledger ledger;
    private final Map<String, String> environment;

    /** @param home of Vektra */
    public FolderLauncher(Path home, Locks locks, Map<String, String> environment) {
        this.folders = new ServerFolders(home.toAbsolutePath(), home, environment);
        this.ledger = new Ledger(folders, locks);
        this.environment = environment;
    }

    /** Whether a provider's servers are folders. */
    static boolean keeps(AddonProvider provider) {
        return provider.recipe().sources().stream().anyMatch(SoftwareSource.Folder.class::isInstance);
    }

    private static Software software(ServerRecipe recipe) {
        String version = recipe.sources().stream()
                .filter(SoftwareSource.Folder.class::isInstance)
                .map(source -> ((SoftwareSource.Folder) source).version())
                .findFirst()
                .orElse("");
        return new Software(SoftwareSource.Folder.NAME, List.of(), version);
    }

    @Override
    public boolean exists(String id) {
        return ledger.exists(id);
    }

    @Override
    public Server create(Wanted wanted, AddonProvider provider) {
        return ledger.alone(wanted.id(), () -> made(preview(wanted, provider), provider.recipe()));
    }

    private Server made(Server server, ServerRecipe recipe) {
        ServerFolder folder = folders.prepare(server.id(), RunAs.ourselves());
        Software software = software(recipe);
        new ServerRecord(software, OptionalInt.empty()).write(folder.recordFile());
        Failpoint.reached("server recorded");
        PrivateFiles.delete(folder.unfinished());
        if (!folder.hasData()) {
            Path data = PrivateFiles.folder(folder.unfinished(), PrivateFiles.FOLDER);
            recipe.initialize(
                    new ServerRecipe.Layout(software, data, "", 0, new Secret(""), server.options(), RunAs.weAreRoot()),
                    new FolderPlace(data, RunAs.ourselves(), environment, "cannot create the data of " + server.id()));
            Failpoint.reached("data initialized");
            PrivateFiles.move(data, folder.data());
            Failpoint.reached("data in place");
        }
        return server;
    }

    @Override
    public Server preview(Wanted wanted, AddonProvider provider) {
        Software software = software(provider.recipe());
        return new Server(
                wanted.id(),
                wanted.service(),
                true,
                List.of(),
                new Secret(""),
                Map.copyOf(new TreeMap<>(wanted.options())),
                software,
                folders.folder(wanted.id()).path().toString(),
                software.version());
    }

    @Override
    public void requireStartable(Server server) {
        requireItself(server);
    }

    @Override
    public void ensureRunning(Server server, AddonProvider provider) {
        requireItself(server);
        provider.ping(server);
    }

    @Override
    public ServerStatus status(Server server, AddonProvider provider) {
        if (!looksAlive(server)) {
            return new ServerStatus(ServerStatus.State.STOPPED, null, "its folder is not there");
        }
        try {
            provider.ping(server);
            return new ServerStatus(ServerStatus.State.RUNNING, null, "a folder, without a process");
        } catch (VektraException e) {
            return new ServerStatus(
                    ServerStatus.State.UNREACHABLE, null, e.getMessage() + (e.hint() == null ? "" : "; " + e.hint()));
        }
    }

    @Override
    public boolean looksAlive(Server server) {
        return folders.folder(server.id()).hasData();
    }

    /** A folder that is gone may be on a disk that is not mounted: nothing takes its place. */
    @Override
    public void requireItself(Server server) {
        folders.requireData(server.id());
    }

    @Override
    public Location location(Server server) {
        return ledger.location(server, looksAlive(server), true);
    }

    @Override
    public Server relocated(Server server, boolean otherPort, AddonProvider provider) {
        Wanted wanted = new Wanted(server.id(), server.service(), null, null, server.options(), server.adminUrl());
        return create(wanted, provider);
    }

    @Override
    public Optional<Encryption> encryption(Server server, AddonProvider provider) {
        return Optional.empty();
    }

    @Override
    public void encrypt(Server server, AddonProvider provider) {}

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
                "the server " + server.id() + " is a folder: it has no software of its own",
                "there is nothing to upgrade");
    }

    @Override
    public List<Bundled> offers(AddonProvider provider) {
        return List.of();
    }

    @Override
    public List<String> ids() {
        return ledger.ids();
    }

    /** There is nothing to stop, and what apps have open stays open. */
    @Override
    public boolean stop(Server server, AddonProvider provider) {
        return false;
    }

    @Override
    public void remove(Server server, AddonProvider provider) {
        ledger.alone(server.id(), () -> {
            ledger.remove(server.id());
            return true;
        });
    }

    @Override
    public Path log(Server server) {
        return ledger.log(server.id());
    }

    @Override
    public Optional<Supervision> supervision(Server server) {
        return Optional.empty();
    }

    @Override
    public Optional<Bundled> bundled(AddonProvider provider) {
        return Optional.empty();
    }
}
