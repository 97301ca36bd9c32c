package vektra.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vektra.drain.Lines.drain;
import static vektra.drain.Lines.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.logs.Drain;
import vektra.model.text.RejectedException;
import vektra.spi.LogDrain;
import vektra.spi.LogDrain.Connection;

/** Lines to web servers, and what those answer. */
@Timeout(60)
class WebhookTest {
    private static final LogDrain WEBHOOK = new WebhookDrain();

    @Test
    void lines_come_as_an_event_in_json() throws Exception {
        try (WebServer server = new WebServer(null);
                Connection connection = connect(server, "/in?key=k%2F1", null)) {
            connection.add(line("h\u00e9 \"x\"", 41));
            connection.add(line("two", 42));
            connection.flush();
            connection.flush();
            assertThat(connection.confirms()).isTrue();
            assertThat(server.posts()).hasSize(1);
            WebServer.Post post = server.posts().get(0);
            assertThat(post.path()).isEqualTo("/in?key=k%2F1");
            assertThat(post.header("Content-type")).isEqualTo("application/json");
            assertThat(post.header("User-agent")).isEqualTo("Vektra/1");
            assertThat(post.header("Host")).isEqualTo("127.0.0.1:" + server.port());
            assertThat(post.header("Vektra-signature") + post.header("Authorization"))
                    .isEmpty();
            JsonNode event = new ObjectMapper().readTree(post.body());
            assertThat(event.get("data").toString())
                    .isEqualTo("{\"lines\":[{\"time\":\"2026-01-02T03:04:05.678901Z\",\"app\":\"shop\","
                            + "\"process\":\"web.1\",\"host\":\"box1\",\"severity\":\"info\","
                            + "\"message\":\"h\u00e9 \\\"x\\\"\",\"sequence\":41},"
                            + "{\"time\":\"2026-01-02T03:04:05.678901Z\",\"app\":\"shop\",\"process\":\"web.1\","
                            + "\"host\":\"box1\",\"severity\":\"info\",\"message\":\"two\",\"sequence\":42}]}");
            assertThat(event.get("action").asText() + " " + event.get("status").asText())
                    .isEqualTo("logs success");
            assertThat(Instant.parse(event.get("timestamp").asText()))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
            assertThat(connection.sent()).isGreaterThan(post.body().length);
        }
    }

    @Test
    void lines_come_as_from_heroku_when_asked() throws Exception {
        try (WebServer server = new WebServer(null)) {
            Drain drain = drain(WEBHOOK, url(server, "/logs"), null, "format", "logplex");
            try (Connection connection = WEBHOOK.connect(drain, () -> {})) {
                connection.add(line("one", 1));
                connection.add(line("two", 2));
                connection.flush();
            }
            WebServer.Post post = server.posts().get(0);
            assertThat(post.text())
                    .isEqualTo("61 <134>1 2026-01-02T03:04:05.678901+00:00 box1 shop web.1 - one"
                            + "61 <134>1 2026-01-02T03:04:05.678901+00:00 box1 shop web.1 - two");
            assertThat(post.header("Content-type")).isEqualTo("application/logplex-1");
            assertThat(post.header("Logplex-msg-count")).isEqualTo("2");
            assertThat(post.header("Logplex-frame-id")).matches("[0-9A-F]{32}");
            assertThat(post.header("Logplex-drain-token")).isEqualTo("d." + drain.id());
        }
    }

    @Test
    void a_request_that_is_repeated_has_the_same_id() throws Exception {
        try (WebServer server = new WebServer(null)) {
            Drain drain = drain(WEBHOOK, url(server, "/"), null);
            server.answer(503, 10);
            for (int attempt = 0; attempt < 3; attempt++) {
                try (Connection connection = WEBHOOK.connect(drain, () -> {})) {
                    connection.add(line("one", 1));
                    connection.add(line("more", attempt < 2 ? 2 : 3));
                    assertThatThrownBy(connection::flush).isInstanceOf(IOException.class);
                }
            }
            assertThat(server.posts().stream()
                            .map(post -> post.header("Vektra-frame-id"))
                            .toList())
                    .satisfies(
                            ids -> assertThat(ids.get(1)).isEqualTo(ids.get(0)).isNotEqualTo(ids.get(2)));
        }
    }

