package vektra.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vektra.drain.Lines.drain;
import static vektra.drain.Lines.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vektra.drain.encode.Ascii;
import vektra.fixture.Ports;
import vektra.fixture.Sampled;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;
import vektra.spi.LogDrain;
import vektra.spi.LogDrain.Connection;

/** What rsyslog and syslog-ng read of what we send: they take the fields apart, and we compare. */
@Timeout(120)
@Sampled(oneIn = 5)
class ReceiversIT {
    private static final LogDrain SYSLOG = new SyslogDrain();
    private static final LogDrain PAPERTRAIL = new PapertrailDrain();
    private static final ObjectMapper JSON = new ObjectMapper();

    enum Kind {
        RSYSLOG,
        SYSLOG_NG
    }

    @TempDir
    Path folder;

    private Certificates certificates;
    private int plain;
    private int secure;
    private Process server;

    @BeforeEach
    void prepare() throws IOException {
        certificates = new Certificates(folder).sign("server", "DNS:localhost,IP:127.0.0.1", 30);
        plain = Ports.free();
        secure = Ports.free();
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @EnumSource
    void fields_arrive_as_they_were_over_tcp_and_tls(Kind kind) throws Exception {
        start(kind);
        for (String url : List.of("tcp://127.0.0.1:" + plain, "tcp+tls://localhost:" + secure)) {
            send(SYSLOG, url, oddLines());
            expect(oddLines(), "seq");
        }
    }

    @ParameterizedTest
    @EnumSource
    void papertrails_form_is_understood_without_structured_data(Kind kind) throws Exception {
        start(kind);
        send(PAPERTRAIL, "localhost:" + secure, oddLines());
        expect(oddLines(), "");
    }

    @ParameterizedTest
    @EnumSource
    void a_hundred_thousand_lines_arrive_in_order_and_none_is_missing(Kind kind) throws Exception {
        start(kind);
        List<LogLine> lines = new ArrayList<>();
        for (int i = 1; i <= 100_000; i++) {
            lines.add(line("message " + i + (i % 1000 == 0 ? " \u2713\ttab" : ""), i));
        }
        send(SYSLOG, "tcp+tls://localhost:" + secure, lines);
        List<JsonNode> received = received(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertThat(received.get(i).get("sd").asText()).contains("seq=\"" + (i + 1) + "\"");
        }
    }

    private static List<LogLine> oddLines() {
        LogStream odd = new LogStream("\u00e4 b", "", "h\u00f6st", false);
        return List.of(
                line("hello", 1),
                line("", 2),
                line("h\u00e9llo \u2713 \ud83d\ude00 \"quoted\" \\ ]", 3),
                line("<13>1 - - - - - - fake", 4),
                line(" leading and trailing ", 5),
                line("tab\there", 6),
                line(odd, 171, Lines.TIME, "odd names".getBytes(StandardCharsets.UTF_8), 7),
                line("x".repeat(7000), 8));
    }

    private void expect(List<LogLine> lines, String data) throws IOException {
        List<JsonNode> received = received(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            LogLine line = lines.get(i);
            JsonNode got = received.get(i);
            assertThat(text(got, "msg").replace("#011", "\t")).isEqualTo(line.message());
            assertThat(text(got, "pri")).isEqualTo(String.valueOf(line.priority()));
            assertThat(text(got, "time")).startsWith("2026-01-02T03:04:05.678901");
            assertThat(text(got, "host")).isEqualTo(line.stream().host().replace('\u00f6', '_'));
            assertThat(text(got, "app")).isEqualTo(Ascii.field(line.stream().app(), 48));
            assertThat(text(got, "process")).isEqualTo(line.stream().process());
            if (data.isEmpty()) {
                assertThat(text(got, "sd")).isIn("", "-");
            } else {
                assertThat(text(got, "sd")).contains(data + "=\"" + line.sequence() + "\"");
            }
        }
        Files.write(log(), new byte[0]);
    }

    private static String text(JsonNode got, String field) {
        String text = got.path(field).asText();
        return field.equals("process") && text.equals("-") ? "" : text;
    }

    private List<JsonNode> received(int count) throws IOException {
        await().untilAsserted(() -> assertThat(Files.readAllLines(log())).hasSizeGreaterThanOrEqualTo(count));
        List<JsonNode> nodes = new ArrayList<>();
        for (String written : Files.readAllLines(log())) {
            nodes.add(JSON.readTree(written));
        }
        assertThat(nodes).hasSize(count);
        return nodes;
    }

    private void send(LogDrain kind, String url, List<LogLine> lines) throws Exception {
        try (Connection connection =
                kind.connect(drain(kind, url, null, "ca", certificates.ca().toString()), () -> {})) {
            for (LogLine line : lines) {
                connection.add(line);
            }
            connection.flush();
            assertThat(connection.ended()).isNull();
        }
    }

    private Path log() {
        return folder.resolve("received");
    }

    private void start(Kind kind) throws IOException {
        Files.createFile(log());
        server = (kind == Kind.RSYSLOG ? rsyslog() : syslogNg())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        await().until(() -> listens(plain) && listens(secure));
    }

    private ProcessBuilder rsyslog() throws IOException {
        Receivers.Program program = Receivers.rsyslog();
        Path configuration = Files.writeString(folder.resolve("rsyslog.conf"), """
                global(workDirectory="%1$s" parser.escapeControlCharactersOnReceive="off" maxMessageSize="128k"
                  defaultNetstreamDriverCAFile="%1$s/ca.crt"
                  defaultNetstreamDriverCertFile="%1$s/server.crt" defaultNetstreamDriverKeyFile="%1$s/server.key")
                module(load="imtcp")
                template(name="fields" type="list" option.jsonf="on") {
                  property(outname="msg" name="msg" format="jsonf")
                  property(outname="pri" name="pri" format="jsonf")
                  property(outname="time" name="timereported" dateFormat="rfc3339" format="jsonf")
                  property(outname="host" name="hostname" format="jsonf")
                  property(outname="app" name="app-name" format="jsonf")
                  property(outname="process" name="procid" format="jsonf")
                  property(outname="sd" name="structured-data" format="jsonf")
                }
                ruleset(name="all") { action(type="omfile" file="%1$s/received" template="fields") }
                input(type="imtcp" address="127.0.0.1" port="%2$d" ruleset="all")
                input(type="imtcp" address="127.0.0.1" port="%3$d" ruleset="all"
                  streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="anon")
                """.formatted(folder, plain, secure));
        return program.with(List.of(
                "-n",
                "-f",
                configuration.toString(),
                "-i",
                folder.resolve("pid").toString(),
                "-M",
                program.modules().toString()));
    }

    private ProcessBuilder syslogNg() throws IOException {
        Receivers.Program program = Receivers.syslogNg();
        Path configuration = Files.writeString(folder.resolve("syslog-ng.conf"), """
                @version: 3.35
                options { keep-hostname(yes); log-msg-size(131072); frac-digits(6); ts-format(iso); };
                source plain { syslog(ip("127.0.0.1") port(%2$d) transport("tcp")); };
                source secure { syslog(ip("127.0.0.1") port(%3$d) transport("tls")
                  tls(key-file("%1$s/server.key") cert-file("%1$s/server.crt") peer-verify(optional-untrusted))); };
                destination received { file("%1$s/received" template("$(format-json --scope none
                  msg=$MSG pri=int($PRI) time=$ISODATE host=$HOST app=$PROGRAM process=$PID sd=$SDATA)\\n")); };
                log { source(plain); source(secure); destination(received); };
                """.formatted(folder, plain, secure));
        return program.with(List.of(
                "-F",
                "--no-caps",
                "-f",
                configuration.toString(),
                "-R",
                folder.resolve("persist").toString(),
                "-p",
                folder.resolve("pid").toString(),
                "-c",
                folder.resolve("control").toString(),
                "--module-path=" + program.modules()));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
