package vektra.bench;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import vektra.addons.core.Certain;
import vektra.addons.core.LogDrains;
import vektra.addons.core.Providers;
import vektra.addons.verbs.Doors;
import vektra.addons.verbs.Verbs;
import vektra.logs.Logs;
import vektra.model.monitor.Status;
import vektra.monitors.Monitors;
import vektra.monitors.check.Check;
import vektra.monitors.check.Checked;
import vektra.monitors.check.Checks;
import vektra.monitors.check.Expected;
import vektra.provider.memcache.MemcacheProvider;
import vektra.provider.postgres.PostgresProvider;
import vektra.provider.redis.RedisProvider;
import vektra.server.Dispatcher;
import vektra.server.FolderLauncher;
import vektra.server.ProcessLauncher;
import vektra.server.docker.DockerLauncher;
import vektra.server.folder.Ledger;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.store.BackupFolder;
import vektra.store.JsonStore;
import vektra.store.disk.FileLocks;
import vektra.store.seal.HomeKeys;

/** Runs one built-in monitor of a home again and again in eight threads, with a line in a log for each. */
final class CheckLoop {
    private static final int THREADS = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private CheckLoop() {}

    public static void main(String[] argv) throws Exception {
        Check check = Checks.of(monitors(Path.of(argv[0]))).of(argv[1], Expected.DEFAULT);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(argv[2]));
        AtomicInteger failed = new AtomicInteger();
        try (OutputStream log = new FileOutputStream(argv[3], true)) {
            Thread[] threads = new Thread[THREADS];
            for (int i = 0; i < THREADS; i++) {
                threads[i] = new Thread(() -> {
                    while (left.getAndDecrement() > 0) {
                        long start = System.nanoTime();
                        Checked checked = check.run(TIMEOUT);
                        if (checked.status() != Status.SUCCESS) {
                            failed.incrementAndGet();
                        }
                        write(log, argv[1], checked, System.nanoTime() - start);
                    }
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        System.out.println(failed.get() + " failed");
        Runtime.getRuntime().halt(failed.get() == 0 ? 0 : 1);
    }

    private static void write(OutputStream log, String name, Checked checked, long nanos) {
        String line = "ts=" + Clock.systemUTC().instant() + " app=shop xid=9f1c02ab monitor=" + name
                + " i=0 at=finish status=" + checked.status().word() + " elapsed=" + nanos / 1e9
                + " final=true measure=uptime val=100\n";
        try {
            log.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Monitors monitors(Path home) {
        Map<String, String> environment = System.getenv();
        Progress silent = new Progress() {
            @Override
            public void doing(String doing) {}

            @Override
            public void warn(String message) {}
        };
        FileLocks locks = new FileLocks(home, silent);
        JsonStore store = new JsonStore(
                home, locks, Clock.systemUTC(), "bench", silent, new HomeKeys(home, environment), () -> {});
        ServerLauncher launcher = new Dispatcher(
                new Ledger(home, locks, environment),
                () -> new ProcessLauncher(home, home, locks, silent, environment),
                () -> new FolderLauncher(home, locks, environment),
                () -> new DockerLauncher(home, locks, silent, environment));
        Path authority = ServerLauncher.authority(home);
        Map<String, Supplier<AddonProvider>> services = new LinkedHashMap<>();
        services.put("redis", () -> new RedisProvider(TIMEOUT, authority));
        services.put("postgres", () -> new PostgresProvider(TIMEOUT, authority));
        services.put("memcache", () -> new MemcacheProvider(TIMEOUT));
        LogDrains drains = new LogDrains(Map.of(), TIMEOUT);
        Providers providers = new Providers(services, drains, launcher).as(one -> new Certain(one, launcher), launcher);
        Verbs verbs = new Verbs(new Doors(
                store,
                providers,
                launcher,
                new BackupFolder(home),
                (to, file, name) -> {},
                arguments -> {},
                silent,
                Clock.systemUTC(),
                "bench"));
        Logs logs = new Logs(home, arguments -> {}, "bench", Clock.systemUTC(), List::of, drains::of);
        return new Monitors(
                home, arguments -> {}, Clock.systemUTC(), logs, verbs.vars(), verbs.inventory(), providers, deed -> {});
    }
}
