package vektra.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static vektra.drain.Lines.STREAM;
import static vektra.drain.Lines.drain;
import static vektra.drain.Lines.encoded;
import static vektra.drain.Lines.line;
import static vektra.drain.Lines.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.drain.encode.Bytes;
import vektra.drain.encode.Clean;
import vektra.drain.encode.Encoder;
import vektra.drain.encode.Escapes;
import vektra.drain.encode.JsonEncoder;
import vektra.drain.encode.LogentriesText;
import vektra.drain.encode.LogstashJson;
import vektra.drain.encode.Stamp;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;

/** What lines of any kind become. */
class EdgeCasesTest {
    private static final String HEADER = "<134>1 2026-01-02T03:04:05.678901Z box1 shop web.1 - - ";

    @Test
    void ends_of_lines_within_a_counted_message_stay() {
        assertThat(messages(syslog(), line("a\nb\rc\0d\te"))).containsExactly("a\nb\rc\0d\te");
    }

    @Test
    void no_end_of_line_within_a_message_makes_a_second_frame_where_lines_are_frames() {
        assertThat(encoded(syslog("framing", "lf"), line("x\n<13>1 - - - - - - fake\r\n\0")))
                .isEqualTo(HEADER + "x #012<13>1 - - - - - - fake#015 #012#000\n");
        assertThat(encoded(syslog("framing", "lf", "controls", "keep"), line("x\ny\r\0\033[31m")))
                .isEqualTo(HEADER + "x #012y#015#000\033[31m\n");
    }

    @Test
    void line_feeds_at_the_end_are_folded_into_the_one_that_ends_the_frame() {
        assertThat(encoded(syslog("framing", "lf"), line("x\n\n"))).isEqualTo(HEADER + "x\n");
        assertThat(encoded(syslog("format", "{MESSAGE}"), line("x\n\n"))).isEqualTo("x\n");
    }

    @Test
    void a_name_cannot_end_a_field_or_a_frame() {
        LogStream evil = new LogStream("a b\n", "web 1\u00e9", "", false);
        assertThat(encoded(syslog("framing", "lf", "sequence", "false"), line(evil, utf8("x"), 0)))
                .isEqualTo("<134>1 2026-01-02T03:04:05.678901Z - a_b_ web_1_ - - x\n");
        assertThat(encoded(syslog("framing", "lf", "rfc", "3164"), line(evil, utf8("x"), 0)))
                .isEqualTo("<134>Jan  2 03:04:05 - a_b_[web_1_]: x\n");
        assertThat(encoded(syslog("format", "{GROUP} {MESSAGE}"), line(evil, utf8("x"), 0)))
                .isEqualTo("a_b_ x\n");
    }

    @Test
    void a_name_that_the_header_cannot_hold_stands_whole_in_the_structured_data() {
        String app = "\u00e4\"]\\" + "a".repeat(60);
        String frame = encoded(syslog("framing", "lf"), line(new LogStream(app, "p", "h", false), utf8("x"), 5));
        assertThat(frame)
                .isEqualTo("<134>1 2026-01-02T03:04:05.678901Z h _\"]\\" + "a".repeat(44)
                        + " p - [vektra@32473 app=\"\u00e4\\\"\\]\\\\" + "a".repeat(60) + "\" seq=\"5\"] x\n");
    }

    @Test
    void fields_are_cut_at_the_limits_of_the_rfc() {
        LogStream longNames = new LogStream("a".repeat(300), "p".repeat(300), "h".repeat(300), false);
        assertThat(encoded(syslog("framing", "lf", "sequence", "false"), line(longNames, utf8("x"), 0)))
                .contains(" " + "h".repeat(255) + " " + "a".repeat(48) + " " + "p".repeat(128) + " - - x");
    }

    @Test
    void what_a_terminal_would_obey_is_escaped_unless_it_shall_stay() {
        String colours = "\033[31mred\u007f\u0085\u2028\u2029\u009b\u00a0\u2027\t";
        assertThat(messages(syslog(), line(colours)))
                .containsExactly("#033[31mred#177#302#205#342#200#250#342#200#251#302#233\u00a0\u2027\t");
        assertThat(messages(syslog("controls", "keep"), line(colours))).containsExactly(colours);
    }

