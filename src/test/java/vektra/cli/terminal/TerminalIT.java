package vektra.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Home;

/** On a real terminal, as script(1) makes one. */
class TerminalIT {
    private static final String SHOWN = "sh -c 'test -t 0 && test -t 1 && echo a terminal || echo pipes'";
    private static Home home;

    @BeforeAll
    static void open() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) is not installed");
        home = new Home();
        home.vektra("apps:create", "web").ok();
        // nothing listens there: lines wait in the spool
        home.vektra("addons:enable", "syslog", "--url", "tcp://127.0.0.1:9").ok();
    }

    @AfterAll
    static void close() {
        if (home != null) {
            home.vektra("logs:router", "--stop");
            home.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "run -a web --, a terminal",
        "run -a web --no-logs --, a terminal",
        "run -a web --logs --, pipes",
    })
    void a_program_keeps_its_terminal_though_a_drain_wants_its_lines(String call, String expected) {
        assertThat(onTerminal("vektra " + call + " " + SHOWN)).contains(expected + "\n");
    }

    @Test
    void a_program_whose_output_goes_elsewhere_is_collected() {
        assertThat(onTerminal("vektra run -a web -- " + SHOWN + " | cat"))
                .contains("pipes\n")
                .doesNotContain("Output is not collected");
        assertThat(onTerminal("vektra run -a web -- " + SHOWN + " </dev/null"))
                .contains("pipes\n")
                .doesNotContain("Output is not collected");
    }

    @Test
    void a_kept_terminal_is_reported_and_the_exit_code_is_the_programs() {
        assertThat(onTerminal("vektra run -a web -- sh -c 'exit 42'; echo code $?"))
                .contains("Output is not collected, since the program uses the terminal", "code 42\n");
    }

    @Test
    void tables_are_as_wide_as_the_terminal() {
        home.vektraFed(
                        IntStream.range(0, 300)
                                .mapToObj(i -> "A_CONFIG_VAR_" + i + "=v")
                                .collect(Collectors.joining("\n")),
                        "config:import",
                        "-a",
                        "web",
                        "-")
                .ok();
        assertThat(longest(onTerminal("stty cols 100; vektra releases -a web"))).isEqualTo(100);
        assertThat(longest(onTerminal("stty cols 0; vektra releases -a web"))).isEqualTo(80);
        assertThat(longest(home.vektra("releases", "-a", "web").ok().out())).isEqualTo(240);
        assertThat(home.json("releases", "-a", "web").get(0).get("description").asText())
                .endsWith("A_CONFIG_VAR_99 config vars");
    }

    private static int longest(String lines) {
        return lines.lines().mapToInt(String::length).max().orElse(0);
    }

    private static String onTerminal(String commands) {
        Path script = home.write("on-terminal.sh", "vektra() { \"" + Home.LAUNCHER + "\" \"$@\"; }\n" + commands);
        return home.program(Map.of("NO_COLOR", "1"), "/usr/bin/script", "-qec", "/bin/sh " + script, "/dev/null")
                .ok()
                .out()
                .replace("\r\n", "\n");
    }
}
