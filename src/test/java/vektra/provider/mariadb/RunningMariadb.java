package vektra.provider.mariadb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import vektra.fixture.Ports;
import vektra.fixture.Signal;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.NoLocks;
import vektra.server.ProcessLauncher;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Wanted;

/** A managed MariaDB server for one test class, in a home of its own. */
final class RunningMariadb implements AutoCloseable {
    static final MariadbProvider PROVIDER =
            new MariadbProvider(Flavor.MARIADB, Duration.ofSeconds(4), Path.of("ca.pem"));
    static final MariadbData DATA = (MariadbData) PROVIDER.abilities().movable().orElseThrow();

    private final Path home;
    private final ServerLauncher launcher;
    private final Server server;

    private RunningMariadb(Path home, ServerLauncher launcher, Server server) {
        this.home = home;
        this.launcher = launcher;
        this.server = server;
    }

    static RunningMariadb machine() {
        assumeTrue(installed(), "no MariaDB on this machine");
        return start("machine");
    }

    private static boolean installed() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .anyMatch(folder -> Files.exists(Path.of(folder, "mariadbd")));
    }

    static RunningMariadb start(String from) {
        try {
            Path home = Files.createTempDirectory("vektra-mariadb-");
            Map<String, String> environment = new TreeMap<>(System.getenv());
            environment.put("VEKTRA_PORTS", Ports.given());
            Path installation = Path.of(System.getProperty("vektra.dist", "target/dist"));
            ServerLauncher launcher = new ProcessLauncher(
                    home, installation, new NoLocks(), Progress.of(doing -> {}, warning -> {}), environment);
            Wanted wanted = new Wanted("mariadb", PROVIDER.service().name(), from, null, defaults(), Secret.fresh());
            RunningMariadb running = new RunningMariadb(home, launcher, launcher.create(wanted, PROVIDER));
            running.start();
            return running;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void start() {
        launcher.ensureRunning(server, PROVIDER);
    }

    void stop() {
        launcher.stop(server, PROVIDER);
    }

    Server server() {
        return server;
    }

    /** The same server as one that Vektra did not start. */
    Server adopted() {
        return PROVIDER.adopt(server.adminUrl().reveal(), defaults());
    }

    Connection admin() throws SQLException {
        return JdbcApp.connect(server.adminUrl().reveal() + "/");
    }

    Path log() {
        return launcher.log(server);
    }

    Path data() {
        return Path.of(server.folder(), "data");
    }

    long pid() {
        return launcher.status(server, PROVIDER).pid();
    }

    /** Sends a signal such as {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        Signal.send(name, pid());
    }

    @Override
    public void close() {
        launcher.remove(server, PROVIDER);
        try (Stream<Path> all = Files.walk(home)) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> defaults() {
        Map<String, String> values = new HashMap<>();
        PROVIDER.service()
                .options()
                .forEach(option ->
                        values.put(option.name(), option.defaultValue() == null ? "" : option.defaultValue()));
        return values;
    }
}
