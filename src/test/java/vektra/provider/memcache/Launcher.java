package vektra.provider.memcache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.fixture.Ports;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.service.ServiceOption;
import vektra.model.text.Secret;
import vektra.provider.NoLocks;
import vektra.server.ProcessLauncher;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Wanted;

/** A home of Vektra for one test class, and servers in it. */
final class Launcher implements AutoCloseable {
    private static final Progress SILENT = Progress.of(doing -> {}, warning -> {});

    private final Path home;
    private final ServerLauncher launcher;
    private final AddonProvider provider;
    private @Nullable Server server;

    Launcher(AddonProvider provider) {
        this.provider = provider;
        try {
            home = Files.createTempDirectory("vektra-memcache");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("VEKTRA_PORTS", Ports.given());
        environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        Path installation = Path.of(System.getProperty("vektra.dist", "target/dist"));
        launcher = new ProcessLauncher(home, installation, new NoLocks(), SILENT, environment);
    }

    /** Makes and starts the server from that source, with these options instead of the defaults. */
    Server start(String from, Map<String, String> more) {
        Map<String, String> options = new HashMap<>();
        for (ServiceOption option : provider.service().options()) {
            if (option.defaultValue() != null) {
                options.put(option.name(), option.defaultValue());
            }
        }
        options.putAll(more);
        server = launcher.create(
                new Wanted("memcache", provider.service().name(), from, null, Map.copyOf(options), Secret.fresh()),
                provider);
        ensureRunning();
        return server;
    }

    void ensureRunning() {
        launcher.ensureRunning(server, provider);
    }

    void stop() {
        launcher.stop(server, provider);
    }

    long pid() {
        return status().pid();
    }

    ServerStatus status() {
        return launcher.status(server, provider);
    }

    @Override
    public void close() {
        if (server != null) {
            launcher.remove(server, provider);
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
