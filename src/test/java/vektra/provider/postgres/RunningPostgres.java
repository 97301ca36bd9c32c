package vektra.provider.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vektra.model.HostPort;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Software;
import vektra.model.VektraException;
import vektra.spi.ServerRecipe.Layout;

/** A PostgreSQL server of this machine or of the embedded artifact, made and run by the recipe for one test class. */
final class RunningPostgres implements AutoCloseable {
    static final PostgresProvider PROVIDER = new PostgresProvider(Duration.ofSeconds(4));

    private final Path folder;
    private final Software software;
    private final Server server;
    private Process process;

    private RunningPostgres(Path folder, Software software, Server server) {
        this.folder = folder;
        this.software = software;
        this.server = server;
    }

    static RunningPostgres machine() {
        String given = System.getProperty("vektra.test.postgres");
        return start(given == null ? newestOfMachine() : Path.of(given), Map.of())
                .configured();
    }

    /** One that nobody has configured, as others run it. */
    static RunningPostgres foreign() {
        String given = System.getProperty("vektra.test.postgres");
        return start(given == null ? newestOfMachine() : Path.of(given), Map.of());
    }

    static RunningPostgres machine(Map<String, String> options) {
        return start(newestOfMachine(), options).configured();
    }

    static RunningPostgres start(Path program, Map<String, String> changed) {
        try {
            Path folder = Files.createTempDirectory("vektra-postgres-");
            String version = said(List.of(program.toString(), "--version")).replaceAll("[^0-9]*([0-9.]+).*", "$1");
            Software software = new Software("machine", List.of(program.toString()), version.strip());
            HostPort address = new HostPort("127.0.0.1", freePort());
            Secret password = Secret.fresh();
            Map<String, String> options = defaults();
            options.putAll(changed);
            Server server = new Server(
                    "postgres",
                    PostgresService.NAME,
                    true,
                    List.of(address),
                    PROVIDER.recipe().adminUrl(address, password),
                    options,
                    software,
                    folder.toString(),
                    software.version());
            RunningPostgres running = new RunningPostgres(folder, software, server);
            Files.createDirectory(folder.resolve("data"));
            PROVIDER.recipe().initialise(running.layout(), command -> said(stepDown(command)));
            running.start();
            return running;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void start() throws IOException {
        PROVIDER.recipe().beforeStart(layout());
        process = new ProcessBuilder(stepDown(PROVIDER.recipe().command(layout())))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                PROVIDER.ping(server);
                break;
            } catch (VektraException e) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IllegalStateException(Files.readString(log()), e);
                }
            }
        }
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
        return folder.resolve("log");
    }

    Layout layout() {
        return new Layout(
                software,
                folder.resolve("data"),
                "127.0.0.1",
                server.host().port(),
                ServerUrl.parse(server.adminUrl().reveal()).password(),
                server.options(),
                false);
    }

    /** Sends a signal such as {@code STOP} to the postmaster and its children. */
    void signal(String name) {
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .forEach(each -> said(List.of("kill", "-" + name, Long.toString(each.pid()))));
    }

    void stop() {
        try {
            said(List.of("kill", "-INT", Long.toString(process.pid())));
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        said(List.of("rm", "-rf", folder.toString()));
    }

    static Map<String, String> defaults() {
        Map<String, String> values = new HashMap<>();
        PROVIDER.service()
                .options()
                .forEach(option ->
                        values.put(option.name(), option.defaultValue() == null ? "" : option.defaultValue()));
        return values;
    }

    static Path newestOfMachine() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin/postgres"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .reduce((older, newer) -> newer)
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> stepDown(List<String> command) {
        List<String> whole = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            whole.addAll(List.of("unshare", "-U"));
        }
        whole.addAll(command);
        return whole;
    }

    static String said(List<String> command) {
        return said(command, Map.of());
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
