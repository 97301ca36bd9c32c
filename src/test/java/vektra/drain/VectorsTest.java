package vektra.drain;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static vektra.drain.Lines.STREAM;
import static vektra.drain.Lines.TIME;
import static vektra.drain.Lines.drain;
import static vektra.drain.Lines.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.drain.connect.Request;
import vektra.drain.connect.WebhookConnection;
import vektra.drain.encode.Bytes;
import vektra.drain.encode.Encoder;
import vektra.drain.encode.Form;
import vektra.drain.encode.Framing;
import vektra.drain.encode.Rfc5424;
import vektra.drain.encode.Rfc5424.Structured;
import vektra.drain.encode.Stamp;
import vektra.drain.encode.StructuredData;
import vektra.drain.encode.SyslogEncoder;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;

/** What goes over the wire, byte for byte, as the peers' documents have it. */
class VectorsTest {
    private static final String TOKEN = "2bfbea1e-10c3-4419-bdad-7e6435882e1f";
    private static final String HEROKU_ID = "fc6b856b-3332-4546-93de-7d0ee272c3bd";
    private static final LogStream ANONYMOUS = new LogStream("", "", "", false);
    private static final String MULTILINE = "line1\n\tat x\nline3";

    private static final Map<String, Supplier<Bytes>> WRITTEN = Map.ofEntries(
            entry("rfc5424_lf", () -> syslog("hello", "framing", "lf")),
            entry("rfc5424_octet", () -> syslog("hello")),
            entry("rfc5424_octet_utf8", () -> syslog("h\u00e9llo \u2713 \ud83d\ude00")),
            entry(
                    "rfc5424_octet_two_frames",
                    () -> bytes(new SyslogDrain().encoder(syslogDrain()), line("one"), line("two"))),
            entry("rfc5424_octet_multiline", () -> syslog(MULTILINE)),
            entry("rfc5424_lf_multiline_joined", () -> syslog(MULTILINE, "framing", "lf")),
            entry("rfc5424_empty_msg", () -> syslog("")),
            entry("rfc5424_sd", VectorsTest::structuredData),
            entry("rfc5424_bom", () -> syslog("h\u00e9", "bom", "true")),
            entry("rfc5424_nil", () -> bytes(plain(Stamp.Form.MICROS, Framing.OCTET), nil())),
            entry("rfc3164_lf", () -> syslog("hello", "rfc", "3164", "framing", "lf")),
            entry("papertrail_tls", () -> {
                PapertrailDrain papertrail = new PapertrailDrain();
                return bytes(papertrail.encoder(drain(papertrail, "logs.example:1", null)), line("hello", 42));
            }),
            entry(
                    "papertrail_doc_sample",
                    () -> bytes(
                            plain(Stamp.Form.SECONDS, Framing.LF),
                            line(
                                    new LogStream("programname", "", "sendername", false),
                                    22,
                                    Instant.parse("2014-06-18T09:56:21Z"),
                                    utf8("the log message"),
                                    0))),
            entry("convox_default", VectorsTest::convox),
            entry("logentries", () -> logentries("hello", "text")),
            entry("logentries_multiline", () -> logentries(MULTILINE, "text")),
            entry("logentries_vektra_2015_json", () -> logentries("hello", "json")),
            entry("logstash", () -> logstash(utf8("hello"))),
            entry("logstash_escapes", () -> logstash(utf8("a\"b\\c\n\t\u0001\u2028\u00e9"))),
            entry("logstash_invalid_utf8_input_ff", () -> logstash(new byte[] {'a', (byte) 0xff, 'b'})),
            entry("heroku_tcp_drain", VectorsTest::heroku),
            entry("heroku_https_body", VectorsTest::logplex),
            entry("heroku_https_request", VectorsTest::request),
            entry("l10_notice", VectorsTest::notice));

