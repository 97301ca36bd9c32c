package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.addons.Installation;
import vektra.addons.Providers;
import vektra.addons.Rehearsal;
import vektra.provider.memcache.MemcacheProvider;
import vektra.provider.postgres.PostgresProvider;
import vektra.provider.redis.RedisProvider;
import vektra.rehearsal.RehearsedLauncher;
import vektra.rehearsal.RehearsedProvider;
import vektra.rehearsal.Script;
import vektra.rehearsal.WrittenDown;
import vektra.server.ProcessLauncher;
import vektra.spi.Progress;
import vektra.store.FileLocks;
import vektra.store.JsonStore;

/** Throws words at every command, the same ones each time: whatever they are, the answer is one of the documented. */
class AnyInputTest {
    private static final int CALLS_OF_A_COMMAND = 40;
    private static final List<String> OPTIONS = List.of(
            "-a",
            "--app",
            "--as",
            "--force",
            "--json",
            "--timeout",
            "--confirm",
            "--dry-run",
            "--reveal",
            "--all",
            "--shell",
            "--dotenv",
            "--notes",
            "--destroy-data",
            "-n",
            "--lines",
            "--url",
            "--url-env",
            "--url-file",
            "--port",
            "--listen",
            "--maxmemory",
            "--max-connections",
            "--help",
            "-h",
            "--version",
            "--",
            "-",
            "--=",
            "-=",
            "---");
    private static final List<String> WORDS = List.of(
            "note",
            "shop",
            "redis",
            "postgres",
            "memcache",
            "postgres:shared",
            "redis:dedicated",
            "redis:",
            ":",
            "v1",
            "v2",
            "v99999999999",
            "-1",
            "0",
            "1",
            "99999",
            "A=b",
            "=",
            "A",
            "A B",
            "@args",
            "@",
            "${HOME}",
            "$(id)",
            "%s%n",
            "../../x",
            "/",
            "",
            " ",
            "\n",
            "\t\u001b[2J",
            "\ud83d\ude80",
            "'",
            "\"",
            "\\",
            "*",
            "redis://:pw@127.0.0.1:1",
            "postgres://a:pw@127.0.0.1:1/x",
            "127.0.0.1:1",
            "true",
            "null",
            "redis-bold-12345",
            "x".repeat(5000));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path home;

    @BeforeEach
    void makeTwoApps() {
        assertThat(run("apps:create", "note")).isZero();
        assertThat(run("config:set", "-a", "note", "A=b")).isZero();
    }

    static Stream<String> commands() {
        return Stream.concat(
                new Commands().names().stream(), Stream.of("addons:list", "releases:rollback", "help", "nonsense", ""));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void should_answer_any_words_in_words(String command) throws Exception {
        Random random = new Random(command.hashCode());
        for (int i = 0; i < CALLS_OF_A_COMMAND; i++) {
            String[] argv = words(command, random);
            int code = run(argv);
            boolean program = command.equals("run") || command.equals("addons:connect");
            String said = List.of(argv) + " -> " + code + " " + err.toString(StandardCharsets.UTF_8);
            assertThat(code).as(said).isIn(program ? List.of(0, 125) : List.of(0, 2, 3, 4, 5));
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .as(said)
                    .doesNotContain("bug", "\tat ", ":pw@")
                    .matches(code == 0 ? "(?s).*" : "(Warning: .*\n)*Error: [^\n]+\n(  -> [^\n]+\n)?");
            if (code != 0) {
                assertThat(out.size()).as(said).isZero();
            }
        }
        try (Stream<Path> servers = Files.list(home)) {
            assertThat(servers.map(path -> path.getFileName().toString())).doesNotContain("servers");
        }
    }

    /** The command amid words; none of them may be so lucky as to start a server. */
    private static String[] words(String command, Random random) {
        List<String> words = new ArrayList<>();
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            List<String> pool = random.nextInt(3) == 0 ? OPTIONS : WORDS;
            String word = pool.get(random.nextInt(pool.size()));
            boolean joined = word.startsWith("--") && random.nextInt(3) == 0;
            words.add(joined ? word + "=" + WORDS.get(random.nextInt(WORDS.size())) : word);
        }
        words.add(0, command);
        if (random.nextInt(3) == 0) {
            words.addAll(0, List.of("--app", "note"));
        }
        if (command.equals("addons:enable")) {
            words.add("--from=nowhere");
        }
        if (command.equals("config:import")) {
            words.removeIf("-"::equals); // the standard input of this test is not its own
        }
        return words.toArray(new String[0]);
    }

    private int run(String... argv) {
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
                arguments -> {},
                silent,
                clock,
                "somebody");
        return new Cli(
                        new Terminal("", environment, out, err),
                        environment,
                        "test",
                        installation,
                        timeout -> rehearsal(installation.apply(timeout), store))
                .run(argv);
    }

    private static Rehearsal rehearsal(Installation real, JsonStore store) {
        Script script = new Script();
        Installation stage = new Installation(
                store.draft(new WrittenDown(script)),
                real.providers().as(provider -> new RehearsedProvider(provider, script)),
                new RehearsedLauncher(real.launcher(), script),
                arguments -> {},
                real.progress(),
                real.clock(),
                real.user());
        return new Rehearsal(stage, script::steps);
    }

    private static Providers providers(Duration timeout) {
        return new Providers(Map.of(
                "postgres", () -> new PostgresProvider(timeout),
                "redis", () -> new RedisProvider(timeout),
                "memcache", () -> new MemcacheProvider(timeout)));
    }
}
