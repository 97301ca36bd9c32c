package vektra.monitors.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;
import vektra.monitors.uptime.Exposition;
import vektra.monitors.uptime.MonitorLines;

/** The page over a real socket. */
class PageServerIT {
    private static String ask(PageServer server, String method, String path, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, localhost:1, false, 200",
        "HEAD, /, 127.0.0.1, false, 200",
        "GET, /, '[::1]:80', false, 200",
        "GET, /x, localhost, false, 404",
        "GET, /../etc/passwd, localhost, false, 404",
        "POST, /, localhost, false, 405",
        "GET, /, evil.example.com, false, 421",
        "GET, /, localhost.example.com, false, 421",
        "GET, /, status.example.com, true, 200",
    })
    void it_has_one_page_for_this_machine(String method, String path, String host, boolean open, int status)
            throws IOException {
        try (PageServer server = new PageServer(0, PageServer.Page.of(() -> Samples.board(3, open)), open)) {
            String answer = ask(server, method, path, host);
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                    .contains("content-security-policy: default-src 'none'", "x-content-type-options: nosniff");
            assertThat(answer.contains("</html>")).isEqualTo(status == 200 && method.equals("GET"));
        }
    }

    @Test
    void prometheus_finds_its_figures_where_it_looks(@TempDir Path home) throws IOException {
        MonitorFiles files = new MonitorFiles(home);
        Files.createDirectories(files.logs());
        Files.writeString(files.current(), MonitorLines.vektra().ok(3).toString());
        PageServer.Page page = new PageServer.Page(
                "/metrics",
                Exposition.TYPE,
                () -> Exposition.of(files, Clock.systemUTC()).prometheus());
        try (PageServer server = new PageServer(0, page, false)) {
            assertThat(server.url()).endsWith("/metrics");
            assertThat(ask(server, "GET", "/metrics", "localhost:9090"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains(
                            "text/plain; version=0.0.4",
                            "vektra_monitor_runs_total{source=\"git.clone\",status=\"success\"} 3\n");
            assertThat(ask(server, "GET", "/", "localhost")).startsWith("HTTP/1.1 404 ");
            assertThat(ask(server, "GET", "/metrics", "evil.example.com")).startsWith("HTTP/1.1 421 ");
        }
    }

    @Test
    void a_log_that_cannot_be_read_is_said_and_the_server_stays() throws IOException {
        try (PageServer server = new PageServer(
                0,
                PageServer.Page.of(() -> {
                    throw VektraException.unavailable("cannot read the log '/x'", null, null);
                }),
                false)) {
            assertThat(ask(server, "GET", "/", "localhost"))
                    .startsWith("HTTP/1.1 503 ")
                    .endsWith("cannot read the log '/x'\n");
            assertThat(ask(server, "GET", "/", "localhost")).startsWith("HTTP/1.1 503 ");
        }
    }
}
