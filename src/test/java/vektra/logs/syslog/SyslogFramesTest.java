package vektra.logs.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.logs.Taken;

/** What comes over a syslog connection becomes lines, by any program and however it is cut up on the way. */
class SyslogFramesTest {
    private static final long NOW = micros("2026-01-02T04:00:00Z");
    private final Taken taken = new Taken();

    private static long micros(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    private void read(byte[] bytes, int chunk) throws IOException {
        SyslogMessage message = new SyslogMessage(new SyslogTime(ZoneOffset.UTC), "here");
        new SyslogFrames(new SyslogBatches(taken, "origin", message), () -> NOW)
                .readAll(Channels.newChannel(new ByteArrayInputStream(bytes) {
                    @Override
                    public int read(byte[] into, int from, int length) {
                        return super.read(into, from, Math.min(length, chunk));
                    }
                }));
    }

    private void read(String text) {
        try {
            read(text.getBytes(UTF_8), Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100_000})
    void both_framings_may_follow_each_other_and_be_cut_anywhere(int chunk) throws IOException {
        String one = "<134>1 2026-01-02T03:04:05.678901Z box1 shop web.1 - - ";
        read(
                ("58 " + one + "one58 " + one + "two" + one + "three\n\n" + one + "four\r\n62 " + one + "h✓\n  ")
                        .getBytes(UTF_8),
                chunk);
        assertThat(taken.lines())
                .containsExactly(
                        "134|shop|web.1|box1|one",
                        "134|shop|web.1|box1|two",
                        "134|shop|web.1|box1|three",
                        "134|shop|web.1|box1|four",
                        "134|shop|web.1|box1|h✓\n  ");
        assertThat(taken.micros()).containsOnly(micros("2026-01-02T03:04:05.678901Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                // Docker: rfc5424micro with a tag, its default, rfc3164; then the C library and a relay
                "<30>1 2026-01-02T03:04:05.678901Z host shop/web.1 912 shop/web.1 - hi ~ 30|shop|web.1|host|hi",
                "<27>Jan  2 03:04:05 shop/web.1[912]: hi ~ 27|shop|web.1|here|hi",
                "<30>Jan  2 03:04:05 host shop/web.1[912]: hi ~ 30|shop|web.1|host|hi",
                "<30> 2026-01-02T03:04:05Z host shop/web.1[912]: hi ~ 30|shop|web.1|host|hi",
                "<13>Jan  2 03:04:05 cron[77]: a: b ~ 13|cron|77|here|a: b",
                "<13>Jan 12 03:04:05 host sshd[77]: hi ~ 13|sshd|77|host|hi",
                "<13>Jan 12 03:04:05 host shop: hi ~ 13|shop|-|host|hi",
                "<13>Jan 12 03:04:05 ::1 shop[1]: hi ~ 13|shop|1|::1|hi",
                // Heroku leaves out the structured data
                "<190>1 2026-01-02T03:04:05+00:00 host app web.1 - hello [x] ~ 190|app|web.1|host|hello [x]",
                "<134>1 - - - - - - hello ~ 134|-|-|here|hello",
                "<134>1 - - shop - - [a@1 b=\"\\\"]\"][c@1] hello ~ 134|shop|-|here|hello",
                "<134>1 - - shop - - [not structured ~ 134|shop|-|here|[not structured",
                "<134>1 - - shop - - ~ 134|shop|-|here|",
                // damaged
                "no header at all ~ 13|-|-|here|no header at all",
                "2026 was a good year ~ 13|-|-|here|2026 was a good year",
                "<999>1 - x ~ 13|-|-|here|<999>1 - x",
                "<>hi ~ 13|-|-|here|<>hi",
                "<34 ~ 13|-|-|here|<34",
                "<34> ~ 34|-|-|here|",
                "<34>1 ~ 34|-|-|here|1",
                "<34>1 a ~ 34|-|-|here|",
                "<34>hi there ~ 34|-|-|here|hi there",
            })
    void each_kind_of_message_is_taken_apart(String message, String line) {
        read(message + "\n");
        assertThat(taken.lines()).containsExactly(line == null ? "" : line);
    }

    @ParameterizedTest
    @CsvSource({
        "<1>1 2026-01-02T03:04:05.678901Z,2026-01-02T03:04:05.678901Z",
        "<1>1 2026-01-02T03:04:05.6789019999Z,2026-01-02T03:04:05.678901Z",
        "<1>1 2026-01-02T03:04:05.1+02:30,2026-01-02T00:34:05.100Z",
        "<1>1 2024-02-29T00:00:00Z,2024-02-29T00:00:00Z",
        "<1>1 2016-12-31T23:59:60Z,2016-12-31T23:59:59.999999Z",
        "<1>1 10000-01-01T00:00:00Z,2026-01-02T04:00:00Z",
        "<1>1 2999-01-01T00:00:00Z,2026-01-02T04:00:00Z",
        "<1>1 2026-13-02T03:04:05Z,2026-01-02T04:00:00Z",
        "<1>1 2026-01-02T03:04:05,2026-01-02T04:00:00Z",
        "<1>1 x026-01-02T03:04:05Z,2026-01-02T04:00:00Z",
        "<1>Dec 31 23:59:59 tag:,2025-12-31T23:59:59Z",
        "<1>Jan  3 00:00:00 tag:,2026-01-03T00:00:00Z",
        "<1>Foo  3 00:00:00 tag:,2026-01-02T04:00:00Z",
        "<1>Feb 30 00:00:00 tag:,2026-01-02T04:00:00Z",
    })
    void times_are_the_messages_own_unless_they_cannot_be(String message, String time) {
        read(message + " - - - - - x\n");
        assertThat(taken.micros()).containsExactly(micros(time));
    }

    @Test
    void a_mark_of_the_byte_order_is_no_part_of_a_message() {
        read("<1>1 - - shop - - - \ufeffhi\n");
        assertThat(taken.messages()).containsExactly("hi");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 100_000})
    void what_is_too_long_for_a_line_comes_in_parts(int chunk) throws IOException {
        String head = "<134>1 - - shop web.1 - - ";
        String long1 = "é".repeat(100_000);
        read(
                (head + long1 + "\n" + (head + long1).getBytes(UTF_8).length + " " + head + long1 + head + "end\n")
                        .getBytes(UTF_8),
                chunk);
        assertThat(String.join("", taken.messages()).replaceAll("#\\d\\+?", "")).isEqualTo(long1 + long1 + "end");
        assertThat(taken.messages().stream().map(message -> message.replaceAll("é", "")))
                .containsExactly("#1+", "#2+", "#3+", "#4", "#1+", "#2+", "#3+", "#4", "end");
    }

    @Test
    void a_connection_that_announces_too_much_is_ended() {
        assertThatThrownBy(() -> read("99999999 <1>1 - - - - - - x".getBytes(UTF_8), 1000))
                .isInstanceOf(IOException.class);
        assertThat(taken.messages()).hasSizeLessThan(2);
    }

    @Test
    void what_a_broken_connection_cut_off_is_a_line() {
        read("<1>1 - - shop - - - one\n<1>1 - - shop - - - tw");
        assertThat(taken.messages()).containsExactly("one", "tw");
    }

    @Test
    void no_garbage_does_harm() throws IOException {
        Random random = new Random(11);
        String alphabet = "<>0123456789 []:\"\\\n-/ TZJan\0\u00e9";
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "<13>1 " : "<13>Jan  2 ");
            for (int i = random.nextInt(80); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                read(text.toString().getBytes(UTF_8), 1 + random.nextInt(20));
            } catch (IOException tooLong) {
                assertThat(tooLong).hasMessageContaining("a message of");
            }
        }
        assertThat(taken.lines()).isNotEmpty();
    }
}
