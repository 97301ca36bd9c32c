package vektra.cli.apps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** {@code vektra up} as a real process: what its processes get, print, and leave. */
@Sampled(oneIn = 4)
class UpIT {
    private static final String WAITS =
            "trap 'echo ended; exit 0' TERM; echo ready > $PS.ready;" + " while :; do sleep 0.05; done";
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("apps:create", "shop").ok();
        home.vektra("config:set", "-a", "shop", "COLOR=blue").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void processes_get_variables_and_ports_and_the_first_failure_ends_all_with_its_code() {
        Path file = home.write(
                "fails",
                "release: echo releasing $COLOR\n"
                        + "web: echo $COLOR $PORT $PS; echo bad >&2; until [ -e worker.2.ready ]; do sleep 0.05; done;"
                        + " printf rest; exit 3\n"
                        + "worker: " + WAITS + "\n"
                        + "clock: echo never\n");
        Home.Ran ran = home.launched("up", "-a", "shop", "--procfile", file.toString(), "worker=2", "clock=0")
                .exits(3);
        assertThat(ran.out().lines())
                .contains(
                        "release  | releasing blue",
                        "web.1    | blue 5000 web.1",
                        "web.1    | rest",
                        "worker.1 | ended",
                        "worker.2 | ended")
                .noneMatch(line -> line.contains("never"));
        assertThat(ran.out().indexOf("worker.2 | ended"))
                .as("the last one ends first")
                .isLessThan(ran.out().indexOf("worker.1 | ended"));
        assertThat(ran.err().lines())
                .contains("web.1    | bad", "web.1 failed with exit code 3; ending the others")
                .noneMatch(line -> line.contains("killed"));
        await().untilAsserted(() -> assertThat(
                        home.vektra("logs", "-a", "shop", "-n", "50").out())
                .contains("shop[release]: releasing blue", "shop[web.1]: bad", "shop[worker.2]: ended"));
    }

    @Test
    void a_release_that_fails_starts_nothing() {
        Path file = home.write("unreleased", "release: exit 7\nweb: echo started\n");
        assertThat(home.launched("up", "-a", "shop", "--procfile", file.toString())
                        .exits(7)
                        .out())
                .doesNotContain("started");
    }

    @Test
    void a_signal_while_release_runs_starts_nothing_else() throws Exception {
        Path file = home.write(
                "slow",
                "release: trap 'exit 0' TERM; echo > released; while :; do sleep 0.05; done\nweb: echo started\n");
        Process up = interruptible(file);
        await().until(() -> Files.exists(home.scratch().resolve("released")));
        Signal.send("INT", up.pid());
        assertThat(new String(up.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(up.waitFor()).isEqualTo(130);
    }

    @Test
    void processes_find_the_locale_of_the_caller_and_not_the_one_that_java_needs() throws Exception {
        Path file = home.write("locale", "a: echo ${LC_ALL-none}\n");
        String[] up = {"up", "-a", "shop", "--procfile", file.toString()};
        assertThat(Home.finish(home.start(Map.of("LC_ALL", "POSIX"), up), "").out())
                .isEqualTo("a.1 | POSIX\n");
        String none = "unset LC_ALL; exec \"$@\"";
        assertThat(Home.finish(
                                home.launch(
                                        Map.of(),
                                        Stream.concat(
                                                        Stream.of("sh", "-c", none, "sh", Home.LAUNCHER.toString()),
                                                        Stream.of(up))
                                                .toList()),
                                "")
                        .out())
                .isEqualTo("a.1 | none\n");
    }

    @Test
    void all_that_end_well_end_it_well() {
        Path file = home.write("done", "a: echo one\nb: sleep 0.2; echo two\n");
        assertThat(home.launched("up", "-a", "shop", "--procfile", file.toString())
                        .ok()
                        .out())
                .isEqualTo("a.1 | one\nb.1 | two\n");
    }

    @Test
    void a_signal_ends_all_in_order_and_a_kill_leaves_nothing_running() throws Exception {
        Path file = home.write("waits", "one: " + WAITS + "\ntwo: (" + WAITS + ")\n");
        Process up = start(file);
        Signal.send("INT", up.pid());
        String printed = new String(up.getInputStream().readAllBytes(), UTF_8);
        assertThat(up.waitFor()).isEqualTo(130);
        assertThat(printed.lines()).containsExactly("two.1 | ended", "one.1 | ended");
        assertThat(running()).isZero();

        Process killed = start(file);
        assertThat(running()).isPositive();
        Signal.send("KILL", killed.pid());
        await().until(() -> running() == 0);
    }

    /** A shell that starts the tests in the background ignores SIGINT for all of them. */
    private static Process interruptible(Path file) {
        return home.launch(
                Map.of(),
                List.of(
                        "perl",
                        "-e",
                        "$SIG{INT} = 'DEFAULT'; exec @ARGV",
                        Home.LAUNCHER.toString(),
                        "up",
                        "-a",
                        "shop",
                        "--procfile",
                        file.toString()));
    }

    private static Process start(Path file) throws IOException {
        for (String name : new String[] {"one.1.ready", "two.1.ready"}) {
            Files.deleteIfExists(home.scratch().resolve(name));
        }
        // a shell that starts the tests in the background ignores SIGINT for all of them
        Process up = home.launch(
                Map.of(),
                List.of(
                        "perl",
                        "-e",
                        "$SIG{INT} = 'DEFAULT'; exec @ARGV",
                        Home.LAUNCHER.toString(),
                        "up",
                        "-a",
                        "shop",
                        "--procfile",
                        file.toString()));
        await().until(() -> Files.exists(home.scratch().resolve("one.1.ready"))
                && Files.exists(home.scratch().resolve("two.1.ready")));
        return up;
    }

    private static long running() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("$PS.ready"))
                .filter(process ->
                        Path.of("/proc/" + process.pid() + "/cwd").toFile().exists())
                .count();
    }

    @Test
    void what_is_not_declared_is_refused() {
        Path file = home.write("one", "web: true\n");
        assertThat(home.vektra("up", "-a", "shop", "--procfile", file.toString(), "webb=2")
                        .exits(3)
                        .err())
                .contains("no process called 'webb'", "did you mean web?");
        assertThat(home.vektra("up", "-a", "shop", "--procfile", file.toString(), "web=0")
                        .exits(2)
                        .err())
                .contains("no process is to run");
        home.vektra("up", "-a", "nosuch", "--procfile", file.toString()).exits(3);
        home.vektra("up", "-a", "shop", "--procfile", "none").exits(3);
    }
}
