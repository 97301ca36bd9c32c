package vektra.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vektra.Services;
import vektra.addons.Installation;
import vektra.addons.LogDrains;
import vektra.addons.Providers;
import vektra.addons.Rehearsal;
import vektra.logs.Logs;
import vektra.provider.memcache.MemcacheProvider;
import vektra.provider.postgres.PostgresProvider;
import vektra.provider.redis.RedisProvider;
import vektra.rehearsal.RehearsedLauncher;
import vektra.rehearsal.RehearsedProvider;
import vektra.rehearsal.RehearsedShelf;
import vektra.rehearsal.Script;
import vektra.rehearsal.WrittenDown;
import vektra.server.ProcessLauncher;
import vektra.spi.Progress;
import vektra.store.BackupFolder;
import vektra.store.FileLocks;
import vektra.store.JsonStore;

/** The command line at work on a home without a process for each command, where thousands are run. */
final class InProcess {
    private final Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    InProcess(Path home) {
        this.home = home;
    }

    /** What the last command printed. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the last command said. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Runs one command and returns the exit code. */
    int run(String... argv) {
        out.reset();
        err.reset();
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "HOME", home.toString());
        Progress silent = new Progress() {
            @Override
            public void doing(String doing) {}

            @Override
            public void warn(String message) {}
        };
        FileLocks locks = new FileLocks(home, silent);
        Clock clock = Clock.systemUTC();
        JsonStore store = new JsonStore(home, locks, clock, "somebody", silent);
        Function<Duration, Installation> installation = timeout -> new Installation(
                store,
                providers(timeout),
                new ProcessLauncher(home, home, locks, silent, environment),
                new BackupFolder(home),
                arguments -> {},
                silent,
                clock,
                "somebody");
        return new Cli(
                        new Terminal("", environment, out, err),
                        environment,
                        "test",
                        installation,
                        timeout -> rehearsal(installation.apply(timeout), store),
                        () -> new Logs(home, arguments -> {}, "test", clock, List::of, service -> {
                            throw new IllegalStateException("no drain is of the service " + service);
                        }),
                        (request, started) -> {})
                .run(argv);
    }

    private static Rehearsal rehearsal(Installation real, JsonStore store) {
        Script script = new Script();
        Installation stage = new Installation(
                store.draft(new WrittenDown(script)),
                real.providers().as(provider -> new RehearsedProvider(provider, script)),
                new RehearsedLauncher(real.launcher(), script),
                new RehearsedShelf(real.shelf(), script),
                arguments -> {},
                real.progress(),
                real.clock(),
                real.user());
        return new Rehearsal(stage, script::steps);
    }

    private static Providers providers(Duration timeout) {
        return new Providers(
                Map.of(
                        "postgres", () -> new PostgresProvider(timeout),
                        "redis", () -> new RedisProvider(timeout),
                        "memcache", () -> new MemcacheProvider(timeout)),
                new LogDrains(
                        Services.drains().stream()
                                .collect(Collectors.toMap(
                                        drain -> drain.service().name().value(), drain -> () -> drain)),
                        timeout));
    }
}
