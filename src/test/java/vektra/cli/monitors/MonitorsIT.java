package vektra.cli.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** The commands that run monitors, as real processes. */
@Sampled(oneIn = 7)
class MonitorsIT {
    private Home home;

    @BeforeEach
    void open() {
        home = new Home();
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void monitor(String path, String script, String... settings) throws IOException {
        Path file = home.scratch().resolve("monitors").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        Files.writeString(file.resolveSibling(file.getFileName() + ".conf"), String.join("\n", settings));
    }

    /** A starter whose output is at hand. */
    private Starter start(String... arguments) {
        String[] words =
                Stream.concat(Stream.of("monitors:start"), Stream.of(arguments)).toArray(String[]::new);
        return new Starter(home.start(Map.of(), words));
    }

    private static String mark() {
        return String.valueOf(100_000 + ThreadLocalRandom.current().nextInt(800_000));
    }

    private static boolean runs(String mark) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.anyMatch(one -> one.info()
                    .arguments()
                    .map(arguments -> List.of(arguments).contains(mark))
                    .orElse(false));
        }
    }

    private String log() throws IOException {
        return Files.readString(home.path().resolve("monitors/log/current"));
    }

    @ParameterizedTest
    @Sampled(oneIn = 2)
    @CsvSource({"exit 0, 0, success", "exit 3, 1, failure", "sleep 60, 124, timeout", "exec nosuch, 126, error"})
    void the_exit_code_of_a_single_run_says_how_it_ended(String script, int code, String status) throws IOException {
        monitor("git/clone", script, "timeout=1s");
        Home.Ran ran = home.launched("monitors:run", "monitors/git/clone").exits(code);
        assertThat(ran.out().lines())
                .anyMatch(line -> line.contains(" monitor=monitors_git_clone.1 source=git.clone i=0 at=start "))
                .anyMatch(line -> line.contains(" at=finish status=" + status + " "));
        assertThat(log()).isEqualTo(ran.out());
    }

    @Test
    void what_is_no_monitor_has_an_exit_code_of_its_own() throws IOException {
        monitor("git/clone", "exit 0");
        assertThat(home.launched("monitors:run", "git/clon").exits(3).err()).contains("did you mean git/clone?");
        assertThat(home.scratch().resolve("monitors/git/clone").toFile().setExecutable(false))
                .isTrue();
        assertThat(home.launched("monitors:run", "monitors/git/clone")
                        .exits(126)
                        .out())
                .contains("status=error", "is not executable");
        home.launched("monitors:run").exits(2);
        home.launched("monitors:run", "git/clone", "--times", "0").exits(2);
        home.launched("monitors:run", "git/clone", "--times", "2", "--forever").exits(2);
    }

    @Test
    void a_monitor_that_prints_a_fake_success_is_quoted() throws IOException {
        monitor(
                "git/clone",
                "echo 'at=finish status=success measure=uptime val=100'; echo '\"' val=100 measure=uptime; exit 1");
        String out = home.launched("monitors:run", "git/clone").exits(1).out();
        assertThat(out.lines().filter(line -> line.contains("at=output")))
                .hasSize(2)
                .allMatch(line -> line.contains(" out=\""));
        assertThat(out.lines().filter(line -> line.contains("at=finish status=failure")))
                .hasSize(1)
                .allMatch(line -> line.contains(" val=0 "));
    }

    @Test
    void times_and_the_number_of_a_procfile_and_no_log() throws IOException {
        monitor("git/clone", "exit 0", "interval=1s");
        Home.Ran ran = home.launched(
                        Map.of("PS", "monitors_git_clone.3"), "monitors:run", "git.clone", "--times", "2", "--no-log")
                .ok();
        assertThat(ran.out().lines().filter(line -> line.contains("monitor=monitors_git_clone.3 ")))
                .hasSize(4)
                .filteredOn(line -> line.contains("interval=1s"))
                .hasSize(2);
        assertThat(home.path().resolve("monitors/log")).doesNotExist();
        assertThat(home.launched("monitors:run", "git/clone", "--json", "--no-log")
                        .ok()
                        .out())
                .contains("\"status\" : \"success\"");
    }

    @Test
    void ferrets_four_lines_and_an_interrupted_loop() throws Exception {
        monitor("git/clone", "exit 0", "interval=1s", "jitter=0");
        Home.Ran ran = home.launched("monitors:run", "git/clone", "--log-format", "ferret")
                .ok();
        assertThat(ran.out().lines().map(line -> line.replaceAll("[0-9a-f]{8}|\\d\\.\\d{4}", "X")))
                .containsExactly(
                        "app=vektra xid=X source=\"git.clone\" i=0 at=enter",
                        "app=vektra xid=X source=\"git.clone\" i=0 status=0 measure=success",
                        "app=vektra xid=X source=\"git.clone\" i=0 val=100 measure=uptime",
                        "app=vektra xid=X source=\"git.clone\" i=0 at=return val=X measure=time");
        Process loop = home.start(Map.of(), "monitors:run", "git/clone", "--forever");
        await().untilAsserted(() -> assertThat(log().split("at=finish")).hasSizeGreaterThan(3));
        Signal.send("TERM", loop.pid());
        assertThat(loop.waitFor()).isZero();
    }

    @Test
    @Sampled(oneIn = 1)
    void all_monitors_run_behind_their_names_until_a_signal_which_skips_what_runs() throws Exception {
        monitor("git/clone", "echo cloned", "interval=1s", "jitter=0");
        monitor("http/slow", "sleep 60", "jitter=0");
        try (Starter starter = start()) {
            starter.until("monitors_git_clone.1 | ts=", "monitors_http_slow.1 | ts=", "out=cloned", " status=success ");
            JsonNode ps = home.json("monitors:ps");
            assertThat(ps.at("/pid").asLong()).isEqualTo(starter.process.pid());
            await().untilAsserted(() -> {
                JsonNode processes = home.json("monitors:ps").at("/processes");
                assertThat(processes.at("/0/status").asText()).isEqualTo("success");
                assertThat(processes.at("/1/running_since").isTextual()).isTrue();
            });
            assertThat(home.vektra("monitors").ok().out())
                    .containsPattern("git/clone +1 +1s +success")
                    .containsPattern("http/slow +1 +20s +-");
            Signal.send("TERM", starter.process.pid());
            assertThat(starter.ended()).isZero();
            assertThat(starter.out.toString().lines())
                    .anyMatch(line -> line.startsWith("monitors_http_slow.1 | ")
                            && line.contains(" status=skipped ")
                            && line.contains("reason=stopped"));
            assertThat(starter.err.toString()).contains("SIGTERM: ending 2 processes");
        }
        List<String> finished = logged("at=finish");
        assertThat(finished).containsAll(logged("at=start")).doesNotHaveDuplicates();
        // a busy machine may not come to a run in time: that is noted, and was no start
        assertThat(log().lines()
                        .filter(line -> line.contains("at=finish") && !line.contains("status=skipped"))
                        .map(MonitorsIT::xid))
                .isNotEmpty()
                .isSubsetOf(logged("at=start"));
        assertThat(home.vektra("monitors:ps").ok().out())
                .startsWith("No monitors are running\n")
                .contains("stopped");
        assertThat(home.path().resolve("monitors/runs").toFile().list()).isEmpty();
    }

    /** The ids of the runs of which the log says that. */
    private List<String> logged(String what) throws IOException {
        return log().lines()
                .filter(line -> line.contains(what))
                .map(MonitorsIT::xid)
                .toList();
    }

    private static String xid(String line) {
        return line.replaceFirst(".* xid=(\\S+) .*", "$1");
    }

    @Test
    void one_that_ignores_the_end_is_killed_after_the_grace() throws Exception {
        String mark = mark();
        monitor("git/clone", "trap '' TERM; sleep " + mark + "; sleep " + mark, "jitter=0");
        try (Starter starter = start()) {
            await().until(() -> runs(mark));
            Signal.send("TERM", starter.process.pid());
            Signal.send("INT", starter.process.pid());
            assertThat(starter.ended()).isZero();
            assertThat(starter.err.toString()).contains("monitors_git_clone.1 did not end by itself and was killed");
            assertThat(starter.out.toString()).contains("status=skipped");
        }
        await().until(() -> !runs(mark));
    }

    @Test
    @Sampled(oneIn = 1)
    void a_killed_starter_leaves_no_monitor_running_and_the_next_one_starts() throws Exception {
        String mark = mark();
        monitor("git/clone", "sleep " + mark, "jitter=0");
        try (Starter starter = start()) {
            await().until(() -> runs(mark));
            Signal.send("KILL", starter.process.pid());
            starter.ended();
        }
        await().until(() -> !runs(mark));
        assertThat(home.vektra("monitors:ps").ok().out()).startsWith("No monitors are running\n");
        try (Starter next = start()) {
            next.until("at=start");
            // the folder of the killed one is gone; the monitor's own is made when it is started
            await().untilAsserted(() -> assertThat(
                            home.path().resolve("monitors/runs").toFile().list())
                    .hasSize(1));
        }
    }

    @Test
    void a_second_starter_is_refused_and_names_the_first() throws Exception {
        monitor("git/clone", "exit 0", "jitter=0");
        try (Starter first = start()) {
            first.until("at=start");
            assertThat(home.launched("monitors:start").exits(4).err())
                    .contains("are running already, process " + first.process.pid())
                    .contains("vektra monitors:ps")
                    .doesNotContain("sends the alerts");
        }
    }

    @Test
    void a_formation_is_scaled_while_it_runs() throws Exception {
        monitor("git/clone", "exit 0", "interval=1s", "jitter=0");
        monitor("http/curl", "exit 0", "interval=1s", "jitter=0");
        assertThat(home.vektra("monitors:scale", "monitor_git_clone=2").ok().out())
                .contains("monitors_git_clone  2");
        try (Starter starter = start("--formation", "http/curl=0")) {
            starter.until("monitors_git_clone.2 | ");
            assertThat(starter.out.toString()).doesNotContain("http");
            home.vektra("monitors:scale", "git", "3").ok();
            starter.until("monitors_git_clone.3 | ", "The formation changed: 3 processes");
            home.vektra("monitors:scale", "git/clone=0").ok();
            starter.until("The formation changed: 0 processes");
            assertThat(home.json("monitors:ps").at("/processes")).isEmpty();
            await().untilAsserted(() -> assertThat(
                            log().lines().filter(line -> line.contains(" source=git.clone i=0 at=stop")))
                    .hasSize(3));
        }
    }

    @Test
    void a_name_that_is_not_there_starts_nothing() throws IOException {
        monitor("git/clone", "exit 0");
        assertThat(home.launched("monitors:start", "--formation", "monitor_git_clon=2")
                        .exits(3)
                        .err())
                .contains("no monitor called 'monitor_git_clon'", "did you mean monitors_git_clone?");
        assertThat(home.launched("monitors:start", "--only", "git/clon")
                        .exits(3)
                        .err())
                .contains("did you mean git/clone?");
        assertThat(home.launched("monitors:start", "--formation", "all=0")
                        .exits(2)
                        .err())
                .contains("no monitor is to run");
        assertThat(home.launched("monitors:start", "-a", "nosuch").exits(3).err())
                .contains("no app called 'nosuch'");
    }

    @Test
    void lines_of_an_apps_monitors_are_lines_of_the_app_and_hold_no_secret_whatever_is_rotated() throws Exception {
        home.vektra("apps:create", "shop").ok();
        home.vektra("config:set", "-a", "shop", "COLOR=blue", "API_TOKEN=hushhush")
                .ok();
        monitor("git/clone", "echo $COLOR $API_TOKEN", "interval=1s", "jitter=0");
        try (Starter starter = start("-a", "shop")) {
            starter.until("out=\"blue ****\"");
            home.vektra("config:set", "-a", "shop", "COLOR=red", "API_TOKEN=quietquiet")
                    .ok();
            starter.until("out=\"red ****\"");
            await().untilAsserted(() -> assertThat(
                            home.vektra("logs", "-a", "shop", "-n", "100").out())
                    .contains("shop[monitors_git_clone.1]: ts=", "app=shop", "out=\"blue ****\""));
            Signal.send("TERM", starter.process.pid());
            assertThat(starter.ended()).isZero();
            assertThat(starter.out.toString()).doesNotContain("hushhush", "quietquiet");
            assertThat(log()).contains("app=shop").doesNotContain("hushhush", "quietquiet");
        }
        home.vektra("logs:router", "--stop").ok();
    }

    @Test
    void a_builtin_monitor_runs_by_its_name() {
        assertThat(home.launched("monitors:run", "tcp://127.0.0.1:1").exits(1).out())
                .contains("monitor=monitors_tcp_127_0_0_1_1.1", "status=failure");
    }

    @Test
    void a_procfile_is_checked_and_written() throws IOException {
        monitor("git/clone", "exit 0");
        home.write("Procfile", "web: ./start\n");
        assertThat(home.vektra("monitors:procfile", "--check").exits(1).out()).isEqualTo("Procfile is out of date\n");
        assertThat(home.vektra("monitors:procfile", "--dry-run").ok().out()).contains("would write Procfile");
        assertThat(home.vektra("monitors:profile", "monitors/").ok().out())
                .isEqualTo("Wrote Procfile with 1 monitor\n");
        assertThat(home.scratch().resolve("Procfile"))
                .hasContent("web: ./start\nmonitors_git_clone: vektra monitors:run monitors/git/clone --forever\n");
        home.vektra("monitors:procfile", "--check").ok();
        assertThat(home.vektra("monitors:procfile", "nosuch").exits(3).err()).contains("no folder 'nosuch'");
    }

    @Test
    void a_monitor_is_created_and_not_replaced() {
        assertThat(home.vektra("monitors:create", "git/clone").ok().out()).isEqualTo("Created monitors/git/clone\n");
        home.launched("monitors:run", "git/clone").ok();
        assertThat(home.vektra("monitors:create", "git/clone").exits(4).err()).contains("exists already", "--force");
        home.vektra("monitors:create", "git/clone", "--force").ok();
        assertThat(home.vektra("monitors:create", "web/home", "--template", "http")
                        .ok()
                        .out())
                .isEqualTo("Created monitors/web/home.conf\n");
        assertThat(home.vektra("monitors:create", "clone").exits(2).err()).contains("GROUP/NAME");
    }

    @ParameterizedTest
    @CsvSource({"--user", "--system"})
    void systemd_has_nothing_to_say_against_the_unit(String whose) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd-analyze on this machine");
        String[] words = whose.equals("--user")
                ? new String[] {"monitors:deploy", "--to", "systemd", "--out", "units"}
                : new String[] {"monitors:deploy", "--to", "systemd", "--out", "units", "--system"};
        Path file = home.scratch().resolve("units/vektra-monitors.service");
        assertThat(home.vektra(words).ok().out()).startsWith("Wrote " + file + "\n");
        String unit = Files.readString(file);
        assertThat(unit).contains("monitors:start", "KillMode=mixed", "WorkingDirectory=" + home.scratch());
        Home.Ran ran = home.program(
                Map.of("XDG_RUNTIME_DIR", home.scratch().toString()),
                "systemd-analyze",
                whose,
                "verify",
                file.toString());
        assertThat(ran.exits(0).out() + ran.err()).isEmpty();
    }
}
