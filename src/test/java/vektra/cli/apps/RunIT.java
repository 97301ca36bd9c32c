package vektra.cli.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.cli.terminal.ShellPlan;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** {@code run} and {@code addons:connect}: a program as it would be without Vektra, but with the app's variables. */
@Sampled(oneIn = 8)
class RunIT {
    private static final String EMOJI = "🦊 naïve Ω";
    private static Home home;

    @BeforeAll
    static void open() throws Exception {
        home = new Home();
        home.vektra("apps:create", "note").ok();
        home.vektra("apps:create", "other").ok();
        home.vektra("config:set", "-a", "other", "WHO=other").ok();
        set(Map.of("WHO", "note", "EMOJI", EMOJI));
    }

    @AfterAll
    static void close() {
        home.close();
    }

    // what the program sees

    @Test
    void the_environment_is_the_callers_with_the_apps_variables_exactly_as_they_are() {
        Map<String, String> hostile = new LinkedHashMap<>();
        hostile.put("LINES_OF_IT", "one\ntwo\r\n\n three\n\n\n");
        hostile.put("QUOTES", "it's \"quoted\" \\ \\\\ \\' `id` $(id) $HOME ${HOME} !! # ~ * ? [a] ; & | < >");
        hostile.put("CONTROLS", allControls());
        hostile.put("BLANKS", "  \t leading and trailing \t ");
        hostile.put("NOTHING", "");
        hostile.put("LARGE", "x'y\n".repeat(25_000));
        set(hostile);
        // variables of the caller whose names a shell script could have taken for itself
        Map<String, String> caller = new LinkedHashMap<>();
        for (String name :
                "root java plan self word skip command terminals folder code try name value app HELD_BACK".split(" ")) {
            caller.put(name, "the caller's " + name);
        }
        Map<String, String> expected = environment(home.program(caller, "env", "-0"));
        expected.putAll(config());
        assertThat(environment(home.vektra(caller, "run", "-a", "note", "--", "env", "-0")))
                .isEqualTo(expected);
        home.vektra("config:unset", "-a", "note", "LARGE").ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "bash"})
    void variables_that_shells_keep_for_themselves_reach_the_program_too(String shell) {
        Map<String, String> guarded = new LinkedHashMap<>();
        for (String name :
                ("UID EUID PPID OPTIND RANDOM SECONDS LINENO SHLVL BASH_VERSINFO SHELLOPTS GROUPS FUNCNEST IFS"
                                + " LANG LC_ALL PS4 ENV _")
                        .split(" ")) {
            guarded.put(name, "0 2's " + name);
        }
        guarded.put("IFS", "0123456789");
        home.vektra("apps:create", "guarded").ok();
        set("guarded", guarded);
        Home.Ran ran = home.shell(Map.of(), shell + " " + Home.LAUNCHER + " run -a guarded -- env -0; exit $?");
        assertThat(environment(ran)).containsAllEntriesOf(guarded);
    }

    @Test
    void a_program_is_looked_for_on_the_path_that_the_app_sets() throws Exception {
        Path folder = Files.createDirectories(home.scratch().resolve("its own bin"));
        program(folder.resolve("hello"), "echo hello");
        set("other", Map.of("PATH", folder + ":/usr/bin:/bin"));
        assertThat(home.vektra("run", "-a", "other", "hello").ok().out()).isEqualTo("hello\n");
        home.vektra("config:unset", "-a", "other", "PATH").ok();
        home.vektra("run", "-a", "other", "hello").exits(127);
    }

    @Test
    void stdin_stdout_and_stderr_pass_byte_for_byte() {
        byte[] noise = new byte[1_000_000];
        new Random(42).nextBytes(noise);
        home.write("noise", noise);
        home.shell(Map.of(), "vektra run -a note -- tee /dev/stderr <noise >out 2>err")
                .ok();
        assertThat(home.bytes("out")).isEqualTo(noise);
        assertThat(home.bytes("err")).isEqualTo(noise);
    }

    @ParameterizedTest
    @Sampled(oneIn = 4)
    @ValueSource(strings = {"run -a note -- ", "--app note run ", "run --app=note -- "})
    void arguments_survive_whatever_they_are(String call) {
        home.write("words", "several words\nof a file\n");
        home.write(
                "arguments",
                "'a b' \"it's\" '\"' '$HOME' '`id`' '' -n -- --json -a other --help @words '*' '\\' '\\n' \"$(printf 'x\\ny')\""
                        + " \"$(printf '\\377\\376\\200')\" 🦊 --");
        String print = "sh -c 'for a; do printf \"%s\\0\" \"$a\"; done'";
        home.shell(
                        Map.of(),
                        "eval \"set -- $(cat arguments)\"\n" + print + " sh \"$@\" >expected\n" + "vektra " + call
                                + print + " sh \"$@\" >actual")
                .ok();
        assertThat(home.bytes("actual")).isEqualTo(home.bytes("expected")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 42, 125, 255})
    void the_exit_code_is_the_programs(int code) {
        home.vektra("run", "-a", "note", "--", "sh", "-c", "exit " + code).exits(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP", "USR1"})
    void a_signal_sent_to_vektra_reaches_the_program_which_is_the_same_process(String signal) throws Exception {
        Process process = home.start(
                Map.of(),
                "run",
                "-a",
                "note",
                "--",
                "perl",
                "-e",
                "$| = 1; $SIG{" + signal + "} = sub { exit 5 }; print \"$$\\n\"; sleep 60; exit 1");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo(String.valueOf(process.pid()));
            home.program(Map.of(), "kill", "-" + signal, String.valueOf(process.pid()))
                    .ok();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(5);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_program_that_a_signal_ends_is_seen_to_end_so() {
        home.vektra("run", "-a", "note", "--", "sh", "-c", "kill -TERM $$").exits(128 + 15);
    }

    // what goes wrong

    @Test
    void failures_of_vektras_own_are_125_and_say_why() {
        assertThat(home.vektra("run", "-a", "nosuch", "--", "true").exits(125).err())
                .startsWith("Error: no app called 'nosuch'");
        assertThat(home.vektra("run", "--", "true").exits(125).err()).startsWith("Error: no app given");
        assertThat(home.vektra("run", "-a", "note").exits(125).err()).startsWith("Error: missing required");
        assertThat(home.vektra("run", "-a", "note", "--nonsense", "true")
                        .exits(125)
                        .err())
                .startsWith("Error: unknown option");
        assertThat(home.vektra("run", "-a", "No Such!", "--", "true").exits(125).err())
                .startsWith("Error: 'No Such!' is not an app name");
    }

    @Test
    void without_any_java_it_is_125_too() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can hide the JDKs of this machine");
        String hide = "mount -t tmpfs none /usr/lib/jvm && exec \"$0\" \"$@\"";
        Home.Ran ran = Home.finish(
                home.launch(
                        Map.of("JAVA_HOME", "", "HOME", "/nonexistent", "PATH", "/usr/bin:/bin"),
                        List.of(
                                "unshare",
                                "-m",
                                "sh",
                                "-c",
                                hide,
                                Home.LAUNCHER.toString(),
                                "run",
                                "-a",
                                "note",
                                "--",
                                "true")),
                "");
        assertThat(ran.exits(125).err()).startsWith("Error: no Java on this machine");
    }

    @Test
    void a_jvm_that_cannot_even_start_is_125_too() {
        assertThat(home.vektra(Map.of("JAVA_TOOL_OPTIONS", "-Xnonsense"), "run", "-a", "note", "--", "true")
                        .code())
                .isEqualTo(125);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-program", "./no-such-file", "cd", "find_program", ""})
    void a_program_that_is_not_there_is_127(String program) {
        assertThat(home.vektra("run", "-a", "note", "--", program).exits(127).err())
                .isEqualTo("Error: no program '" + program + "'\n");
    }

    @Test
    void what_cannot_be_executed_is_126() throws Exception {
        home.write("plain", "text");
        Files.createDirectories(home.scratch().resolve("folder"));
        for (String program : List.of("./plain", "./folder", "plain", "/etc/passwd")) {
            assertThat(home.vektra(
                                    Map.of("PATH", home.scratch() + ":" + System.getenv("PATH")),
                                    "run",
                                    "-a",
                                    "note",
                                    "--",
                                    program)
                            .exits(126)
                            .err())
                    .isEqualTo("Error: cannot execute '" + program + "'\n");
        }
    }

    @Test
    void help_is_printed_and_not_run() {
        String help = home.vektra("run", "--help").ok().out();
        assertThat(help).startsWith("Usage: vektra run");
        assertThat(home.vektra("help", "run").ok().out()).isEqualTo(help);
        assertThat(home.vektra("run", "-a", "note", "-h").ok().out()).isEqualTo(help);
        assertThat(home.vektra("addons:connect", "--help").ok().out()).startsWith("Usage: vektra addons:connect");
    }

    // which app

    @ParameterizedTest
    @CsvSource({
        "-a other run -- printenv WHO, other",
        "--app other run printenv WHO, other",
        "--app=other run -- printenv WHO, other",
        "run -a other -- printenv WHO, other",
        "run --app=other printenv WHO, other",
        "run -- printenv WHO, note",
    })
    void the_app_is_named_before_or_after_the_command_or_by_the_environment(String call, String app) {
        assertThat(home.vektra(Map.of("VEKTRA_APP", "note"), call.split(" "))
                        .ok()
                        .out())
                .isEqualTo(app + "\n");
    }

    @Test
    void the_app_is_the_one_of_the_nearest_vektra_file_unless_another_is_named() throws Exception {
        Path deep = Files.createDirectories(home.scratch().resolve("projects/one/src/main"));
        String call = " && vektra run printenv WHO";
        home.shell(Map.of(), "cd projects && vektra use other && cd one && vektra use note")
                .ok();
        home.write("projects/one/.vektra", "  note \r\nanything else");
        assertThat(home.shell(Map.of(), "cd '" + deep + "'" + call).ok().out()).isEqualTo("note\n");
        assertThat(home.shell(Map.of(), "cd projects" + call).ok().out()).isEqualTo("other\n");
        assertThat(home.shell(Map.of("VEKTRA_APP", "other"), "cd '" + deep + "'" + call)
                        .ok()
                        .out())
                .isEqualTo("other\n");
        home.write("projects/one/.vektra", "Not A Name");
        assertThat(home.shell(Map.of(), "cd '" + deep + "'" + call).exits(125).err())
                .contains("'Not A Name' is not an app name", "projects/one/.vektra");
    }

    // wherever it runs

    static Stream<List<String>> ways() throws IOException {
        Path moved = Files.createDirectories(home.scratch().resolve("my programs/vektra 0.1"));
        copy(Home.DIST.resolve("bin"), moved.resolve("bin"));
        copy(Home.DIST.resolve("lib"), moved.resolve("lib"));
        Path link = Files.createSymbolicLink(home.scratch().resolve("link"), Home.LAUNCHER);
        Path linkToLink = Files.createSymbolicLink(home.scratch().resolve("link 2"), Path.of("link"));
        String bin = moved.resolve("bin").toString();
        return Stream.of(
                List.of("/bin/sh", Home.LAUNCHER.toString()),
                List.of("bash", Home.LAUNCHER.toString()),
                List.of("bash", "--posix", Home.LAUNCHER.toString()),
                List.of(link.toString()),
                List.of(linkToLink.toString()),
                List.of(moved.resolve("bin/vektra").toString()),
                List.of("/bin/sh", "-c", "cd '" + bin + "' && exec /bin/sh vektra \"$@\"", "sh"),
                List.of("/bin/sh", "-c", "PATH=\"" + bin + ":$PATH\" exec vektra \"$@\"", "sh"));
    }

    @ParameterizedTest
    @Sampled(oneIn = 4)
    @MethodSource("ways")
    void every_way_of_starting_it_works(List<String> way) {
        List<String> command = new ArrayList<>(way);
        command.addAll(List.of("run", "-a", "note", "--", "printenv", "EMOJI"));
        assertThat(Home.finish(home.launch(Map.of(), command), "").ok().out()).isEqualTo(EMOJI + "\n");
    }

    static Stream<Map<String, String>> surroundings() throws IOException {
        Stream<Map<String, String>> locales = Stream.of(
                Map.of("LANG", "C", "LC_ALL", "C"), Map.of("LANG", "", "LC_ALL", ""), Map.of("LC_ALL", "tlh_QO.UTF-8"));
        try (Stream<Path> jdks = Files.list(Path.of("/usr/lib/jvm"))) {
            List<Path> homes = jdks.filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
                    .filter(jdk -> !Files.isSymbolicLink(jdk))
                    .toList();
            return Stream.concat(locales, homes.stream().map(jdk -> Map.of("JAVA_HOME", jdk.toString())));
        }
    }

    @ParameterizedTest
    @Sampled(oneIn = 4)
    @MethodSource("surroundings")
    void every_locale_and_every_jdk_will_do(Map<String, String> surroundings) {
        assertThat(home.vektra(surroundings, "run", "-a", "note", "--", "printenv", "EMOJI")
                        .ok()
                        .out())
                .isEqualTo(EMOJI + "\n");
        String script = "vektra config:set -a note TYPED='" + EMOJI + "' && vektra config:get -a note TYPED";
        assertThat(home.shell(surroundings, script).ok().out()).endsWith(EMOJI + "\n");
        home.vektra("config:unset", "-a", "note", "TYPED").ok();
    }

    // with servers

    @Test
    void a_server_that_is_down_is_up_before_the_program_starts() {
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:bind", "redis", "-a", "awake").ok();
        home.vektra("addons:stop", "redis").ok();
        String ping = "exec redis-cli --no-auth-warning -u \"$REDIS_URL\" ping";
        assertThat(home.vektra("run", "-a", "awake", "--", "sh", "-c", ping).ok())
                .isEqualTo(new Home.Ran(0, "PONG\n", ""));
        Signal.send(
                "KILL",
                home.vektra("addons:status", "redis", "--json")
                        .ok()
                        .json()
                        .at("/pid")
                        .asLong());
        assertThat(home.vektra("run", "-a", "awake", "--", "sh", "-c", ping)
                        .ok()
                        .out())
                .isEqualTo("PONG\n");
    }

    @Test
    void connect_is_psql_or_redis_cli_as_the_app_with_the_password_in_no_argument() {
        home.enable("postgres");
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:bind", "postgres", "-a", "talk").ok();
        home.vektra("addons:bind", "redis", "-a", "talk").ok();
        String password = home.password("talk", "DATABASE_URL");

        Home.Ran one = home.vektraFed("select 40 + 2 as answer;\n", "addons:connect", "postgres", "-a", "talk")
                .ok();
        assertThat(one.out()).contains("answer", "42", "(1 row)");
        String itself = "\\! tr '\\0' ' ' </proc/$PPID/cmdline\n\\! tr '\\0' '\\n' </proc/$PPID/environ\n";
        assertThat(home.vektraFed(itself, "--app", "talk", "addons:connect", "DATABASE")
                        .ok()
                        .out()
                        .lines()
                        .filter(line -> line.contains(password)))
                .containsExactly("PGPASSWORD=" + password);

        assertThat(home.vektraFed("set greeting hello\nget greeting\n", "addons:connect", "redis", "-a", "talk")
                        .ok()
                        .out())
                .isEqualTo("OK\nhello\n");
        assertThat(home.vektra("addons:connect", "redis", "-a", "talk", "--json")
                        .ok()
                        .out())
                .contains("redis-cli")
                .doesNotContain(home.password("talk", "REDIS_URL"));
    }

    @Test
    void connect_fails_with_125_and_a_word_on_what_to_do() {
        home.vektra("addons:enable", "efs").ok();
        home.vektra("addons:bind", "efs", "-a", "mute").ok();
        assertThat(home.vektra("addons:connect", "efs", "-a", "mute").exits(125).err())
                .contains("Error: no interactive client of efs");
        assertThat(home.vektra("addons:connect", "postgres", "-a", "mute")
                        .exits(125)
                        .err())
                .contains("Error: postgres is not bound to mute", "addons:bind postgres -a mute");
        assertThat(home.vektra("addons:connect", "postgress", "-a", "mute")
                        .exits(125)
                        .err())
                .contains("did you mean postgres?");
    }

    // helpers

    private static String allControls() {
        StringBuilder text = new StringBuilder();
        for (char c = 1; c < 256; c++) {
            text.append(c);
        }
        return text.append("\u2028\ufeff\uffff").toString();
    }

    private static void set(Map<String, String> variables) {
        set("note", variables);
    }

    private static void set(String app, Map<String, String> variables) {
        String assignments = variables.entrySet().stream()
                .map(variable -> ShellPlan.quoted(variable.getKey() + "=" + variable.getValue()))
                .collect(Collectors.joining(" "));
        home.shell(Map.of(), "vektra config:set -a " + app + " " + assignments).ok();
    }

    private static Map<String, String> config() {
        return home.config("note");
    }

    /** What {@code env -0} printed, without what every shell on the way counts or notes. */
    private static Map<String, String> environment(Home.Ran ran) {
        Map<String, String> environment = new TreeMap<>();
        Arrays.stream(ran.ok().out().split("\0")).forEach(variable -> {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        });
        environment.remove("PWD");
        environment.remove("OLDPWD");
        return environment;
    }

    private static void program(Path file, String script) throws IOException {
        Files.write(file, ("#!/bin/sh\n" + script + "\n").getBytes(StandardCharsets.UTF_8));
        file.toFile().setExecutable(true);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
