package vektra.provider.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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

/** A managed PostgreSQL server for one test class, in a home of its own. */
public final class RunningPostgres implements AutoCloseable {
    public static final PostgresProvider PROVIDER = new PostgresProvider(Duration.ofSeconds(4), Path.of("ca.pem"));
    static final PostgresData DATA =
            (PostgresData) PROVIDER.abilities().movable().orElseThrow();

    private final Path home;
    private final ServerLauncher launcher;
    private final Server server;

    private RunningPostgres(Path home, ServerLauncher launcher, Server server) {
        this.home = home;
        this.launcher = launcher;
        this.server = server;
    }

    /** From the best source there is. */
    static RunningPostgres any() {
        return start(null, Map.of()).configured();
    }

    static RunningPostgres machine() {
        return start("machine", Map.of()).configured();
    }

    static RunningPostgres embedded() {
        return start("embedded", Map.of()).configured();
    }

    /** One as others run it: with the rights and functions of a fresh cluster, which the launcher's configuring changed. */
    static RunningPostgres foreign() {
        RunningPostgres foreign = start(null, Map.of());
        try (Connection admin = foreign.admin("postgres")) {
            JdbcApp.run(
                    admin,
                    "GRANT CONNECT, TEMPORARY ON DATABASE postgres TO PUBLIC",
                    "GRANT CONNECT ON DATABASE template1 TO PUBLIC");
            for (String database : List.of("template1", "postgres")) {
                try (Connection session = foreign.admin(database)) {
                    BuiltIns.restore(session);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return foreign;
    }

    static RunningPostgres start(String from, Map<String, String> changed) {
        try {
            Path home = Files.createTempDirectory("vektra-postgres-");
            ServerLauncher launcher = launcher(home);
            Map<String, String> options = defaults();
            options.putAll(changed);
            Wanted wanted = new Wanted("postgres", PostgresService.NAME, from, null, options, Secret.fresh());
            RunningPostgres running = new RunningPostgres(home, launcher, launcher.create(wanted, PROVIDER));
            running.start();
            return running;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerLauncher launcher(Path home) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.put("VEKTRA_PORTS", Ports.given());
        // another version to try all this with: -Dvektra.test.postgres=/folder/of/its/programs
        String first = System.getProperty("vektra.test.postgres");
        if (first != null) {
            environment.merge("PATH", first, (path, folder) -> folder + ":" + path);
        }
        Path installation = Path.of(System.getProperty("vektra.dist", "target/dist"));
        return new ProcessLauncher(
                home, installation, new NoLocks(), Progress.of(doing -> {}, warning -> {}), environment);
    }

    void start() {
        launcher.ensureRunning(server, PROVIDER);
    }

    void stop() {
        launcher.stop(server, PROVIDER);
    }

    RunningPostgres configured() {
        PROVIDER.configure(server);
        return this;
    }

    /** A session of the administrator in a database. */
    Connection admin(String database) throws SQLException {
        return JdbcApp.connect(server.adminUrl().reveal().replaceFirst("/postgres$", "/" + database));
    }

    Server server() {
        return server;
    }

    Path log() {
        return launcher.log(server);
    }

    Path data() {
        return Path.of(server.folder(), "data");
    }

    /** Sends a signal such as {@code STOP} to the server and its children. */
    void signal(String name) {
        ProcessHandle postmaster =
                ProcessHandle.of(launcher.status(server, PROVIDER).pid()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(each -> Signal.send(name, each.pid()));
    }

    @Override
    public void close() {
        launcher.remove(server, PROVIDER);
        said(List.of("rm", "-rf", home.toString()), Map.of());
    }

    static Map<String, String> defaults() {
        Map<String, String> values = new HashMap<>();
        PROVIDER.service()
                .options()
                .forEach(option ->
                        values.put(option.name(), option.defaultValue() == null ? "" : option.defaultValue()));
        return values;
    }

    /** What a program prints, both streams together; a failure is an exception that carries it. */
    static String said(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
