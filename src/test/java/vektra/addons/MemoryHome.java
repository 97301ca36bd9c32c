package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.InProcess;
import vektra.addons.core.Certain;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.core.LogDrains;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.addons.core.SideBySide;
import vektra.addons.verbs.Doors;
import vektra.addons.verbs.DryRun;
import vektra.addons.verbs.Verbs;
import vektra.age.AgeFiles;
import vektra.drain.SyslogDrain;
import vektra.fixture.memory.Kept;
import vektra.fixture.memory.MemoryCacheProvider;
import vektra.fixture.memory.MemoryClient;
import vektra.fixture.memory.MemoryCourier;
import vektra.fixture.memory.MemoryLauncher;
import vektra.fixture.memory.MemoryLocks;
import vektra.fixture.memory.MemoryProvider;
import vektra.fixture.memory.MemoryStore;
import vektra.fixture.memory.World;
import vektra.model.Failpoint;
import vektra.model.PlannedStep;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.name.SpaceName;
import vektra.model.name.Tag;
import vektra.parcel.ParcelFiles;
import vektra.provider.AppClient;
import vektra.spi.AddonProvider;
import vektra.spi.Courier;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Store;
import vektra.store.BackupFolder;
import vektra.store.JsonStore;
import vektra.store.seal.HomeKeys;

/**
 * A home whose store and servers are held in memory, and outlive every crash. Two services are on offer: {@code ledger}, as
 * a database is, and {@code cache}, without users. Backups, and with {@link #onFiles} the store, lie in a folder of its own.
 */
