package vektra;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Certain;
import vektra.addons.core.LogDrains;
import vektra.addons.core.Providers;
import vektra.addons.core.SideBySide;
import vektra.addons.verbs.Doors;
import vektra.addons.verbs.DryRun;
import vektra.addons.verbs.Verbs;
import vektra.age.AgeFiles;
import vektra.cli.Cli;
import vektra.cli.command.Serving;
import vektra.cli.terminal.Terminal;
import vektra.courier.Deliveries;
import vektra.drain.Drains;
import vektra.dryrun.DryRunCourier;
import vektra.dryrun.DryRunLauncher;
import vektra.dryrun.DryRunProgress;
import vektra.dryrun.DryRunProvider;
import vektra.dryrun.DryRunShelf;
import vektra.dryrun.DryRunStore;
import vektra.dryrun.PlannedSteps;
import vektra.dryrun.PlannedWrites;
import vektra.http.ApiServer;
import vektra.http.access.Tls;
import vektra.logs.Logs;
import vektra.logs.router.RouterClient;
import vektra.model.Token;
import vektra.monitors.Monitors;
import vektra.parcel.ParcelFiles;
import vektra.provider.efs.EfsProvider;
import vektra.provider.mariadb.Flavor;
import vektra.provider.mariadb.MariadbProvider;
import vektra.provider.memcache.MemcacheProvider;
import vektra.provider.postgres.PostgresProvider;
import vektra.provider.rabbitmq.RabbitmqProvider;
import vektra.provider.redis.RedisProvider;
import vektra.provider.s3.S3Provider;
import vektra.provider.sqs.QueueFlavor;
import vektra.provider.sqs.QueueProvider;
import vektra.remote.Commands;
import vektra.remote.Wanted;
import vektra.server.BackgroundProcess;
import vektra.server.Dispatcher;
import vektra.server.FolderLauncher;
import vektra.server.ProcessLauncher;
import vektra.server.docker.DockerLauncher;
import vektra.server.folder.Ledger;
import vektra.server.port.HostNames;
import vektra.spi.AddonProvider;
import vektra.spi.Background;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;
import vektra.store.BackupFolder;
import vektra.store.choice.Stores;
import vektra.store.disk.FileLocks;
import vektra.store.disk.HomeFolder;
import vektra.store.disk.HomeOwner;
import vektra.store.seal.HomeKeys;

/** Starts Vektra: the only place that knows concrete classes. */
public final class Main {
    /** Who waits for a drain is the router, not a person. */
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(10);

    /** How long servers may take to answer the HTTP API. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a copy of a backup may take to arrive. */
    private static final Duration COPY = Duration.ofHours(6);

    /** What the exit code of something unavailable is. */
    private static final int UNREADABLE = 5;

    private Main() {}

    public static void main(String[] argv) {
        // drivers leave threads behind that are not waited for; exit() would load a logger to report itself
        Map<String, String> environment = System.getenv();
        Terminal terminal = new Terminal(System.getProperty("vektra.tty", ""), environment)
                .ofWidth(Integer.getInteger("vektra.columns", 0));
        Runtime.getRuntime().halt(run(argv, terminal, environment));
    }

    /** Classes are read when they are needed first: where no file can be opened, that fails. */
    private static int run(String[] argv, Terminal terminal, Map<String, String> environment) {
        try {
            return cli(terminal, environment, here()).run(argv);
        } catch (LinkageError e) {
            terminal.warn("a part of Vektra cannot be read: " + e.getMessage()
                    + "; more open files may help (ulimit -n 1024), or install it again");
            return UNREADABLE;
        }
    }

    /** The folder that Vektra was called in. */
    static Path here() {
        return Path.of("").toAbsolutePath();
    }

    /** Vektra as that environment wants it, called in that folder. */
    static Cli cli(Terminal terminal, Map<String, String> environment, Path folder) {
        Parts parts = new Parts(HomeFolder.of(environment, folder), environment, Progress.ofMany(terminal::warn));
        return cli(terminal, environment, folder, parts, System.getProperty("user.name"));
    }

    /** @param seen what the command sees of the environment; folder is null when it was called on another machine */
    private static Cli cli(Terminal terminal, Map<String, String> seen, @Nullable Path folder, Parts all, String user) {
        Parts parts = new Parts(all.home, all.environment, Progress.of(terminal::doing, terminal::warn));
        Function<Duration, Doors> doors = timeout -> parts.doors(user, timeout);
        return new Cli(
                terminal,
                seen,
                folder,
                version(),
                timeout -> new Verbs(doors.apply(timeout)),
                timeout -> dryRun(doors.apply(timeout)),
                () -> parts.logs(user),
                () -> parts.monitors(user),
                (request, started) -> serve(request, started, all),
                other -> cli(other, seen, folder, all, user));
    }

    /** Runs a command that was typed on another machine. */
    static int runFor(Wanted wanted, Token token, Commands.Streams streams, Parts all) {
        return Cli.runFor(wanted, token, streams, (terminal, seen) -> cli(terminal, seen, null, all, token.user()));
    }

