package vektra.monitors.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Door;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;
import vektra.tls.Contexts;
import vektra.tls.Identity;
import vektra.tls.Pem;

/** Messages to real receivers over real sockets: a web server, mail servers, commands; good ones and bad ones. */
class DeliveriesIT {
    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir
    private static Path folder;

    private static SSLContext server;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();
    private @Nullable HttpServer web;

    @BeforeAll
    static void make_an_authority() throws Exception {
        Identity authority = Identity.authority("test", Duration.ofDays(9), Instant.now());
        Identity own = authority.issue("server", Set.of("localhost", "127.0.0.1"), Duration.ofDays(9), Instant.now());
        Files.writeString(folder.resolve("ca.pem"), Pem.of(authority.certificate()));
        Files.writeString(
                folder.resolve("other.pem"),
                Pem.of(Identity.authority("other", Duration.ofDays(9), Instant.now())
                        .certificate()));
        server = Contexts.server(own.key(), own.certificate());
    }

    @AfterEach
    void close() {
        if (web != null) {
            web.stop(0);
        }
    }

    /** A web server that answers with these statuses, then with 204; where it is. */
    private String receiver(boolean tls, Integer... statuses) throws IOException {
        answers.addAll(List.of(statuses));
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls) {
            HttpsServer https = HttpsServer.create(at, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(server));
            web = https;
        } else {
            web = HttpServer.create(at, 0);
        }
        web.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            heads.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            Integer status = answers.poll();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status == null ? 204 : status, -1);
            exchange.close();
        });
        web.start();
        return (tls ? "https" : "http") + "://localhost:" + web.getAddress().getPort() + "/hook?key=s3cr3t";
    }

    private static Alert alert(Alert.Kind kind, String target, @Nullable String server, @Nullable String authority) {
        return new NewAlert(kind, target, server, null, Alert.Rules.USUAL, authority, false).alert(kind.word() + "-1");
    }

    private static Alert webhook(String url, @Nullable String authority) {
        return alert(Alert.Kind.WEBHOOK, url, null, authority);
    }

    private static String ca() {
        return folder.resolve("ca.pem").toString();
    }

    private static Message opened() {
        return new Message(
                "1f0c", "77aa", Message.Event.OPENED, "webhook-1", news("line\r\nBcc: all@example.com"), null);
    }

    private static Message.News news(String reason) {
        return new Message.News("shop", "monitors_git_clone.1", "git.clone", Runs.START, 2, "failure", reason);
    }

    // a webhook

    @Test
    void a_webhook_gets_the_documented_fields() throws IOException {
        String url = receiver(false).replace("//", "//u%40x:p%2Fw@");
        new WebhookDelivery().deliver(webhook(url, null), opened());
        assertThat(heads).containsExactly("POST /hook?key=s3cr3t application/json Basic dUB4OnAvdw==");
        assertThatJson(bodies.get(0)).isEqualTo("""
                {"event": "opened",
                 "text": "git.clone is down since 2026-11-22 01:00:00 UTC: line??Bcc: all@example.com",
                 "source": "git.clone", "status": "failure", "reason": "line??Bcc: all@example.com",
                 "since": "2026-11-22T01:00:00Z", "ended": null, "seconds": null, "failures": 2,
                 "app": "shop", "monitor": "monitors_git_clone.1",
                 "alert": "webhook-1", "incident": "77aa", "id": "1f0c"}""");
    }

    @Test
    void a_webhook_that_fails_twice_has_each_message_once_and_in_order() throws IOException {
        String url = receiver(false, 500, 503);
        AlertBook book = new AlertBook(new MonitorFiles(folder.resolve("home")), deed -> {});
        book.add(new NewAlert(Alert.Kind.WEBHOOK, url, null, null, Alert.Rules.USUAL, null, false));
        Alerting.Outside outside =
                new Alerting.Outside(Clock.systemUTC(), Duration.ofMillis(5), Delivery::send, warning -> {});
        try (Alerting alerting = new Alerting(book, source -> List.of(), (source, at) -> false, outside)) {
            List.of(Runs.down("a.b", 0), Runs.down("a.b", 20), Runs.up("a.b", 40))
                    .forEach(alerting);
            await().until(() -> bodies.size() == 4);
            await().until(() -> book.states().apply("webhook-1").undelivered() == 0);
        }
        assertThat(bodies.get(0))
                .isEqualTo(bodies.get(1))
                .isEqualTo(bodies.get(2))
                .contains("\"opened\"");
        assertThat(bodies.get(3)).contains("\"recovered\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 404, 500})
    void an_answer_that_is_no_success_is_a_failure_and_no_redirect_is_followed(int status) throws IOException {
        Alert alert = webhook(receiver(false, status), null);
        assertThatThrownBy(() -> new WebhookDelivery().deliver(alert, opened()))
                .isInstanceOf(VektraException.class)
                .hasMessage("it answered with HTTP status " + status);
        assertThat(heads).hasSize(1);
    }

    @Test
    void the_certificate_of_a_webhook_is_verified() throws IOException {
        String url = receiver(true);
        new WebhookDelivery().deliver(webhook(url, ca()), opened());
        assertThat(bodies).hasSize(1);
        String other = folder.resolve("other.pem").toString();
        for (Alert alert : List.of(webhook(url, null), webhook(url, other))) {
            assertThatThrownBy(() -> new WebhookDelivery().deliver(alert, opened()))
                    .isInstanceOf(VektraException.class)
                    .hasMessageContaining("PKIX");
        }
        assertThat(bodies).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", "HTTP/1.1 200 OK\r\nX: "})
    void a_receiver_that_hangs_is_given_up(String says) {
        try (Door door = new Door(Door.at(0), connection -> hang(connection, says))) {
            Alert alert = webhook("http://localhost:" + door.port() + "/", null);
            assertThatThrownBy(() -> new WebhookDelivery(SHORT).deliver(alert, opened()))
                    .isInstanceOf(VektraException.class)
                    .hasMessage("no answer in time");
        }
    }

    /** Reads and never comes to an end. */
    private static void hang(Socket connection, String says) throws IOException {
        connection.getOutputStream().write(says.getBytes(UTF_8));
        connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }

    @Test
    void a_receiver_that_hangs_holds_up_no_other() throws IOException {
        String url = receiver(false);
        try (Door door = new Door(Door.at(0), connection -> hang(connection, ""))) {
            AlertBook book = new AlertBook(new MonitorFiles(folder.resolve("hung")), deed -> {});
            for (String each : List.of("http://localhost:" + door.port() + "/", url)) {
                book.add(new NewAlert(Alert.Kind.WEBHOOK, each, null, null, Alert.Rules.USUAL, null, false));
            }
            Alerting.Outside outside =
                    new Alerting.Outside(Clock.systemUTC(), Duration.ofMillis(5), Delivery::send, warning -> {});
            try (Alerting alerting = new Alerting(book, source -> List.of(), (source, at) -> false, outside)) {
                List.of(Runs.down("a.b", 0), Runs.down("a.b", 20), Runs.up("a.b", 40))
                        .forEach(alerting);
                await().until(() -> bodies.size() == 2);
            }
            assertThat(book.states().apply("webhook-1").undelivered()).isEqualTo(2);
        }
    }

    @Test
    void a_receiver_that_is_not_there_is_named_as_such() throws IOException {
        String url = receiver(false);
        web.stop(0);
        assertThatThrownBy(() -> new WebhookDelivery().deliver(webhook(url, null), opened()))
                .hasMessage("the connection was refused");
    }

    // mail

    private static Alert email(String url, @Nullable String authority) {
        return alert(Alert.Kind.EMAIL, "ops@example.com,night@example.com", url, authority);
    }

    private static final String LOGIN = "ops%40example.com:p%3Ass%20w%40rd+@";

    @Test
    void mail_without_login_reaches_a_plain_server() {
        try (MailServer mail = new MailServer(MailServer.Speaks.PLAIN, server, false)) {
            new EmailDelivery().deliver(email("smtp://localhost:" + mail.port(), null), opened());
            assertThat(mail.letters).hasSize(1);
            assertThat(mail.letters.get(0))
                    .contains(
                            "From: ops@example.com\n",
                            "To: ops@example.com, night@example.com\n",
                            "Subject: [vektra] DOWN: git.clone\n",
                            "Message-ID: <1f0c@vektra>\n",
                            "Auto-Submitted: auto-generated\n",
                            "\ngit.clone is down since 2026-11-22 01:00:00 UTC: line??Bcc: all@example.com\n")
                    .doesNotContain("\nBcc:");
            assertThat(mail.commands).contains("plain RCPT TO:<ops@example.com>", "plain RCPT TO:<night@example.com>");
        }
    }

    @Test
    void mail_with_a_login_goes_over_tls_from_the_start() {
        try (MailServer mail = new MailServer(MailServer.Speaks.TLS, server, true)) {
            new EmailDelivery().deliver(email("smtps://" + LOGIN + "localhost:" + mail.port(), ca()), opened());
            assertThat(mail.letters).hasSize(1);
            assertThat(mail.commands).allMatch(command -> command.startsWith("tls "));
        }
    }

    @Test
    void mail_with_a_login_goes_over_starttls() {
        try (MailServer mail = new MailServer(MailServer.Speaks.STARTTLS, server, true)) {
            new EmailDelivery().deliver(email("smtp://" + LOGIN + "localhost:" + mail.port(), ca()), opened());
            assertThat(mail.letters).hasSize(1);
            assertThat(mail.commands)
                    .filteredOn(command -> command.contains("AUTH"))
                    .allMatch(command -> command.startsWith("tls "));
        }
    }

    @Test
    void the_certificate_of_a_mail_server_is_verified() {
        try (MailServer mail = new MailServer(MailServer.Speaks.STARTTLS, server, true)) {
            Alert alert = email("smtp://" + LOGIN + "localhost:" + mail.port(), null);
            assertThatThrownBy(() -> new EmailDelivery().deliver(alert, opened()))
                    .isInstanceOf(VektraException.class)
                    .hasMessageContaining("PKIX");
            assertThat(mail.commands).noneMatch(command -> command.contains("AUTH"));
            assertThat(mail.letters).isEmpty();
        }
    }

    @Test
    void a_wrong_login_is_said_without_its_password() {
        try (MailServer mail = new MailServer(MailServer.Speaks.TLS, server, true)) {
            Alert alert = email("smtps://ops%40example.com:s3cr3t@localhost:" + mail.port(), ca());
            assertThatThrownBy(() -> new EmailDelivery().deliver(alert, opened()))
                    .isInstanceOf(VektraException.class)
                    .hasMessageContaining("535 5.7.8 wrong login")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void a_mail_server_that_takes_a_letter_later_has_the_same_one_then() {
        try (MailServer mail = new MailServer(MailServer.Speaks.PLAIN, server, false).refusing(1)) {
            Alert alert = email("smtp://localhost:" + mail.port(), null);
            assertThatThrownBy(() -> new EmailDelivery().deliver(alert, opened()))
                    .hasMessageContaining("451 4.3.0 try again later");
            new EmailDelivery().deliver(alert, opened());
            assertThat(mail.letters).hasSize(1).first().asString().contains("Message-ID: <1f0c@vektra>");
        }
    }

    @Test
    void a_mail_server_that_hangs_is_given_up() {
        try (Door door = new Door(Door.at(0), connection -> hang(connection, "220-wait\r\n"))) {
            Alert alert = email("smtp://localhost:" + door.port(), null);
            assertThatThrownBy(() -> new EmailDelivery(SHORT).deliver(alert, opened()))
                    .isInstanceOf(VektraException.class)
                    .hasMessageContaining("the mail server: ");
        }
    }

    // a command

    private static Alert command(String text) {
        return alert(Alert.Kind.COMMAND, text, null, null);
    }

    @Test
    void a_command_has_the_message_on_stdin_and_in_its_environment() throws IOException {
        Path out = folder.resolve("out");
        new CommandDelivery()
                .deliver(
                        command("cat > " + out + "; echo \"$ALERT_EVENT $ALERT_SOURCE $ALERT_ENDED.\" >> " + out),
                        opened());
        List<String> lines = Files.readAllLines(out);
        assertThatJson(lines.get(0)).node("incident").isEqualTo("\"77aa\"");
        assertThat(lines.get(1)).isEqualTo("opened git.clone .");
    }

    @Test
    void a_command_that_fails_is_quoted() {
        assertThatThrownBy(() -> new CommandDelivery()
                        .deliver(command("echo 'no modem on redis://:s3cr3t@h' >&2; exit 3"), opened()))
                .isInstanceOf(VektraException.class)
                .hasMessage("the command ended with 3: no modem on redis://:****@h");
    }

    @Test
    void a_command_that_hangs_is_ended_with_what_it_started() throws IOException {
        Path pid = folder.resolve("pid");
        assertThatThrownBy(() -> new CommandDelivery(SHORT)
                        .deliver(command("sleep 300 & echo $! > " + pid + "; wait"), opened()))
                .hasMessageContaining("the command has not ended within");
        long started = Long.parseLong(Files.readString(pid).strip());
        await().until(() ->
                ProcessHandle.of(started).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void what_a_command_leaves_in_the_background_is_not_waited_for() throws IOException {
        Path pid = folder.resolve("left");
        new CommandDelivery().deliver(command("sleep 300 & echo $! > " + pid), opened());
        long left = Long.parseLong(Files.readString(pid).strip());
        assertThat(ProcessHandle.of(left)).isPresent();
        ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
    }
}