public final class MemoryHome implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    public static final Confirmation YES = Confirmation.GIVEN;

    private final Path folder;
    private Path path;
    private final World world;

    /** What the store holds in memory; null for a home on files. */
    private final @Nullable Kept kept;

    private final Map<String, Supplier<AddonProvider>> more;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> background = new ArrayList<>();
    private Courier courier = MemoryCourier.of((to, file, name) -> {});
    private Instant now = START;
    private MemoryLocks locks = new MemoryLocks();

    /** What users ask for. */
    public interface Verb {
        void run(Verbs home);
    }

    private MemoryHome(World world, @Nullable Kept kept, Map<String, Supplier<AddonProvider>> more) {
        try {
            folder = Files.createTempDirectory("vektra-memory");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        path = folder.resolve("home");
        this.world = world;
        this.kept = kept;
        this.more = more;
    }

    /** One that nothing was done in. */
    public static MemoryHome empty() {
        return wired(new World(), Map.of());
    }

    /** One with other services wired as well, or in the place of its own. */
    static MemoryHome wired(World world, Map<String, Supplier<AddonProvider>> more) {
        return new MemoryHome(world, new Kept(), more);
    }

    /** One with the real store, for what is about files. */
    public static MemoryHome onFiles() {
        return new MemoryHome(new World(), null, Map.of());
    }

    /** One with both services enabled. */
    public static MemoryHome enabled() {
        return empty().withServices();
    }

    /** The same home with both services enabled. */
    public MemoryHome withServices() {
        enable("ledger");
        enable("cache");
        return this;
    }

    /** The same home and the same servers once more: what is done there leaves this one as it is. */
    public MemoryHome copy() {
        MemoryHome copy = new MemoryHome(world.copy(), kept == null ? null : kept.copy(), more);
        copy.now = now;
        copy.courier = courier;
        copy.environment.putAll(environment);
        if (Files.exists(path)) {
            copyFiles(path, copy.path);
        }
        return copy;
    }

    private static void copyFiles(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /** Where its verbs find the key of an encrypted home. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Leaves that many bytes on its disk. */
    public void leave(long free) {
        Objects.requireNonNull(kept, "a home of files is on a real disk").free = free;
    }

    public World world() {
        return world;
    }

    /** What was warned of so far. */
    public List<String> said() {
        return said;
    }

    /** The command lines that were left to other processes. */
    public List<String> background() {
        return background;
    }

    public Instant now() {
        return now;
    }

    /** Who takes copies of backups from now on. */
    public void courier(Courier other) {
        courier = other;
    }

    public void later(Duration passed) {
        now = now.plus(passed);
    }

    private Store store(Path path) {
        Clock clock = new MovableClock(() -> now);
        return kept == null
                ? new JsonStore(path, locks, clock, "tester", progress(), new HomeKeys(path, environment), () -> {})
                : new MemoryStore(kept, locks, clock, "tester", progress());
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public void doing(String doing) {}

            @Override
            public void warn(String message) {
                said.add(message);
            }
        };
    }

    /** The home as a new process finds it; locks of an earlier one died with it. */
    public Verbs open() {
        return new Verbs(doors());
    }

    /** The home is in another folder from now on. */
    public void moved(Path to) {
        path = to;
    }

    /** What its verbs work with. */
    public Doors doors() {
        locks = new MemoryLocks();
        return doors(path);
    }

    private Doors doors(Path path) {
        MemoryLauncher launcher = new MemoryLauncher(world);
        Map<String, Supplier<AddonProvider>> services = new TreeMap<>();
        services.put("ledger", () -> new MemoryProvider(world));
        services.put("cache", () -> new MemoryCacheProvider(world));
        services.putAll(more);
        LogDrains drains = new LogDrains(Map.of("syslog", SyslogDrain::new), Duration.ofSeconds(10));
        return new Doors(
                store(path),
                new Providers(services, drains, launcher).as(provider -> new Certain(provider, launcher), launcher),
                launcher,
                new BackupFolder(path),
                courier,
                () -> new ParcelFiles(new MovableClock(() -> now)),
                new AgeFiles(() -> Optional.empty()),
                arguments -> background.add(String.join(" ", arguments)),
                progress(),
                new MovableClock(() -> now),
                "tester",
                new SideBySide(1),
                this::doors);
    }

    /** What the store holds now. */
    public Lookup lookup() {
        Doors doors = doors();
        return new Lookup(doors.store().read(), doors.providers());
    }

    /** Ends what a crash left and what has expired, as verbs do before they begin. */
    public void settle() {
        engine().settle();
    }

    /** The same at once, also for what waits for a server. */
    void settleNow() {
        engine().settleNow();
    }

    private Engine engine() {
        Doors doors = doors();
        return new Engine(
                doors.store(),
                doors.providers(),
                doors.launcher(),
                doors.shelf(),
                doors.progress(),
                () -> open().apps().list());
    }

    /** Does it to the end; no lock is held afterwards. */
    public void run(Verb verb) {
        verb.run(open());
        assertThat(locks.areFree()).as("locks are given back").isTrue();
    }

    /** Does it in a process that ends at the failpoint of that number, whose name this returns; empty when it is over before. */
    public Optional<String> crashAt(int point, Verb verb) {
        Verbs process = open();
        Failpoint.crashAt(point);
        try {
            verb.run(process);
            return Optional.empty();
        } catch (Failpoint.Crash crash) {
            return Optional.of(crash.getMessage());
        } finally {
            Failpoint.crashAt(0);
        }
    }

    /** The steps that a dry run names, in order; nothing whatever changes. */
    public List<String> dryRun(Verb verb) {
        String before = everything();
        DryRun dryRun = InProcess.dryRun(doors());
        try {
            verb.run(dryRun.verbs());
        } finally {
            assertThat(everything()).as("a dry run changes nothing").isEqualTo(before);
        }
        return dryRun.plan().get().stream().map(PlannedStep::sentence).toList();
    }

    /** The content of the store, all files and all servers, to tell whether anything changed. */
    public String everything() {
        StringBuilder all = new StringBuilder(world.everything());
        all.append(kept == null ? "" : kept.everything());
        files().forEach((name, content) ->
                all.append(name).append('\n').append(content).append('\n'));
        return all.toString();
    }

    /** Every file of the home by its name, but for the one that only says when it was used. */
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(path.relativize(file).toString(), Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        files.remove("clock");
        return files;
    }

    public void enable(String service, String... options) {
        Map<String, String> given = new TreeMap<>();
        Arrays.stream(options).forEach(option -> given.put(option.split("=")[0], option.split("=")[1]));
        run(home -> home.services().enable().enable(new ServiceName(service), given, null));
    }

    /** Binds the service's usual add-on to an app. */
    public Bind.Bound bind(String app, String plan) {
        return bind(app, plan, null);
    }

    /** The same under another name. */
    public Bind.Bound bind(String app, String plan, String as) {
        List<Bind.Bound> bound = new ArrayList<>();
        run(home -> bound.add(home.bind().bind(Requests.bind(app, plan, as))));
        return bound.get(0);
    }

    /** Creates an add-on of that name for an app, which is made when it is not there. */
    public void create(String app, String plan, String name, String as) {
        run(home -> {
            home.apps().create(new AppName(app));
            home.create().create(Requests.create(app, plan, name, as));
        });
    }

    /** Has an app see an add-on under a name. */
    public void attach(String addon, String app, String as) {
        run(home -> {
            home.apps().create(new AppName(app));
            home.attach().attach(Requests.attach(addon, app, as));
        });
    }

    public void unbind(String app, String what) {
        run(home -> home.unbind().unbind(new AppName(app), what, null));
    }

    /** The app goes, its add-ons stay. */
    public void destroyApp(String app) {
        run(home -> home.apps().destroy(new AppName(app), false, YES));
    }

    /** A space with that tag, for apps whose names end in its own. */
    public void space(String name, String tag) {
        run(home -> home.spaces().create(new SpaceName(name), List.of(new Tag(tag))));
    }

    public void set(String app, String name, String value) {
        run(home -> {
            home.apps().create(new AppName(app));
            home.config().set(new AppName(app), Map.of(name, value));
        });
    }

    /** Writes past every verb, as a damaged home has it. */
    public void damage(Locks.Name lock, Store.Write write) {
        try (Store.Session session = doors().store().open(List.of(lock), step -> {})) {
            session.commit("test", List.of(write), List.of());
        }
    }

    public App app(String name) {
        return doors().store().read().app(new AppName(name)).orElseThrow();
    }

    public Map<String, String> config(String app) {
        return app(app).config();
    }

    public Attachment attachment(String app, String name) {
        return app(app).attachment(new AttachmentName(name)).orElseThrow();
    }

    /** The only add-on that an app owns. */
    public Addon addon(String app) {
        assertThat(app(app).addons()).hasSize(1);
        return app(app).addons().get(0);
    }

    public List<String> vars(String app) {
        return List.copyOf(config(app).keySet());
    }

    public String url(String app) {
        return config(app).get("LEDGER_URL");
    }

    /** Whether that URL lets an app in. */
    public boolean letsIn(String url) {
        try {
            session(url);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** An app with nothing but a URL. */
    public AppClient.Session session(String url) throws IOException {
        return new MemoryClient(world).login(URI.create(url));
    }

    public void write(String url, String key, String value) {
        try (AppClient.Session app = session(url)) {
            app.write(key, value);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public String read(String url, String key) {
        try (AppClient.Session app = session(url)) {
            return app.read(key);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What the store holds and what is outside, without what is random: two homes that are alike have the same. */
    public String shape() {
        return new HomeShape(doors(), world).text();
    }

    /** Whatever was done and wherever it was cut off: once a process has settled it, all is as the store says. */
    public void assertSound() {
        new Soundness(this).check();
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path left, IOException e) throws IOException {
                    Files.delete(left);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
