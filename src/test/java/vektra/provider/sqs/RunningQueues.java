package vektra.provider.sqs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import vektra.fixture.Ports;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.text.Secret;
import vektra.provider.NoLocks;
import vektra.server.ProcessLauncher;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Wanted;

/** A home with one server, as the recipe makes and runs it. */
final class RunningQueues implements AutoCloseable {
    private final AddonProvider provider;
    private final Path home;
    private final ServerLauncher launcher;
    private final Server server;
    private final boolean ownHome;

    RunningQueues(QueueFlavor flavor) {
        this(flavor, folder(), true);
    }

    /** In a home of its caller, where servers of the other flavor may be. */
    RunningQueues(QueueFlavor flavor, Path home) {
        this(flavor, home, false);
    }

    private RunningQueues(QueueFlavor flavor, Path home, boolean ownHome) {
        this.home = home;
        this.ownHome = ownHome;
        this.provider = new QueueProvider(flavor, Duration.ofSeconds(10), ServerLauncher.authority(home));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("VEKTRA_PORTS", Ports.given());
        Path installation = Path.of(System.getProperty("vektra.dist", "target/dist"));
        launcher = new ProcessLauncher(
                home, installation, new NoLocks(), Progress.of(doing -> {}, warning -> {}), environment);
        Wanted wanted = new Wanted(
                flavor.service(), provider.service().name(), null, null, Map.of("listen", "127.0.0.1"), Secret.fresh());
        server = launcher.create(wanted, provider);
        ensureRunning();
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("vektra-queues");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AddonProvider provider() {
        return provider;
    }

    Path home() {
        return home;
    }

    Server server() {
        return server;
    }

    Path data() {
        return Path.of(server.folder()).resolve("data");
    }

    Path log() {
        return launcher.log(server);
    }

    long pid() {
        return launcher.status(server, provider).pid();
    }

    void ensureRunning() {
        launcher.ensureRunning(server, provider);
    }

    void kill() throws Exception {
        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
        Awaitility.await().until(() -> launcher.status(server, provider).state() == ServerStatus.State.STOPPED);
    }

    @Override
    public void close() {
        launcher.remove(server, provider);
        if (!ownHome) {
            return;
        }
        try (Stream<Path> all = Files.walk(home)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
