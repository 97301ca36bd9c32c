package vektra.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vektra.model.service.Server;
import vektra.model.service.ServiceOption;
import vektra.model.text.Secret;
import vektra.server.docker.DockerLauncher;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Wanted;

/** A server made and started as {@code addons:enable SERVICE --from docker} does; removed after the last test. */
public final class Contained implements BeforeAllCallback, AfterAllCallback {
    private final AddonProvider provider;
    private Path home;
    private ServerLauncher launcher;
    private Server server;

    public Contained(AddonProvider provider) {
        this.provider = provider;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("vektra-docker");
        launcher = new DockerLauncher(home, new NoLocks(), Progress.of(doing -> {}, warning -> {}), System.getenv());
        String service = provider.service().name().value();
        server = launcher.create(
                new Wanted(service, provider.service().name(), "docker", null, defaults(), Secret.fresh()), provider);
        launcher.ensureRunning(server, provider);
    }

    public Server server() {
        return server;
    }

    public void restart() {
        launcher.stop(server, provider);
        launcher.ensureRunning(server, provider);
    }

    private Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>();
        for (ServiceOption option : provider.service().options()) {
            if (option.defaultValue() != null) {
                defaults.put(option.name(), option.defaultValue());
            }
        }
        return defaults;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (server == null) {
            return;
        }
        launcher.remove(server, provider);
        Files.deleteIfExists(home.resolve("servers"));
        Files.deleteIfExists(home);
    }
}
