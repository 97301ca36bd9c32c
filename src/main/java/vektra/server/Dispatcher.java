package vektra.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.ServerStatus;
import vektra.model.service.Software;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.server.folder.Ledger;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;
import vektra.spi.SoftwareSource;

/** Gives each server to the launcher that runs software of its source: the only place that tells processes, folders and containers apart. */
public final class Dispatcher implements ServerLauncher {
    private final Ledger ledger;
    private final Supplier<ServerLauncher> processes;
    private final Supplier<ServerLauncher> folders;
    private final Supplier<ServerLauncher> containers;
    private final Hosts hosts;

    /** Where several hosts share what is stored, but the data of a server are on one of them. */
    public interface Hosts {
        /**
         * A CONFLICT on any host but the one that manages servers.
         *
         * @param claim whether this one does from now on, if there is none yet
         */
        void requireThis(boolean claim);
    }

    /**
     * Each launcher is made when it is first asked for: most commands need none, and that of containers brings a large
     * library along.
     *
     * @param hosts which one the servers run on
     */
    public Dispatcher(
            Ledger ledger,
            Supplier<ServerLauncher> processes,
            Supplier<ServerLauncher> folders,
            Supplier<ServerLauncher> containers,
            Hosts hosts) {
        this.ledger = ledger;
        this.hosts = hosts;
        this.processes = new Once(processes);
        this.folders = new Once(folders);
        this.containers = new Once(containers);
    }

    /** The same launcher each time. */
    private static final class Once implements Supplier<ServerLauncher> {
        private final Supplier<ServerLauncher> maker;
        private @Nullable ServerLauncher made;

        Once(Supplier<ServerLauncher> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized ServerLauncher get() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }
    }

    @Override
    public boolean exists(String id) {
        return ledger.exists(id);
    }

    @Override
    public Server create(Wanted wanted, AddonProvider provider) {
        hosts.requireThis(true);
        return launcher(wanted, provider).create(wanted, provider);
    }

    @Override
    public Server preview(Wanted wanted, AddonProvider provider) {
        return launcher(wanted, provider).preview(wanted, provider);
    }

    private ServerLauncher launcher(Wanted wanted, AddonProvider provider) {
        if (FolderLauncher.keeps(provider)) {
            return folders.get();
        }
        boolean contained = SoftwareSource.Docker.NAME.equals(wanted.from());
        if (!contained && wanted.options().containsKey(ServerOptions.IMAGE)) {
            throw VektraException.invalid(
                    Text.of(Input.of(ServerOptions.IMAGE), " is for a server in a container"),
                    Text.of("add ", Input.of(ServerOptions.FROM, SoftwareSource.Docker.NAME)));
        }
        if (contained) {
            refuseTls(wanted.options());
        }
        return contained ? containers.get() : processes.get();
    }

    /** A key would be the engine's to read. */
    private static void refuseTls(Map<String, String> options) {
        if (ServerOptions.TLS_REQUIRED.equals(options.get(ServerOptions.TLS))) {
            throw VektraException.invalid(
                    Text.of(
                            Input.of(ServerOptions.TLS, ServerOptions.TLS_REQUIRED),
                            " is not for a server in a container, which has no certificate"),
                    Text.of("leave it out, or take software of another source with ", Input.of(ServerOptions.FROM)));
        }
    }

    @Override
    public Optional<Bundled> bundled(AddonProvider provider) {
        return processes.get().bundled(provider);
    }

    @Override
    public void requireStartable(Server server) {
        own(server).requireStartable(server);
    }

    @Override
    public void requireItself(Server server) {
        own(server).requireItself(server);
    }

    @Override
    public Location location(Server server) {
        return launcher(server).location(server);
    }

    @Override
    public Server relocated(Server server, boolean otherPort, AddonProvider provider) {
        return own(server).relocated(server, otherPort, provider);
    }

    @Override
    public Optional<Encryption> encryption(Server server, AddonProvider provider) {
        return server.managed() ? launcher(server).encryption(server, provider) : Optional.empty();
    }

    @Override
    public void encrypt(Server server, AddonProvider provider) {
        own(server).encrypt(server, provider);
    }

    @Override
    public Server handOver(Server from, String to, AddonProvider provider) {
        return own(from).handOver(from, to, provider);
    }

    @Override
    public Room room(Server server) {
        return launcher(server).room(server);
    }

    @Override
    public List<Bundled> offers(AddonProvider provider) {
        return FolderLauncher.keeps(provider) ? List.of() : processes.get().offers(provider);
    }

    /** All folders are in one place, whatever runs their servers. */
    @Override
    public List<String> ids() {
        return ledger.ids();
    }

    @Override
    public void ensureRunning(Server server, AddonProvider provider) {
        ServerLauncher launcher = own(server);
        if (launcher != processes.get()) {
            refuseTls(server.options());
        }
        launcher.ensureRunning(server, provider);
    }

    @Override
    public ServerStatus status(Server server, AddonProvider provider) {
        return launcher(server).status(server, provider);
    }

    @Override
    public boolean looksAlive(Server server) {
        return launcher(server).looksAlive(server);
    }

    @Override
    public boolean stop(Server server, AddonProvider provider) {
        return own(server).stop(server, provider);
    }

    @Override
    public void remove(Server server, AddonProvider provider) {
        own(server).remove(server, provider);
    }

    @Override
    public Path log(Server server) {
        return launcher(server).log(server);
    }

    @Override
    public Optional<Supervision> supervision(Server server) {
        return launcher(server).supervision(server);
    }

    private ServerLauncher own(Server server) {
        hosts.requireThis(false);
        return launcher(server);
    }

    /** A server known by its id alone is recognized by what was written down before anything was made. */
    private ServerLauncher launcher(Server server) {
        String source = Optional.ofNullable(server.software())
                .or(() -> ledger.software(server.id()))
                .map(Software::source)
                .orElse("");
        if (source.equals(SoftwareSource.Folder.NAME)) {
            return folders.get();
        }
        return source.equals(SoftwareSource.Docker.NAME) ? containers.get() : processes.get();
    }
}