    @Test
    void user_and_password_of_the_url_log_in_and_are_shown_nowhere() throws Exception {
        try (WebServer server = new WebServer(null)) {
            String url = url(server, "/in?key=hidden").replace("://", "://me:p%40ss@");
            Drain drain = drain(WEBHOOK, url, "signing-key");
            assertThat(drain.toString() + WEBHOOK.vars(drain))
                    .doesNotContain("p%40ss", "p@ss", "hidden", "signing-key");
            assertThat(drain.target()).isEqualTo(url(server, "/in"));
            try (Connection connection = WEBHOOK.connect(drain, () -> {})) {
                connection.add(line("x"));
                connection.flush();
            }
            WebServer.Post post = server.posts().get(0);
            assertThat(post.path()).isEqualTo("/in?key=hidden");
            assertThat(post.header("Authorization")).isEqualTo("Basic bWU6cEBzcw==");
            assertThat(post.header("Vektra-signature")).matches("t=[0-9]{10},v1=[0-9a-f]{64}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void what_is_never_taken_is_reported_and_not_sent_again(int code) throws Exception {
        try (WebServer server = new WebServer(null);
                Connection connection = connect(server, "/", null)) {
            server.answer(code, 10);
            connection.add(line("bad"));
            connection.add(line("bad"));
            assertThatThrownBy(connection::flush)
                    .isInstanceOfSatisfying(
                            RejectedException.class, e -> assertThat(e.lines()).isEqualTo(2))
                    .hasMessage("127.0.0.1:" + server.port() + " answered " + code);
            connection.flush();
            assertThat(server.posts()).as("not sent again").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404, 408, 429, 500, 502, 503})
    void what_may_be_taken_later_is_an_error(int code) throws Exception {
        try (WebServer server = new WebServer(null);
                Connection connection = connect(server, "/", null)) {
            server.answer(code, 10);
            connection.add(line("x"));
            assertThatThrownBy(connection::flush)
                    .isInstanceOf(IOException.class)
                    .hasMessage("127.0.0.1:" + server.port() + " answered " + code);
            assertThat(server.posts()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"200,0", "200,100000", "201,10", "204,-1"})
    void answers_of_any_shape_leave_the_connection_for_the_next_request(int code, int bytes) throws Exception {
        try (WebServer server = new WebServer(null);
                Connection connection = connect(server, "/", null)) {
            server.answer(code, bytes);
            for (int i = 0; i < 20; i++) {
                connection.add(line("x"));
                connection.flush();
            }
            assertThat(server.posts()).hasSize(20);
            assertThat(connection.ended()).isNull();
        }
    }

    @Test
    void many_lines_go_in_several_requests() throws Exception {
        try (WebServer server = new WebServer(null);
                Connection connection = connect(server, "/", null)) {
            for (int i = 0; i < 2500; i++) {
                connection.add(line("x", i + 1));
            }
            connection.add(line("y".repeat(600_000)));
            connection.flush();
            assertThat(server.posts()).hasSize(3);
        }
    }

    @Test
    void an_end_between_two_requests_is_noticed() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        try (Sink sink = new Sink(null, true);
                Connection connection = WEBHOOK.connect(
                        drain(WEBHOOK, "http://127.0.0.1:" + sink.port(), null), ended::incrementAndGet)) {
            await().until(() -> sink.connections() == 1);
            sink.hangUp();
            await().until(() -> ended.get() == 1);
            assertThat(connection.ended()).isEqualTo(LogDrain.End.CLOSED);
        }
    }

    @Test
    void closing_cuts_off_a_request_that_waits_for_its_answer() throws Exception {
        try (Sink sink = new Sink(null, true);
                Connection connection =
                        WEBHOOK.connect(drain(WEBHOOK, "http://127.0.0.1:" + sink.port(), null), () -> {})) {
            connection.add(line("x"));
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
                try {
                    connection.flush();
                    return new AssertionError("confirmed");
                } catch (Exception e) {
                    return e;
                }
            });
            await().until(() -> sink.received().endsWith("\"}"));
            connection.close();
            assertThat(failure.get(2, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_peer_that_does_not_speak_http_is_an_error() throws Exception {
        try (Sink sink = new Sink(null, true);
                Connection connection =
                        WEBHOOK.connect(drain(WEBHOOK, "http://127.0.0.1:" + sink.port(), null), () -> {})) {
            await().until(() -> sink.connections() == 1);
            sink.say("SSH-2.0-OpenSSH\r\n");
            connection.add(line("x"));
            assertThatThrownBy(connection::flush).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_certificate_is_looked_at(@TempDir Path folder) throws Exception {
        Certificates certificates = new Certificates(folder).sign("good", "DNS:localhost", 30);
        try (WebServer server = new WebServer(certificates.context("good"))) {
            String url = "https://localhost:" + server.port() + "/in";
            assertThatThrownBy(() -> WEBHOOK.connect(drain(WEBHOOK, url, null), () -> {}))
                    .hasMessageContaining("is not signed by a trusted CA");
            Drain drain = drain(WEBHOOK, url, null, "ca", certificates.ca().toString());
            try (Connection connection = WEBHOOK.connect(drain, () -> {})) {
                connection.add(line("hello"));
                connection.flush();
            }
            assertThat(server.posts()).hasSize(1);
        }
    }

    private static Connection connect(WebServer server, String path, String secret) {
        return WEBHOOK.connect(drain(WEBHOOK, url(server, path), secret), () -> {});
    }

    private static String url(WebServer server, String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }
}