    static Stream<Map.Entry<String, JsonNode>> samples() throws Exception {
        try (InputStream in = VectorsTest.class.getResourceAsStream("/syslog-vectors.json")) {
            return new ObjectMapper().readTree(in).properties().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_is_written_byte_for_byte(Map.Entry<String, JsonNode> sample) {
        byte[] expected = HexFormat.of().parseHex(sample.getValue().get("hex").asText());
        Bytes written = WRITTEN.get(sample.getKey()).get();
        assertThat(written.toString()).isEqualTo(new String(expected, StandardCharsets.UTF_8));
        assertThat(java.util.Arrays.copyOf(written.array(), written.length())).isEqualTo(expected);
    }

    @Test
    void every_sample_is_looked_at() throws Exception {
        assertThat(samples().map(Map.Entry::getKey)).containsExactlyInAnyOrderElementsOf(WRITTEN.keySet());
    }

    private static Bytes syslog(String message, String... options) {
        return bytes(new SyslogDrain().encoder(syslogDrain(options)), line(message));
    }

    private static vektra.model.logs.Drain syslogDrain(String... options) {
        return drain(new SyslogDrain(), "tcp://logs.example:1", null, options);
    }

    private static Encoder plain(Stamp.Form date, Framing framing) {
        return new SyslogEncoder(
                new Rfc5424(date, Structured.NONE, stream -> stream), framing, false, false, Integer.MAX_VALUE);
    }

    private static LogLine nil() {
        return new LogLine(ANONYMOUS, 0, Long.MAX_VALUE, 134, 0, false, utf8("hello"), 0, 5);
    }

    private static Bytes structuredData() {
        Form form = new Rfc5424(Stamp.Form.MICROS, Structured.ABSENT, stream -> stream);
        Form withData = (line, part, head) -> {
            form.head(line, part, head);
            new StructuredData(head)
                    .add("app", "shop")
                    .add("seq", "42")
                    .add("note", "\"\\]")
                    .end();
        };
        return bytes(new SyslogEncoder(withData, Framing.OCTET, false, false, 8192), line("hello"));
    }

    private static Bytes convox() {
        String format = "<22>1 {DATE} {GROUP} {SERVICE} {CONTAINER} - - {MESSAGE}";
        return bytes(
                new SyslogDrain().encoder(syslogDrain("format", format)),
                line(new LogStream("shop", "web/1", "c0ffee", false), utf8("hello"), 42));
    }

    private static Bytes logentries(String message, String format) {
        LogentriesDrain logentries = new LogentriesDrain();
        return bytes(
                logentries.encoder(drain(logentries, "logs.example:1", TOKEN, "format", format)), line(message, 42));
    }

    private static Bytes logstash(byte[] message) {
        LogstashDrain logstash = new LogstashDrain();
        return bytes(logstash.encoder(drain(logstash, "logs.example:1", null)), line(STREAM, message, 42));
    }

    private static Bytes heroku() {
        vektra.model.logs.Drain made = syslogDrain("rfc", "heroku");
        vektra.model.logs.Drain drain = new vektra.model.logs.Drain(
                made.name(),
                new vektra.model.name.Id(HEROKU_ID),
                made.service(),
                null,
                TIME,
                made.target(),
                null,
                null,
                made.options());
        return bytes(
                new SyslogDrain().encoder(drain),
                line(
                        new LogStream("heroku", "web.3", "box1", false),
                        40,
                        Instant.parse("2012-11-30T06:45:29Z"),
                        utf8("State changed from starting to up"),
                        42));
    }

    private static Bytes logplex() {
        LogStream stream = new LogStream("app", "web.1", "host", false);
        return bytes(
                WebhookConnection.logplex(),
                line(stream, 190, TIME, utf8("hello"), 1),
                line(stream, 190, TIME, utf8("world"), 2));
    }

    private static Bytes request() {
        return new Request("/logs", "example.com")
                .header("Content-Type", "application/logplex-1")
                .header("Logplex-Msg-Count", "2")
                .header("Logplex-Frame-Id", "09C557EAFCFB6CF2740EE62F62971098")
                .header("Logplex-Drain-Token", "d." + HEROKU_ID)
                .header("Authorization", "")
                .bytes(logplex());
    }

    private static Bytes notice() {
        return bytes(
                plain(Stamp.Form.SECONDS_OFFSET, Framing.OCTET),
                line(
                        new LogStream(LogStream.VEKTRA, "logs", "box1", false),
                        LogLine.NOTICE,
                        Instant.parse("2026-01-02T03:04:06Z"),
                        utf8("Error L10 (output buffer overflow): drain 'papertrail' dropped 42 messages since"
                                + " 2026-01-02T03:04:05+00:00."),
                        0));
    }

    private static Bytes bytes(Encoder encoder, LogLine... lines) {
        Bytes out = new Bytes();
        for (LogLine line : lines) {
            encoder.encode(line, out);
        }
        return out;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
