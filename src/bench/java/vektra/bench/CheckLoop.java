package vektra.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import vektra.addons.core.Certain;
import vektra.addons.core.LogDrains;
import vektra.addons.core.Providers;
import vektra.addons.core.SideBySide;
import vektra.addons.verbs.Doors;
import vektra.addons.verbs.Verbs;
import vektra.age.AgeFiles;
import vektra.courier.Deliveries;
import vektra.logs.Logs;
import vektra.model.monitor.Attempt;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;
import vektra.monitors.Monitors;
import vektra.monitors.check.Check;
import vektra.monitors.check.Checked;
import vektra.monitors.check.Checks;
import vektra.monitors.check.Expected;
import vektra.monitors.run.Lines;
import vektra.monitors.run.Shipping;
import vektra.parcel.ParcelFiles;
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

/** Runs one built-in monitor of a home again and again in eight threads, with its lines in the log of the home. */
final class CheckLoop {
    private static final int THREADS = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofSeconds(20);

    private CheckLoop() {}

    public static void main(String[] argv) throws Exception {
        Monitors monitors = monitors(Path.of(argv[0]));
        Check check = Checks.of(monitors).of(argv[1], Expected.DEFAULT);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(argv[2]));
        AtomicInteger failed = new AtomicInteger();
        try (Lines log = Lines.open(
                monitors,
                Lines.Form.VEKTRA,
                true,
                Shipping.of(monitors, null),
                (process, line) -> {},
                CheckLoop::say)) {
            Thread[] threads = new Thread[THREADS];
            for (int i = 0; i < THREADS; i++) {
                threads[i] = new Thread(() -> {
                    while (left.getAndDecrement() > 0) {
                        if (run(check, argv[1], log) != Status.SUCCESS) {
                            failed.incrementAndGet();
                        }
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

    private static void say(String warning) {
        System.err.println(warning);
    }

    /** As a process of monitors:start does, with a line for the start and one for the end. */
    private static Status run(Check check, String name, Lines log) {
        Clock clock = Clock.systemUTC();
        Attempt attempt = new Attempt("app", "9f1c02ab", "monitors_bench_redis.1", name, 0);
        log.accept(new Event.Start(attempt, clock.instant(), INTERVAL, TIMEOUT));
        long start = System.nanoTime();
        Checked checked = check.run(TIMEOUT);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        log.accept(new Event.Finish(
                attempt, clock.instant(), checked.status(), null, elapsed, true, false, checked.reason()));
        return checked.status();
    }

    private static Monitors monitors(Path home) {
        Map<String, String> environment = System.getenv();
        Progress silent = Progress.of(doing -> {}, warning -> {});
        FileLocks locks = new FileLocks(home, silent);
        JsonStore store = new JsonStore(
                home, locks, Clock.systemUTC(), "bench", silent, new HomeKeys(home, environment), () -> {});
        ServerLauncher launcher = new Dispatcher(
                new Ledger(home, locks, environment),
                () -> new ProcessLauncher(home, home, locks, silent, environment),
                () -> new FolderLauncher(home, locks, environment),
                () -> new DockerLauncher(home, locks, silent, environment),
                claim -> {});
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
                new Deliveries(TIMEOUT, authority, Deliveries.PART),
                () -> new ParcelFiles(Clock.systemUTC()),
                new AgeFiles(Optional::empty),
                arguments -> {},
                silent,
                Clock.systemUTC(),
                "bench",
                new SideBySide(1),
                folder -> {
                    throw new IllegalStateException("no home moves here");
                }));
        Logs logs = new Logs(home, arguments -> {}, "bench", Clock.systemUTC(), List::of, drains::of);
        return new Monitors(
                home, arguments -> {}, Clock.systemUTC(), logs, verbs.vars(), verbs.inventory(), providers, deed -> {});
    }
}
