package vektra.provider.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import vektra.fixture.Ports;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.NoLocks;
import vektra.server.ProcessLauncher;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Wanted;

/** A server made and started by the launcher, as {@code addons:enable redis --from …} does; removed when closed. */
final class Launched implements AutoCloseable {
    final Server server;
    private final Path home;
    private final ServerLauncher launcher;

    Launched(String from) {
        try {
            home = Files.createTempDirectory("vektra-home-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        launcher = new ProcessLauncher(
                home,
                home.resolve("no-installation"),
                new NoLocks(),
                Progress.of(doing -> {}, warning -> {}),
                environment());
        server = launcher.create(
                new Wanted("redis", new ServiceName("redis"), from, null, TestRedis.options(), Secret.fresh()),
                TestRedis.PROVIDER);
        launcher.ensureRunning(server, TestRedis.PROVIDER);
        TestRedis.PROVIDER.configure(server);
    }

    /** Ours, but what is unpacked stays out of the user's cache. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("VEKTRA_PORTS", Ports.given());
        environment.put(
                "XDG_CACHE_HOME", Path.of("target", "cache").toAbsolutePath().toString());
        return environment;
    }

    @Override
    public void close() {
        launcher.remove(server, TestRedis.PROVIDER);
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
