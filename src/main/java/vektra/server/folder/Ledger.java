package vektra.server.folder;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.service.Software;
import vektra.server.file.PrivateFiles;
import vektra.server.port.Ports;
import vektra.server.process.RunAs;
import vektra.server.process.Running;
import vektra.spi.Locks;
import vektra.spi.ServerLauncher.Location;
import vektra.spi.ServerLauncher.Wanted;
import vektra.spi.ServerRecipe;

/**
 * What every launcher keeps of a server in Vektra's home, whatever runs it: its folder, its software, its port, its log,
 * the process that was seen to be in order; and the lock on it.
 */
public final class Ledger {
    private final ServerFolders house;
    private final Locks locks;

    /** @param environment of this process, which may say what ports servers get */
    public Ledger(Path home, Locks locks, Map<String, String> environment) {
        this(new ServerFolders(home.toAbsolutePath(), home, environment), locks);
    }

    public Ledger(ServerFolders house, Locks locks) {
        this.house = house;
        this.locks = locks;
    }

    /** The ids of all servers that have a folder, sorted. */
    public List<String> ids() {
        return house.ids();
    }

    /** Whether there is a folder of that server, or the remains of one. */
    public boolean exists(String id) {
        return Files.exists(house.folder(id).path(), LinkOption.NOFOLLOW_LINKS);
    }

    /** The software written down for the server; empty when it was never made. */
    public Optional<Software> software(String id) {
        return Optional.ofNullable(house.folder(id).read().software());
    }

    /** Makes the folder and writes down what will run the server, so that a removal knows it from then on. */
    public Path open(String id, Software software) {
        ServerFolder folder = house.prepare(id, RunAs.ourselves());
        new ServerRecord(software, folder.read().port()).write(folder.recordFile());
        return folder.path();
    }

    /**
     * Takes a port permanently and writes it down with the software; a port that is not free is a CONFLICT.
     *
     * @param another whether a server that has a port already gets another
     */
    public int reserve(Wanted wanted, Software software, boolean another) {
        OptionalInt before =
                another ? OptionalInt.empty() : house.folder(wanted.id()).read().port();
        return new Reservation(house, wanted, before).take(software);
    }

    /** The server that would be made where none of that id is. */
    public Server preview(Wanted wanted, ServerRecipe recipe, Software software) {
        int port = new Reservation(house, wanted, OptionalInt.empty()).choose();
        return server(wanted, recipe, house.folder(wanted.id()).path(), software, port);
    }

    /**
     * Where the server should be.
     *
     * @param hasData whether its data are where they should be
     * @param runs whether its port is its own now
     */
    public Location location(Server server, boolean hasData, boolean runs) {
        Locating locating = new Locating(house, server);
        ServerFolder folder = house.folder(server.id());
        return new Location(folder.path(), locating.recorded(folder), hasData, null, runs ? null : locating.taker());
    }

    /** The server's log file; it may not exist yet. */
    public Path log(String id) {
        return house.folder(id).log();
    }

    public void writeLog(String id, String text) {
        house.folder(id).prepareLog();
        PrivateFiles.write(log(id), text);
    }

    /** Remembers the process that is the server now and is in order. */
    public void remember(String id, long pid) {
        Running.of(pid).write(house.folder(id).pidFile());
    }

    public void forget(String id) {
        PrivateFiles.delete(house.folder(id).pidFile());
    }

    /** Whether the process remembered is alive; microseconds. */
    public boolean lives(String id) {
        return Running.alive(house.folder(id).pidFile()).isPresent();
    }

    /** Deletes all that is kept; already gone is no error. */
    public void remove(String id) {
        house.remove(house.folder(id));
    }

    /** The server as it is made, whatever runs it. */
    public static Server server(Wanted wanted, ServerRecipe recipe, Path folder, Software software, int port) {
        HostPort address = new HostPort(Ports.reachable(wanted.listen()), port);
        Map<String, String> options = new TreeMap<>(wanted.options());
        options.put("port", String.valueOf(port));
        return new Server(
                wanted.id(),
                wanted.service(),
                true,
                List.of(address),
                recipe.adminUrl(address, wanted.password()),
                Map.copyOf(options),
                software,
                folder.toString(),
                software.version());
    }

    /** Does work on a server while no other process does any. */
    public <T> T alone(String id, Supplier<T> work) {
        return alone(List.of(id), work);
    }

    /** The same on several servers. */
    public <T> T alone(List<String> ids, Supplier<T> work) {
        Locks.Held held = locks.hold(ids.stream()
                .map(id -> Locks.Name.alone(Locks.Name.Kind.SERVER, id))
                .toList());
        try {
            return work.get();
        } finally {
            held.close();
        }
    }
}