    @Test
    void bad_bytes_are_replaced_each_sequence_once_and_no_neighbour_is_lost() {
        Random random = new Random(3);
        int[] interesting = {
            'a', 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xa0, 0xed, 0x9f, 0xef, 0xf0, 0x90, 0xf4, 0x8f, 0xf5, 0xff
        };
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) interesting[random.nextInt(interesting.length)];
            }
            withoutSurrogates(bytes);
            Clean clean = new Clean(Escapes.NONE).read(line(STREAM, bytes, 0));
            assertThat(new String(clean.bytes(), clean.from(), clean.length(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void half_a_pair_is_three_bad_bytes() {
        assertThat(messages(syslog(), line(STREAM, new byte[] {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80, 'b'}, 0)))
                .containsExactly("a\ufffd\ufffd\ufffdb");
    }

    @Test
    void the_count_is_of_bytes_after_repair() {
        assertThat(encoded(syslog(), line(STREAM, new byte[] {'a', (byte) 0xff, 'b'}, 0)))
                .isEqualTo((HEADER.length() + 5) + " " + HEADER + "a\ufffdb");
    }

    @Test
    void a_byte_order_mark_of_the_input_is_removed() {
        assertThat(messages(syslog(), line("\ufeffhello"), line("\ufeff"))).containsExactly("hello", "");
        assertThat(messages(syslog(), part("\ufeffhello", 2, false))).containsExactly("\ufeffhello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", "\u2713", "\ud83d\ude00", "\033", "\n"})
    void a_long_line_is_sent_in_parts_cut_between_characters(String character) {
        String message = "x" + character.repeat(5000);
        List<String> frames = frames(encoded(syslog("max-line", "1024", "controls", "keep"), line(message, 42)));
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < frames.size(); i++) {
            String frame = frames.get(i);
            String data = "[vektra@32473 seq=\"42\" part=\"" + (i + 1) + "/" + frames.size() + "\"] ";
            assertThat(frame).contains(data);
            assertThat(utf8(frame).length).isBetween(i + 1 < frames.size() ? 1000 : 1, 1024);
            joined.append(frame.substring(frame.indexOf(data) + data.length()));
        }
        assertThat(joined.toString()).isEqualTo(message);
    }

    @Test
    void a_line_that_just_fits_is_not_cut() {
        int room = 1024 - HEADER.length();
        assertThat(frames(encoded(syslog("max-line", "1024"), line("x".repeat(room)))))
                .hasSize(1);
        assertThat(frames(encoded(syslog("max-line", "1024"), line("x".repeat(room + 1)))))
                .hasSize(2);
    }

    @Test
    void pieces_of_an_endless_line_are_numbered_and_cut_again_where_need_be() {
        assertThat(encoded(syslog(), part("x", 3, true))).contains("[vektra@32473 seq=\"7\" part=\"3\"] x");
        assertThat(frames(encoded(syslog("max-line", "1024"), part("x".repeat(1500), 3, true))))
                .satisfiesExactly(
                        first -> assertThat(first).contains("part=\"3.1\"]"),
                        second -> assertThat(second).contains("part=\"3.2\"]"));
    }

    @Test
    void a_message_goes_to_papertrail_in_at_most_100_000_bytes() {
        PapertrailDrain papertrail = new PapertrailDrain();
        Encoder encoder = papertrail.encoder(drain(papertrail, "logs.example:1", null));
        assertThat(frames(encoded(encoder, line("\u2713".repeat(100_000)))))
                .hasSize(4)
                .allSatisfy(frame -> assertThat(utf8(frame).length).isLessThanOrEqualTo(100_000));
    }

    @Test
    void papertrail_shows_the_app_as_system_when_asked() {
        PapertrailDrain papertrail = new PapertrailDrain();
        Encoder encoder = papertrail.encoder(drain(papertrail, "logs.example:1", null, "system", "app"));
        assertThat(encoded(encoder, line("x", 5))).contains("Z shop web.1 - - - x");
        encoder = papertrail.encoder(drain(papertrail, "logs.example:1", null, "sequence", "true"));
        assertThat(encoded(encoder, line("x", 5))).contains(" - [vektra@32473 seq=\"5\"] x");
    }

    @Test
    void a_line_goes_to_logentries_in_at_most_65536_characters() {
        Encoder text = new LogentriesText("t", false);
        assertThat(encoded(text, line("a".repeat(65_536)))).isEqualTo("t " + "a".repeat(65_536) + "\n");
        assertThat(encoded(text, line("a".repeat(65_537)))).isEqualTo("t " + "a".repeat(65_536) + "\nt a\n");
        assertThat(encoded(text, line("\u2713".repeat(65_537))))
                .isEqualTo("t " + "\u2713".repeat(65_536) + "\nt \u2713\n");
        assertThat(encoded(text, line("a" + "\ud83d\ude00".repeat(32_768))))
                .isEqualTo("t a" + "\ud83d\ude00".repeat(32_767) + "\nt \ud83d\ude00\n");
        assertThat(encoded(text, line(""))).isEqualTo("t \n");
        assertThat(encoded(new LogentriesText("t", true), line("x"))).isEqualTo("t app=shop process=web.1 x\n");
    }

    @Test
    void json_is_never_cut_and_any_byte_leaves_it_valid() throws Exception {
        Random random = new Random(4);
        Encoder logstash = new JsonEncoder(Stamp.Form.MILLIS, new LogstashJson(false, true), "\n");
        for (int size : new int[] {0, 1, 100, 10_000, 1_000_000}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            withoutSurrogates(bytes);
            LogLine line = line(new LogStream("\"a\n", "\u2713", "", false), bytes, 9);
            String written = encoded(logstash, line);
            assertThat(written.indexOf('\n')).isEqualTo(written.length() - 1);
            JsonNode read = new ObjectMapper().readTree(written);
            String expected = new String(bytes, StandardCharsets.UTF_8);
            assertThat(read.get("message").asText().equals(expected)).isTrue();
            assertThat(read.get("app").asText()).isEqualTo("\"a\n");
            assertThat(read.get("sequence").asLong()).isEqualTo(9);
        }
    }

    @Test
    void logstash_gets_objects_for_host_and_process_when_its_schema_wants_them() {
        Encoder ecs = new JsonEncoder(Stamp.Form.MILLIS, new LogstashJson(true, false), "\n");
        assertThat(encoded(ecs, part("x", 2, true)))
                .isEqualTo("{\"@timestamp\":\"2026-01-02T03:04:05.678Z\",\"@version\":\"1\",\"message\":\"x\","
                        + "\"host\":{\"name\":\"box1\"},\"type\":\"log\",\"app\":\"shop\","
                        + "\"process\":{\"name\":\"web.1\"},\"part\":2,\"more\":true}\n");
    }

    @Test
    void a_placeholder_in_a_message_or_a_name_stays_what_it_is() {
        Encoder encoder = syslog("format", "{DATE} {GROUP} {SERVICE} {CONTAINER} {MESSAGE} {GROUP}!");
        assertThat(encoded(encoder, line(new LogStream("{SERVICE}", "{MESSAGE}", "", false), utf8("{DATE}"), 0)))
                .isEqualTo("2026-01-02T03:04:05Z {SERVICE} {MESSAGE} - {DATE} {SERVICE}!\n");
    }

    @Test
    void points_in_time_are_right_at_any_time() {
        Stamp stamp = new Stamp(Stamp.Form.MICROS);
        for (String time : new String[] {
            "2016-12-31T23:59:59.999999Z", // a leap second follows
            "2017-01-01T00:00:00.000000Z",
            "2026-03-29T01:00:00.000001Z",
            "2024-02-29T12:00:00.500000Z",
            "1969-12-31T23:59:59.999999Z",
            "0000-01-01T00:00:00.000000Z",
            "9999-12-31T23:59:59.999999Z",
            "2024-02-29T12:00:00.400000Z"
        }) {
            Bytes out = new Bytes();
            assertThat(stamp.put(Lines.micros(Instant.parse(time)), out)).isTrue();
            assertThat(out.toString()).isEqualTo(time);
        }
        assertThat(stamp.put(Lines.micros(Instant.parse("+10000-01-01T00:00:00Z")), new Bytes()))
                .isFalse();
    }

    @Test
    void dates_without_a_zone_are_local_only_when_asked() {
        Bytes out = new Bytes();
        new Stamp(Stamp.Form.OLD, ZoneId.of("Asia/Kolkata"))
                .put(Lines.micros(Instant.parse("2026-12-30T20:00:00Z")), out);
        assertThat(out.toString()).isEqualTo("Dec 31 01:30:00");
    }

    @Test
    void one_encoder_keeps_thousands_of_streams_apart() {
        Encoder encoder = syslog("framing", "lf");
        for (int i = 0; i < 5000; i++) {
            LogStream stream = new LogStream("app" + i % 1500, "web", "box", false);
            assertThat(encoded(encoder, line(stream, utf8("x"), 0))).contains(" box app" + i % 1500 + " web ");
        }
    }

    /** Of half a pair in UTF-8 Java makes one mark, Unicode three. */
    private static void withoutSurrogates(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xed && (bytes[i + 1] & 0xe0) == 0xa0) {
                bytes[i] = 'x';
            }
        }
    }

    private static Encoder syslog(String... options) {
        return new SyslogDrain().encoder(drain(new SyslogDrain(), "tcp://logs.example:1", null, options));
    }

    private static List<String> messages(Encoder encoder, LogLine... lines) {
        return frames(encoded(encoder, lines)).stream()
                .map(frame -> frame.startsWith(HEADER)
                        ? frame.substring(HEADER.length())
                        : frame.replaceAll("(?s).* - (-$|\\[[^]]*] )", ""))
                .toList();
    }

    /** Takes counted frames apart. */
    private static List<String> frames(String text) {
        byte[] bytes = utf8(text);
        List<String> frames = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int count = 0;
            while (bytes[at] != ' ') {
                count = count * 10 + bytes[at++] - '0';
            }
            frames.add(new String(bytes, at + 1, count, StandardCharsets.UTF_8));
            at += 1 + count;
        }
        return frames;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
