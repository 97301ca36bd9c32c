package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.InProcess;

/** Throws words at every command, the same ones each time: whatever they are, the answer is one of the documented. */
class AnyInputTest {
    private static final int CALLS_OF_A_COMMAND = Integer.getInteger("vektra.calls", 40);
    /** They run until they are stopped, or until the end of a standard input that is not this test's own. */
    private static final List<String> RUN_ON = List.of("logs:pipe", "logs:tail", "monitors:run", "monitors:start");

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
            "--name",
            "--service",
            "--token-file",
            "--no-insecure",
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
            "syslog",
            "papertrail",
            "tcp://127.0.0.1:1",
            "https://a:pw@127.0.0.1:1/x",
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

    @TempDir
    private Path home;

    private InProcess.Ended vektra;

    @BeforeEach
    void makeTwoApps() {
        assertThat(run("apps:create", "note")).isZero();
        assertThat(run("config:set", "-a", "note", "A=b")).isZero();
    }

    static Stream<String> commands() {
        return Stream.concat(
                new Commands().names().stream().filter(name -> !RUN_ON.contains(name)),
                Stream.of("addons:list", "releases:rollback", "help", "nonsense", ""));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void should_answer_any_words_in_words(String command) throws Exception {
        Random random = new Random(command.hashCode() + Long.getLong("vektra.seed", 0));
        for (int i = 0; i < CALLS_OF_A_COMMAND; i++) {
            String[] argv = words(command, random);
            int code = run(argv);
            boolean program =
                    List.of("run", "addons:connect", "resources:console").contains(command);
            String said = List.of(argv) + " -> " + code + " " + vektra.err();
            assertThat(code).as(said).isIn(program ? List.of(0, 125) : List.of(0, 2, 3, 4, 5));
            assertThat(vektra.err())
                    .as(said)
                    .doesNotContain("bug", "\tat ", ":pw@")
                    .matches(code == 0 ? "(?s).*" : "(Warning: .*\n)*Error: [^\n]+\n(  -> [^\n]+\n)?");
            if (code != 0) {
                assertThat(vektra.out().length()).as(said).isZero();
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
        if (command.equals("logs:router")) {
            words.add("--status"); // else it runs until they are stopped
        }
        if (command.equals("server")) {
            words.add("--listen=nowhere"); // likewise
        }
        if (command.equals("config:import")) {
            words.removeIf("-"::equals); // the standard input of this test is not its own
        }
        return words.toArray(new String[0]);
    }

    private int run(String... argv) {
        Map<String, String> environment =
                Map.of("PATH", System.getenv("PATH"), "HOME", home.toString(), "VEKTRA_HOME", home.toString());
        vektra = InProcess.run(environment, home, "", argv);
        return vektra.code();
    }
}
