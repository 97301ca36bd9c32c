package vektra.provider.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import vektra.fixture.Ports;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.text.Secret;
import vektra.provider.NoLocks;
import vektra.provider.s3.server.Tree;
import vektra.server.ProcessLauncher;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Wanted;

/** A home with one server, as the recipe makes and runs it. */
final class RunningS3 implements AutoCloseable {
    static final AddonProvider PROVIDER = new S3Provider(Duration.ofSeconds(10), Path.of("ca.pem"));

    private final Path home;
    private final ServerLauncher launcher;
    private final Server server;

    RunningS3() {
        try {
            home = Files.createTempDirectory("vektra-s3");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("VEKTRA_PORTS", Ports.given());
        Path installation = Path.of(System.getProperty("vektra.dist", "target/dist"));
        launcher = new ProcessLauncher(
                home, installation, new NoLocks(), Progress.of(doing -> {}, warning -> {}), environment);
        Wanted wanted =
                new Wanted("s3", PROVIDER.service().name(), null, null, Map.of("listen", "127.0.0.1"), Secret.fresh());
        server = launcher.create(wanted, PROVIDER);
        ensureRunning();
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
        return launcher.status(server, PROVIDER).pid();
    }

    void ensureRunning() {
        launcher.ensureRunning(server, PROVIDER);
    }

    void kill() throws Exception {
        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
        Awaitility.await().until(() -> launcher.status(server, PROVIDER).state() == ServerStatus.State.STOPPED);
    }

    @Override
    public void close() {
        launcher.remove(server, PROVIDER);
        try {
            Tree.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
