package vektra.provider.rabbitmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vektra.fixture.Ports;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.NoLocks;
import vektra.server.ProcessLauncher;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Wanted;

/** A home with one server, as the recipe makes and runs it. */
final class RunningRabbitmq implements AutoCloseable {
    static final AddonProvider PROVIDER = new RabbitmqProvider(Duration.ofSeconds(10), Path.of("ca.pem"));

    private final Path home;
    private final ServerLauncher launcher;
    private final Server server;

    RunningRabbitmq(String source) {
        try {
            home = Files.createTempDirectory("vektra-rabbitmq");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("VEKTRA_PORTS", Ports.given());
        Path installation = Path.of(System.getProperty("vektra.dist", "target/dist"));
        launcher = new ProcessLauncher(
                home, installation, new NoLocks(), Progress.of(doing -> {}, warning -> {}), environment);
        Map<String, String> options =
                Map.of("listen", "127.0.0.1", "tls", "offered", "max-connections", "20", "max-queues", "12");
        server = launcher.create(
                new Wanted("rabbitmq", PROVIDER.service().name(), source, null, options, Secret.fresh()), PROVIDER);
        ensureRunning();
    }

    Server server() {
        return server;
    }

    Path data() {
        return Path.of(server.folder()).resolve("data");
    }

    long pid() {
        return launcher.status(server, PROVIDER).pid();
    }

    /**
     * Whether it is on disk that a queue was made: in the table of queues, or in Mnesia's log as a change and, behind it,
     * as the decision that the change is committed. Without the decision the next start drops the change.
     */
    boolean hasCommitted(String queue) throws IOException {
        Path mnesia = data().resolve("mnesia").resolve("vektra@localhost");
        for (String table : List.of("rabbit_durable_queue.DCD", "rabbit_durable_queue.DCL")) {
            if (bytes(mnesia.resolve(table)).contains(queue)) {
                return true;
            }
        }
        String log = bytes(mnesia.resolve("LATEST.LOG"));
        int change = log.lastIndexOf(queue);
        return change >= 0 && log.indexOf("committed", change) >= 0;
    }

    private static String bytes(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    void ensureRunning() {
        launcher.ensureRunning(server, PROVIDER);
    }

    /** The command lines of all processes that work in its folder or name it. */
    List<String> processes() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> link(process.resolve("cwd")).startsWith(home.toString()))
                    .map(process -> process + " " + link(process.resolve("exe")))
                    .toList();
        }
    }

    private static String link(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    void stop() {
        launcher.stop(server, PROVIDER);
    }

    @Override
    public void close() {
        launcher.remove(server, PROVIDER);
        home.toFile().deleteOnExit();
    }
}
