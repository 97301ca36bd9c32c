package vektra.spi;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.ServerStatus;
import vektra.model.ServiceName;

/** Makes, starts, watches and stops managed servers. */
public interface ServerLauncher {
    /** Whether a folder of a server of that id is there, running or not. */
    boolean exists(String id);

    /**
     * Makes a server that does not run yet: finds or fetches the software, picks a port for good, makes the data folder.
     * Where the folder of that id exists from before, its data and major version are kept.
     */
    Server create(Wanted wanted, AddonProvider provider);

    /**
     * Starts the server unless it runs, and waits until it answers a real query. A port that somebody else took is a
     * CONFLICT that says by whom.
     */
    void ensureRunning(Server server, AddonProvider provider);

    /** Looks at the process and asks the server; never changes anything. */
    ServerStatus status(Server server, AddonProvider provider);

    /** Whether the process that was started is alive, without asking the server: microseconds. */
    boolean looksAlive(Server server);

    /** Stops the server and waits until it is gone; not running is no error. Returns whether it ran. */
    boolean stop(Server server, AddonProvider provider);

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

    /**
     * A server to be made.
     *
     * @param from the only source of software to use; null for the best there is
     * @param port null to pick one
     * @param options every option of the service with its value
     */
    record Wanted(
            String id,
            ServiceName service,
            @Nullable String from,
            @Nullable Integer port,
            Map<String, String> options,
            Secret password) {
        public String listen() {
            return Optional.ofNullable(options.get("listen")).orElse("127.0.0.1");
        }
    }
}
