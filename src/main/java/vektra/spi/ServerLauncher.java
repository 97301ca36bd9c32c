package vektra.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.text.Secret;

/** Makes, starts, watches and stops managed servers. */
public interface ServerLauncher {
    /** Whether a folder of a server of that id is there, running or not. */
    boolean exists(String id);

    /**
     * Makes a server that does not run yet: finds or fetches the software, picks a port permanently, makes the data folder.
     * Where the folder of that id exists from before, its data and major version are kept.
     */
    Server create(Wanted wanted, AddonProvider provider);

    /**
     * The server that {@link #create} would make where no folder of that id is, as far as a look tells: nothing is
     * fetched, unpacked or written, and what create would refuse is refused. The version is empty where only the unpacked
     * software would show it.
     */
    Server preview(Wanted wanted, AddonProvider provider);

    /** Refuses what would keep a server that is down from starting: its data gone, its port taken. */
    void requireStartable(Server server);

    /**
     * Starts the server unless it runs, and waits until it answers a real query. A port that another process took is a
     * CONFLICT that says by whom.
     */
    void ensureRunning(Server server, AddonProvider provider);

    /** Where a home keeps the certificate of its authority, by which those of its servers are verified. */
    static Path authority(Path home) {
        return home.resolve("tls").resolve("ca.pem");
    }

    /** Looks at the process and asks the server; never changes anything. */
    ServerStatus status(Server server, AddonProvider provider);

    /** Whether the process that was started is alive, without asking the server: microseconds. */
    boolean looksAlive(Server server);

    /**
     * Refuses, as UNAVAILABLE, unless the process that has the server's port is the server, as far as the system tells:
     * what is sent to the port goes to no other process.
     */
    void requireItself(Server server);

    /** Looks at where the server should be; never changes anything. */
    Location location(Server server);

    /**
     * Makes the location of a server good, which is ended when it runs: the folder below this home, empty data where there
     * are none, the port it has or, when asked, permanently another one. Returns the server with what changed.
     */
    Server relocated(Server server, boolean otherPort, AddonProvider provider);

    /**
     * Looks at what a managed server has for TLS; empty where its service, its software or this launcher has none. Changes
     * nothing.
     */
    Optional<Encryption> encryption(Server server, AddonProvider provider);

    /** Gives a server that runs what it lacks for TLS; its sessions stay. One that does not run gets it at its start. */
    void encrypt(Server server, AddonProvider provider);

    /** The ids of all servers that have a folder, running or not, sorted. */
    List<String> ids();

    /** Stops the server and waits until it is gone; not running is no error. Returns whether it ran. */
    boolean stop(Server server, AddonProvider provider);

    /**
     * Moves the data of a server, which is stopped for it, with its software into the folder of another that has none, and
     * returns that server. Where the first has no data, they were moved before. What the other folder has already, such as
     * a port, it keeps. No process starts either of them meanwhile.
     *
     * @param from with the options and the password that the data belong to
     * @param to its id
     */
    Server handOver(Server from, String to, AddonProvider provider);

    /** How much room there is for the data of a managed server. */
    Room room(Server server);

    /**
     * @param used by its data, in bytes
     * @param free where they are, in bytes
     */
    record Room(long used, long free) {}

    /**
     * The software that a server of this provider could run, as far as a look tells: nothing is fetched, and what is only in
     * containers does not count. The newest first.
     */
    List<Bundled> offers(AddonProvider provider);

    /** Stops the server and deletes its folder; already gone is no error. */
    void remove(Server server, AddonProvider provider);

    /** The server's log file; it may not exist yet. */
    Path log(Server server);

    /** How another supervisor, such as systemd, can run the server; empty where one does that already. */
    Optional<Supervision> supervision(Server server);

    /**
     * What another supervisor has to know.
     *
     * @param launcher the program {@code vektra}
     * @param home of Vektra
     * @param pidFile holds the number of the server's process in its first line while it runs
     */
    record Supervision(Path launcher, Path home, Path pidFile) {}

    /** The software that comes with Vektra for this kind of machine; empty when there is none. Nothing is fetched. */
    Optional<Bundled> bundled(AddonProvider provider);

    /**
     * Software of a known version, such as the one that comes with Vektra.
     *
     * @param source what {@code --from} calls it
     */
    record Bundled(String source, String version) {}

    /**
     * What a server has for TLS.
     *
     * @param authority the file that clients verify its certificate with
     * @param lack what {@link #encrypt} would put right; null when nothing is
     */
    record Encryption(Path authority, @Nullable String lack) {}

    /**
     * Where a server should be.
     *
     * @param folder its folder below this home
     * @param recorded whether the server's record says the same folder
     * @param hasData whether its data are there
     * @param elsewhere where its data are instead; null when they are here, or nowhere
     * @param taker who listens on one of its ports while it does not run; null when no process does
     */
    record Location(
            Path folder,
            boolean recorded,
            boolean hasData,
            @Nullable Path elsewhere,
            @Nullable Taker taker) {}

    /** The program that has a port. */
    record Taker(int port, String program) {}

    /**
     * A server to be made.
     *
     * @param from the only source of software to use; null for the best there is
     * @param port null to pick one
     * @param version what the version of the software begins with, such as 17 or 17.11; null for any
     * @param options every option of the service with its value
     */
    record Wanted(
            String id,
            ServiceName service,
            @Nullable String from,
            @Nullable Integer port,
            @Nullable String version,
            Map<String, String> options,
            Secret password) {
        /** Of whatever version there is. */
        public Wanted(
                String id,
                ServiceName service,
                @Nullable String from,
                @Nullable Integer port,
                Map<String, String> options,
                Secret password) {
            this(id, service, from, port, null, options, password);
        }

        public String listen() {
            return Optional.ofNullable(options.get("listen")).orElse("127.0.0.1");
        }
    }
}
