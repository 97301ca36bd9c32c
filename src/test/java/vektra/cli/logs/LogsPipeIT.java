package vektra.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.cli.Collected;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** {@code logs:pipe}: what is piped in is copied and collected. */
@Sampled(oneIn = 2)
class LogsPipeIT {
    private static Home home;
    private static Collected collected;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("apps:create", "note").ok();
        collected = new Collected(home, "note");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void input_is_copied_byte_for_byte_and_its_lines_are_there_once_it_ends() {
        byte[] noise = new byte[1_000_000];
        new Random(3).nextBytes(noise);
        home.write("noise", noise);
        home.shell(Map.of(), "vektra logs:pipe -a note -p noise <noise >copy").ok();
        assertThat(home.bytes("copy")).isEqualTo(noise);
        assertThat(home.vektraFed("one\n\ntwo\r\nthree", "logs:pipe", "-a", "note", "-p", "web.1")
                        .ok())
                .isEqualTo(new Home.Ran(0, "one\n\ntwo\r\nthree", ""));
        assertThat(collected.messages("web.1")).containsExactly("one", "", "two", "three");
    }

    @Test
    void it_can_be_quiet_and_take_lines_for_those_of_stderr() {
        assertThat(home.vektraFed("oops\n", "logs:pipe", "-a", "note", "-p", "quiet", "-q", "--stderr")
                        .ok()
                        .out())
                .isEmpty();
        assertThat(home.json("logs", "-a", "note", "--source", "quiet")
                        .at("/lines/0/priority")
                        .asInt())
                .isEqualTo(131);
    }

    @Test
    void a_reader_that_has_gone_does_not_stop_it() {
        home.shell(Map.of(), "seq 1 100000 | vektra logs:pipe -a note -p gone | head -n 1")
                .ok();
        collected.await("gone", lines -> assertThat(lines).endsWith("100000"));
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThat(home.vektraFed("x", "logs:pipe", "-a", "nosuch").exits(3).err())
                .contains("no app called 'nosuch'");
        home.vektraFed("x", "logs:pipe", "-a", "note", "-p", "two words").exits(2);
    }
}