    /** The same home for every request, each in the name of its caller; what they share is made for many threads. */
    private static void serve(Serving.Request request, BiConsumer<String, @Nullable Path> started, Parts parts) {
        HomeOwner.check(parts.home);
        ServerLauncher launcher = parts.launcher();
        Providers providers = providers(PATIENCE, parts.home, launcher);
        Function<String, Verbs> verbs = user -> new Verbs(parts.doors(user, providers, launcher));
        SSLContext tls = request.certificate() == null || request.key() == null
                ? null
                : Tls.of(request.certificate(), request.key());
        new ApiServer(
                        request.listen(),
                        tls,
                        request.proxies(),
                        request.requests(),
                        parts.home,
                        verbs,
                        user -> dryRun(parts.doors(user, providers, launcher)),
                        parts.logs("server"),
                        (wanted, token, streams) -> runFor(wanted, token, streams, parts),
                        version(),
                        parts.progress::warn)
                .run(at -> started.accept(at.url(), at.trust()));
    }

    /** What lies outside the verbs of one home, for one kind of caller; for any thread. */
    static final class Parts {
        private final Path home;
        private final Path root = Path.of(System.getProperty("vektra.root", "")).toAbsolutePath();
        private final Map<String, String> environment;
        private final Progress progress;
        private final FileLocks locks;
        private final HomeKeys keys;
        private final Stores stores;

        Parts(Path home, Map<String, String> environment, Progress progress) {
            this.home = home;
            this.environment = environment;
            this.progress = progress;
            this.locks = new FileLocks(home, progress);
            this.keys = new HomeKeys(home, environment);
            this.stores = new Stores(home, environment, locks, keys, progress, () -> router().refresh());
        }

        private Doors doors(String user, Duration timeout) {
            ServerLauncher launcher = launcher();
            return doors(user, providers(timeout, home, launcher), launcher);
        }

        private Doors doors(String user, Providers providers, ServerLauncher launcher) {
            return new Doors(
                    stores.of(user),
                    providers,
                    launcher,
                    new BackupFolder(home),
                    new Deliveries(COPY, ServerLauncher.authority(home), Deliveries.PART),
                    () -> new ParcelFiles(Clock.systemUTC()),
                    new AgeFiles(keys::own),
                    background(),
                    progress,
                    Clock.systemUTC(),
                    user,
                    SideBySide.OF_BACKUPS,
                    folder -> new Parts(folder, environment, progress).doors(user, PATIENCE));
        }

        /** What has a running router follow a change of the drains. */
        private RouterClient router() {
            return new RouterClient(home, background());
        }

        private Background background() {
            return new BackgroundProcess(home, root, environment);
        }

        private Logs logs(String user) {
            HomeOwner.check(home);
            return logs(stores.of(user));
        }

        private Logs logs(Store store) {
            return new Logs(
                    home,
                    background(),
                    HostNames.ofThisMachine().orElse("localhost"),
                    Clock.systemUTC(),
                    () -> store.read().drains(),
                    drains(DRAIN_TIMEOUT)::of);
        }

        private Monitors monitors(String user) {
            HomeOwner.check(home);
            Doors doors = doors(user, PATIENCE);
            Verbs verbs = new Verbs(doors);
            return new Monitors(
                    home,
                    background(),
                    Clock.systemUTC(),
                    logs(doors.store()),
                    verbs.vars(),
                    verbs.inventory(),
                    doors.providers(),
                    verbs.noted()::done);
        }

        private ServerLauncher launcher() {
            return new Dispatcher(
                    new Ledger(home, locks, environment),
                    () -> new ProcessLauncher(home, root, locks, progress, environment),
                    () -> new FolderLauncher(home, locks, environment),
                    () -> new DockerLauncher(home, locks, progress, environment),
                    stores::requireOwnServers);
        }
    }

    private static Providers providers(Duration timeout, Path home, ServerLauncher launcher) {
        return new Providers(services(timeout, home), drains(timeout), launcher)
                .as(provider -> new Certain(provider, launcher), launcher);
    }

    /** The services with servers; the first is the one that examples show. */
    static Map<String, Supplier<AddonProvider>> services(Duration timeout, Path home) {
        Path authority = ServerLauncher.authority(home);
        Map<String, Supplier<AddonProvider>> services = new LinkedHashMap<>();
        services.put("postgres", () -> new PostgresProvider(timeout, authority));
        services.put("redis", () -> new RedisProvider(timeout, authority));
        services.put("memcache", () -> new MemcacheProvider(timeout));
        services.put("mariadb", () -> new MariadbProvider(Flavor.MARIADB, timeout, authority));
        services.put("mysql", () -> new MariadbProvider(Flavor.MYSQL, timeout, authority));
        services.put("s3", () -> new S3Provider(timeout, authority));
        services.put("efs", () -> new EfsProvider());
        services.put("sqs", () -> new QueueProvider(QueueFlavor.SQS, timeout, authority));
        services.put("sns", () -> new QueueProvider(QueueFlavor.SNS, timeout, authority));
        services.put("rabbitmq", () -> new RabbitmqProvider(timeout, authority));
        return services;
    }

    /** The services that ship log lines. */
    static LogDrains drains(Duration timeout) {
        return new LogDrains(Drains.all(), timeout);
    }

    /** The same home for a dry run: what its verbs would change is written down and not done. */
    static DryRun dryRun(Doors real) {
        PlannedSteps planned = new PlannedSteps();
        ServerLauncher launcher = new DryRunLauncher(real.launcher(), planned);
        Doors dry = real.by(
                new DryRunStore(real.store(), real.progress(), new PlannedWrites(planned)),
                real.providers().as(provider -> new DryRunProvider(provider, planned), launcher),
                launcher,
                new DryRunShelf(real.shelf(), planned),
                new DryRunCourier(planned),
                arguments -> {},
                new DryRunProgress(real.progress()));
        return new DryRun(new Verbs(dry), planned::steps);
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
