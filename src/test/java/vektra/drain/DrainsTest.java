package vektra.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vektra.drain.Lines.drain;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.model.logs.Drain;
import vektra.model.name.AttachmentName;
import vektra.model.service.Service;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain;

/** What drains are made of what was typed, and what is refused. */
class DrainsTest {
    private static final LogDrain SYSLOG = new SyslogDrain();
    private static final LogDrain LOGENTRIES = new LogentriesDrain();
    private static final LogDrain LOGSTASH = new LogstashDrain();
    private static final LogDrain PAPERTRAIL = new PapertrailDrain();
    private static final LogDrain WEBHOOK = new WebhookDrain();

    static Stream<LogDrain> all() {
        return Stream.of(LOGENTRIES, LOGSTASH, PAPERTRAIL, SYSLOG, WEBHOOK);
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_service_that_ships_logs_says_so(LogDrain kind) {
        Service service = kind.service();
        assertThat(service.shipsLogs()).isTrue();
        assertThat(service.description().length()).isLessThanOrEqualTo(45);
        assertThat(service.options().get(0).name()).isEqualTo("url");
        assertThat(service.configVars())
                .allSatisfy(var -> assertThat(var.name()).isEqualTo(service.attachment() + "_" + var.suffix()));
    }

    @ParameterizedTest
    @CsvSource({
        "logs.example.com:6514,         tcp+tls://logs.example.com:6514",
        "[::1]:6514,                    tcp+tls://[::1]:6514",
        "tcp+tls://logs.example.com:1,  tcp+tls://logs.example.com:1",
        "syslog+tls://logs.example.com, tcp+tls://logs.example.com:6514",
        "tls://logs.example.com/,       tcp+tls://logs.example.com:6514",
        "syslog://logs.example.com,     tcp://logs.example.com:514",
        "TCP://logs.example.com:1,      tcp://logs.example.com:1",
        "udp://[fe80::1]:1,             udp://[fe80::1]:1",
        "tcp://b\u00fccher.example:1,   tcp://xn--bcher-kva.example:1"
    })
    void a_url_of_any_form_is_understood(String typed, String target) {
        Drain drain = drain(SYSLOG, typed, null);
        assertThat(drain.target()).isEqualTo(target);
        assertThat(drain.option("ssl")).isEqualTo(String.valueOf(target.contains("tls")));
        assertThat(drain.options()).doesNotContainKey("url").containsEntry("max-line", "8192");
        assertThat(SYSLOG.vars(drain)).isEqualTo(Map.of("SYSLOG_URL", target));
    }

    @Test
    void the_documented_variables_are_set() {
        assertThat(LOGENTRIES.vars(drain(LOGENTRIES, "data.logentries.com:20000", "secret")))
                .isEqualTo(Map.of(
                        "LOGENTRIES_URL", "data.logentries.com:20000",
                        "LOGENTRIES_SSL", "true",
                        "LOGENTRIES_TOKEN", "secret"));
        assertThat(LOGSTASH.vars(drain(LOGSTASH, "example.com:1234", null, "ssl", "false")))
                .isEqualTo(Map.of("LOGSTASH_URL", "example.com:1234", "LOGSTASH_SSL", "false"));
        Drain papertrail = drain(PAPERTRAIL, "tcp://logs2.papertrailapp.com:37197", null);
        assertThat(PAPERTRAIL.vars(papertrail))
                .isEqualTo(Map.of("PAPERTRAIL_URL", "logs2.papertrailapp.com:37197", "PAPERTRAIL_SSL", "false"));
        assertThat(PAPERTRAIL.service().varsFor(AttachmentName.typed("audit"), PAPERTRAIL.vars(papertrail)))
                .containsOnlyKeys("AUDIT_URL", "AUDIT_SSL");
        assertThat(WEBHOOK.vars(drain(WEBHOOK, "https://hooks.example.com:443?key=k", "s")))
                .isEqualTo(Map.of("WEBHOOK_URL", "https://hooks.example.com/"));
    }

    @Test
    void a_secret_is_kept_and_never_shown() {
        Drain drain = drain(LOGENTRIES, "data.logentries.com:443", "2bfbea1e");
        assertThat(drain.secret()).isNotNull();
        assertThat(drain.toString()).doesNotContain("2bfbea1e");
        assertInvalid(() -> drain(LOGENTRIES, "data.logentries.com:443", null), "logentries needs --token");
        assertInvalid(
                () -> drain(LOGENTRIES, "data.logentries.com:443", "hush\nhush"),
                "--token has characters that are not visible ASCII");
    }

    @ParameterizedTest
    @CsvSource({
        "logs.example.com",
        "[::1]",
        "::1",
        "tcp://",
        "tcp://a:1/path",
        "tcp://a:1?x=y",
        "tcp://a:99999",
        "tcp://a:x",
        "gopher://a:1",
        "tcp://user:hush@a:1",
        "user:hush@a:1",
        "https://a:1"
    })
    void a_url_of_no_known_form_is_refused(String url) {
        assertThatThrownBy(() -> drain(SYSLOG, url, null))
                .isInstanceOfSatisfying(VektraException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.INVALID);
                    assertThat(e.hint()).isNotEmpty().doesNotContain("hush");
                })
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "hooks.example.com",
        "ftp://a",
        "https://",
        "https:/x",
        "https://a/ b",
        "https://a/#b",
        "https://u:hush@/x",
        "https://u:hush@a:0/"
    })
    void a_webhook_of_no_known_form_is_refused(String url) {
        assertThatThrownBy(() -> drain(WEBHOOK, url, null))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                .hasMessageNotContaining("hush");
    }

    @Test
    void lines_go_over_plain_http_only_where_no_network_is_in_between() {
        assertInvalid(
                () -> drain(WEBHOOK, "http://hooks.example.com/x", null),
                "--url http:// sends lines without encryption");
        assertThat(drain(WEBHOOK, "http://hooks.example.com/x", null, "insecure", "true")
                        .target())
                .isEqualTo("http://hooks.example.com/x");
        assertThat(drain(WEBHOOK, "http://localhost:8080/x", null).target()).isEqualTo("http://localhost:8080/x");
        assertThat(drain(WEBHOOK, "http://[::1]:8080/\u00e9", null).target()).isEqualTo("http://[::1]:8080/%C3%A9");
    }

    @Test
    void options_that_contradict_each_other_are_refused() {
        assertInvalid(
                () -> drain(SYSLOG, "tcp+tls://a:1", null, "ssl", "false"),
                "--ssl false contradicts --url tcp+tls://a:1");
        assertInvalid(
                () -> drain(SYSLOG, "tcp://a:1", null, "format", "{MESSAGE}", "rfc", "3164"),
                "--rfc and --format exclude each other");
        assertInvalid(
                () -> drain(SYSLOG, "udp://a:1", null, "framing", "octet"), "--framing octet does not apply to UDP");
        assertInvalid(() -> drain(LOGSTASH, "udp://a:1", null), "logstash takes no UDP");
    }

    @Test
    void a_format_must_have_a_place_for_the_message_and_known_placeholders() {
        assertInvalid(() -> drain(SYSLOG, "a:1", null, "format", "{DATE}"), "--format needs {MESSAGE} once");
        assertInvalid(
                () -> drain(SYSLOG, "a:1", null, "format", "{MESSAGE} {MESSAGE}"), "--format needs {MESSAGE} once");
        assertInvalid(
                () -> drain(SYSLOG, "a:1", null, "format", "{HOST} {MESSAGE}"),
                "unknown placeholder '{HOST}' in --format");
    }

    @Test
    void the_file_of_an_authority_is_found_from_wherever_lines_are_shipped(@TempDir Path folder) {
        Path certificate = new Certificates(folder).ca();
        Path relative = Path.of("").toAbsolutePath().relativize(certificate);
        Drain drain = drain(SYSLOG, "a:1", null, "ca", relative.toString());
        assertThat(drain.option("ca")).isEqualTo(certificate.toString());
    }

    private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable made, String message) {
        assertThatThrownBy(made)
                .isInstanceOfSatisfying(VektraException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.INVALID);
                    assertThat(e.hint()).isNotEmpty();
                })
                .hasMessage(message);
    }
}
