package vektra.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.logs.syslog.SyslogBatches;
import vektra.logs.syslog.SyslogFrames;
import vektra.logs.syslog.SyslogMessage;
import vektra.logs.syslog.SyslogTime;

/** Messages as programs really send them: Python's handler, glibc, rsyslog's templates. */
class SyslogSendersTest {
    private static final long NOW =
            java.time.Instant.parse("2026-01-02T04:00:00Z").toEpochMilli() * 1000;
    private final Taken taken = new Taken();

    private void read(String text, int chunk) throws IOException {
        SyslogMessage message = new SyslogMessage(new SyslogTime(ZoneOffset.UTC), "here");
        new SyslogFrames(new SyslogBatches(taken, "origin", message), () -> NOW)
                .readAll(Channels.newChannel(new ByteArrayInputStream(text.getBytes(UTF_8)) {
                    @Override
                    public int read(byte[] into, int from, int length) {
                        return super.read(into, from, Math.min(length, chunk));
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100_000})
    void a_zero_ends_a_message(int chunk) throws IOException {
        read("<14>web/p: one\0<14>web/p: two\0\0<11>other/q: three\0<14>web/p: last", chunk);
        assertThat(taken.lines())
                .containsExactly(
                        "14|web|p|here|one", "14|web|p|here|two", "11|other|q|here|three", "14|web|p|here|last");
    }

    @Test
    void line_feeds_are_part_of_messages_that_end_with_a_zero() throws IOException {
        read("<14>web/p: Traceback\n  File \"x\"\n  <b>\nError\0<14>web/p: after\0", 100_000);
        assertThat(taken.lines())
                .containsExactly("14|web|p|here|Traceback\n  File \"x\"\n  <b>\nError", "14|web|p|here|after");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100_000})
    void a_stray_zero_does_not_hold_back_lines(int chunk) throws IOException {
        read("<14>web/p: a\n<14>web/p: b\0c\n<14>web/p: d\0\n<14>web/p: e\n", chunk);
        assertThat(taken.lines()).startsWith("14|web|p|here|a").endsWith("14|web|p|here|e");
        assertThat(taken.lines()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "<11>2026-01-02T03:04:05Z box web/rs.2 text of it, 11|web|rs.2|box|text of it",
        "<11>2026-01-02T03:04:05.123456+01:00 box web[12] text, 11|web|12|box|text",
        "<11>2026-01-02T03:04:05Z box web/rs.2: text, 11|web|rs.2|box|text",
        "<11>2026-01-02T03:04:05Z nothing in it, 11|-|-|here|nothing in it",
        "<11>2026-01-02T03:04:05Z cannot open /etc/x, 11|-|-|here|cannot open /etc/x",
        "<11>2026-01-02T03:04:05Z box a/ b, 11|-|-|here|box a/ b",
        "<11>Jan  2 03:04:05 box web/rs.2 text, 11|-|-|here|box web/rs.2 text"
    })
    void a_tag_without_a_colon_is_one_where_it_names_an_app_or_a_process(String message, String line)
            throws IOException {
        read(message + "\n", 100_000);
        assertThat(taken.lines()).containsExactly(line);
    }

    @ParameterizedTest
    @CsvSource({
        "<13>Jan  2 03:04:05 host web: text, 13|web|-|host|text",
        "<13>Jan  2 03:04:05 host web[123]: text, 13|web|123|host|text",
        "<13>Jan  2 03:04:05 web: text, 13|web|-|here|text",
        "<13>Jan  2 03:04:05 web[123]: text, 13|web|123|here|text",
        "<13>web: text, 13|web|-|here|text",
        "<13>web[123]: text: more, 13|web|123|here|text: more",
        "<13>Jan  2 03:04:05 host web/clock.1[123]: text, 13|web|clock.1|host|text",
        "<13>1 2026-01-02T03:04:05Z host web - - - text, 13|web|-|host|text",
        "<13>1 2026-01-02T03:04:05.1Z host web 123 - [timeQuality tzKnown=\"1\"] text, 13|web|123|host|text",
        "<13>Nov 28 12:00:00 host web[123]: of last year, 13|web|123|host|of last year"
    })
    void a_plain_tag_names_the_app(String message, String line) throws IOException {
        read(message + "\n", 100_000);
        assertThat(taken.lines()).containsExactly(line);
    }
}
