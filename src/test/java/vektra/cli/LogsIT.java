package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** {@code logs}: the recent lines of an app. */
@Sampled(oneIn = 2)
class LogsIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("apps:create", "note").ok();
        pipe("one\ntwo\nth\u001b[31mree\u009b1m\ttab\n", "web.1");
        pipe("four\n", "web.2");
        pipe("five\n", "worker");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static void pipe(String text, String process) {
        home.vektraFed(text, "logs:pipe", "-a", "note", "-p", process, "-q").ok();
    }

    private static String logs(String... more) {
        String[] call = new String[more.length + 3];
        System.arraycopy(new String[] {"logs", "-a", "note"}, 0, call, 0, 3);
        System.arraycopy(more, 0, call, 3, more.length);
        return home.vektra(call).ok().out().replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z ", "");
    }

    @Test
    void the_last_lines_are_shown_with_nothing_that_steers_a_terminal() {
        assertThat(logs())
                .isEqualTo("note[web.1]: one\nnote[web.1]: two\nnote[web.1]: th?[31mree?1m\ttab\nnote[web.2]: four\n"
                        + "note[worker]: five\n");
        assertThat(logs("-n", "1")).isEqualTo("note[worker]: five\n");
        assertThat(logs("-n", "0")).isEmpty();
    }

    @Test
    void they_can_be_chosen_by_source_and_time() {
        assertThat(logs("--source", "web.*", "-n", "2"))
                .isEqualTo("note[web.1]: th?[31mree?1m\ttab\nnote[web.2]: four\n");
        assertThat(logs("--source", "stderr")).isEmpty();
        assertThat(logs("--source", "stdout")).contains("note[web.2]: four\nnote[worker]: five\n");
        assertThat(logs("--since", "1h", "--source", "worker")).isEqualTo("note[worker]: five\n");
        assertThat(logs("--since", Instant.now().plusSeconds(60).toString())).isEmpty();
        assertThat(home.vektra("logs", "-a", "note", "--since", "yesterday")
                        .exits(2)
                        .err())
                .startsWith("Error: 'yesterday' is neither");
    }

    @Test
    void those_that_come_are_shown_as_they_come() throws Exception {
        Process process = home.start(Map.of(), "logs", "-a", "note", "--tail", "--json", "--source", "late");
        try (BufferedReader out = process.inputReader()) {
            pipe("hello\n", "late");
            assertThat(Home.JSON.readTree(out.readLine()).at("/message").asText())
                    .isEqualTo("hello");
            pipe("again\n", "late");
            assertThat(Home.JSON.readTree(out.readLine()).at("/message").asText())
                    .isEqualTo("again");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void only_the_newest_are_kept() {
        home.vektra("apps:create", "wordy").ok();
        home.vektraFed(("x".repeat(999) + "\n").repeat(9000), "logs:pipe", "-a", "wordy", "-q")
                .ok();
        assertThat(home.json("logs", "-a", "wordy", "-n", "100000").at("/lines"))
                .hasSizeBetween(1900, 4500);
    }

    @Test
    void a_result_that_cannot_be_written_is_reported() {
        assertThat(home.shell(Map.of(), "vektra logs -a note >/dev/full")
                        .exits(5)
                        .err())
                .startsWith("Error: the result could not be written to stdout");
        home.shell(Map.of(), "vektra logs -a note | true").ok();
    }

    @Test
    void where_nothing_was_collected_it_says_how_lines_come_in() {
        home.vektra("apps:create", "silent").ok();
        Home.Ran ran = home.vektra("logs", "-a", "silent").ok();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("No line of silent", "vektra run --logs -a silent");
        assertThat(home.vektra("logs", "-a", "nosuch").exits(3).err()).contains("no app called 'nosuch'");
    }

    @Test
    void a_new_app_is_not_shown_the_lines_of_an_earlier_one_of_its_name() {
        home.vektra("apps:create", "again").ok();
        home.vektraFed("theirs\n", "logs:pipe", "--quiet", "-a", "again").ok();
        assertThat(home.vektra("logs", "-a", "again").ok().out()).contains("theirs");
        home.vektra("apps:destroy", "-a", "again", "--confirm", "again").ok();
        home.vektra("apps:create", "again").ok();
        home.vektraFed("mine\n", "logs:pipe", "--quiet", "-a", "again").ok();
        assertThat(home.vektra("logs", "-a", "again").ok().out())
                .contains("mine")
                .doesNotContain("theirs");
    }
}
