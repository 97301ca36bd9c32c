package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** {@code run --logs}: a program is as it would be without Vektra, and its lines are collected. */
@Sampled(oneIn = 6)
class RunCollectedIT {
    private static Home home;
    private static Collected collected;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("apps:create", "note").ok();
        collected = new Collected(home, "note");
        home.vektra("config:set", "-a", "note", "WHO=note 🦊").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static Home.Ran run(String process, String... command) {
        List<String> words = new ArrayList<>(List.of("run", "-a", "note", "--logs", "-p", process, "--"));
        words.addAll(List.of(command));
        return home.vektra(words.toArray(String[]::new));
    }

    @Test
    void lines_of_both_streams_are_collected_and_reach_where_they_go_anyway() {
        Home.Ran ran = run("web.1", "sh", "-c", "echo out; echo err >&2; printf 'no end'")
                .ok();
        assertThat(ran.out()).isEqualTo("out\nno end");
        assertThat(ran.err()).isEqualTo("err\n");
        collected.await("web.1", lines -> assertThat(lines).containsExactlyInAnyOrder("out", "err", "no end"));
        assertThat(home.vektra("logs", "-a", "note", "--source", "stderr").ok().out())
                .contains("note[web.1]: err\n");
    }

    @Test
    void bytes_pass_as_they_are() {
        byte[] noise = new byte[3_000_000];
        new Random(42).nextBytes(noise);
        home.write("noise", noise);
        home.shell(Map.of(), "vektra run -a note --logs -p noise -- tee /dev/stderr <noise >out 2>err")
                .ok();
        assertThat(home.bytes("out")).isEqualTo(noise);
        assertThat(home.bytes("err")).isEqualTo(noise);
    }

    @Test
    void arguments_and_environment_are_the_programs() {
        home.write(
                "arguments",
                "'a b' \"it's\" '\"' '$HOME' '' -n -- --json '*' '\\' '\\n' \"$(printf 'x\\ny')\""
                        + " \"$(printf '\\377\\376\\200\\n-')\" 🦊 --");
        String print = "sh -c 'for a; do printf \"%s\\0\" \"$a\"; done; env -0 | sort -z | grep -zv \"^_=\"'";
        String same = "export LC_ALL=tlh ODD=\"$(printf '\\377x')\" WHO='note 🦊'\neval \"set -- $(cat arguments)\"\n";
        home.shell(Map.of(), same + print + " sh \"$@\" >expected").ok();
        home.shell(Map.of(), same + "unset WHO\nvektra run -a note --logs -- " + print + " sh \"$@\" >actual")
                .ok();
        assertThat(new String(home.bytes("actual"), StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(home.bytes("expected"), StandardCharsets.ISO_8859_1))
                .contains("LC_ALL=tlh");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 125, 255})
    void the_exit_code_is_the_programs(int code) {
        assertThat(run("codes", "sh", "-c", "exit " + code).code()).isEqualTo(code);
    }

    @Test
    void failures_are_reported_as_without_it() {
        assertThat(run("x", "no-such-program").exits(127).err()).isEqualTo("Error: no program 'no-such-program'\n");
        assertThat(run("x", "/etc/passwd").exits(126).err()).isEqualTo("Error: cannot execute '/etc/passwd'\n");
        assertThat(run("two words", "true").exits(125).err()).startsWith("Error: 'two words' is not the name");
        assertThat(home.vektra("run", "-a", "nosuch", "--logs", "--", "true")
                        .exits(125)
                        .err())
                .startsWith("Error: no app called 'nosuch'");
        assertThat(run("x", "sh", "-c", "kill -KILL $$").code()).isEqualTo(128 + 9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP", "USR1"})
    void a_signal_sent_to_vektra_reaches_the_program(String signal) throws Exception {
        // a JVM that was started by nohup, or in the background of a script, never sees the signal
        assumeThat(isIgnored(signal)).isFalse();
        Process process = home.start(
                Map.of(),
                "run",
                "-a",
                "note",
                "--logs",
                "--",
                "perl",
                "-e",
                "$| = 1; $SIG{" + signal
                        + "} = sub { print \"last words\\n\"; exit 5 }; print \"$$\\n\"; sleep 60; exit 1");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).matches("\\d+");
            home.program(Map.of(), "kill", "-" + signal, String.valueOf(process.pid()))
                    .ok();
            assertThat(out.readLine()).isEqualTo("last words");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(5);
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isIgnored(String signal) throws IOException {
        int bit = List.of("HUP", "INT").indexOf(signal);
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(line.replaceFirst("SigIgn:\\s*", ""), 16))
                .anyMatch(ignored -> bit >= 0 && (ignored >> bit & 1) == 1);
    }

    @Test
    void a_program_whose_reader_has_gone_is_ended_as_it_would_be() {
        Home.Ran ran = home.shell(
                Map.of(),
                "{ vektra run -a note --logs -- sh -c 'trap \"\" HUP; yes; echo $? >&2'; echo $? >code; } | head -n 1");
        assertThat(ran.ok().out()).isEqualTo("y\n");
        assertThat(new String(home.bytes("code"), StandardCharsets.UTF_8)).isEqualTo("0\n");
        assertThat(ran.err()).contains("141");
    }

    @Test
    void what_a_program_leaves_running_is_heard_until_it_falls_silent() {
        Home.Ran ran =
                run("left", "bash", "-c", "exec > >(sed -u 's/^/> /'); echo one; (sleep 30; echo never) & exit 3");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).isEqualTo("> one\n");
        collected.await("left", lines -> assertThat(lines).containsExactly("> one"));
    }

    @Test
    void no_line_is_missing_when_there_are_many() {
        run("many", "sh", "-c", "i=0; while [ $i -lt 9000 ]; do echo line $i; i=$((i+1)); done")
                .ok();
        collected.await("many", lines -> assertThat(lines).hasSize(9000).endsWith("line 8999"));
    }

    @Test
    void a_home_where_no_router_can_run_keeps_no_program_from_running() throws Exception {
        try (Home broken = new Home()) {
            broken.vektra("apps:create", "note").ok();
            broken.shell(Map.of(), "mkdir -p \"$VEKTRA_HOME/logs/router.sock/x\"")
                    .ok();
            Home.Ran ran = broken.vektra("run", "-a", "note", "--logs", "--", "sh", "-c", "echo hi; exit 4")
                    .exits(4);
            assertThat(ran.out()).isEqualTo("hi\n");
            assertThat(ran.err()).isEqualTo("Warning: 1 lines were not collected: no router accepted them\n");
        }
    }

    @Test
    void without_a_drain_the_program_takes_vektras_place() {
        Home.Ran ran = home.vektra("run", "-a", "note", "--", "sh", "-c", "echo $PPID; ls -l /proc/$$/fd/1")
                .ok();
        assertThat(ran.out()).startsWith(ProcessHandle.current().pid() + "\n");
    }
}
