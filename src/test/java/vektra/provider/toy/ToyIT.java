package vektra.provider.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Ports;
import vektra.fixture.toy.ToyClient;
import vektra.fixture.toy.ToyServer;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.provider.NoLocks;
import vektra.server.ProcessLauncher;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;

/** A managed server of a toy, started as its recipe says. */
class ToyIT extends AddonProviderContract {
    private static final AddonProvider PROVIDER = new ToyProvider(Duration.ofSeconds(4));

    @TempDir
    private static Path folder;

    private static ServerLauncher launcher;
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        Path program = Files.writeString(
                folder.resolve("toyd"),
                "#!/bin/sh\nexec java -cp '" + System.getProperty("java.class.path") + "' " + ToyServer.class.getName()
                        + " \"$@\"\n");
        program.toFile().setExecutable(true);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("VEKTRA_PORTS", Ports.given());
        environment.merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        launcher = new ProcessLauncher(
                folder.resolve("home"),
                Path.of("target/dist"),
                new NoLocks(),
                Progress.of(doing -> {}, warning -> {}),
                environment);
        server = launcher.create(
                new ServerLauncher.Wanted(
                        "toy",
                        PROVIDER.service().name(),
                        "machine",
                        null,
                        Map.of("listen", "127.0.0.1"),
                        Secret.fresh()),
                PROVIDER);
        launcher.ensureRunning(server, PROVIDER);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            launcher.remove(server, PROVIDER);
        }
    }

    @Override
    protected AddonProvider provider() {
        return PROVIDER;
    }

    @Override
    protected Server server() {
        return server;
    }

    @Override
    protected AppClient client() {
        return new ToyClient();
    }
}
