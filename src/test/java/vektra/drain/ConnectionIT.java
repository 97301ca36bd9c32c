package vektra.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vektra.drain.Lines.drain;
import static vektra.drain.Lines.line;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain;
import vektra.spi.LogDrain.Connection;
import vektra.spi.LogDrain.End;

/** Connections over plain TCP and UDP, on good days and on bad ones. */
@Timeout(60)
class ConnectionIT {
    private static final LogDrain SYSLOG = new SyslogDrain();

    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void lines_arrive_and_are_counted() throws Exception {
        try (Sink sink = new Sink(null, true);
                Connection connection = connect(sink)) {
            for (int i = 0; i < 10_000; i++) {
                connection.add(line("hello " + i));
            }
            connection.flush();
            await().until(() -> sink.received().endsWith("hello 9999\n"));
            assertThat(sink.received().lines()).hasSize(10_000);
            assertThat(connection.sent()).isEqualTo(sink.received().length());
            assertThat(connection.confirms()).isFalse();
            assertThat(connection.ended()).isNull();
        }
        assertThat(ended).as("closed by us").hasValue(0);
    }

    @Test
    void an_end_is_noticed_while_nothing_is_sent() throws Exception {
        try (Sink sink = new Sink(null, true);
                Connection connection = connect(sink)) {
            await().until(() -> sink.connections() == 1);
            sink.hangUp();
            await().until(() -> ended.get() == 1);
            assertThat(connection.ended()).isEqualTo(End.CLOSED);
            connection.add(line("lost?"));
            assertThatThrownBy(connection::flush)
                    .isInstanceOf(IOException.class)
                    .hasMessage("127.0.0.1:" + sink.port() + " closed the connection");
        }
    }

    @Test
    void a_reset_is_distinguished_from_an_orderly_end() throws Exception {
        try (Sink sink = new Sink(null, true);
                Connection connection = connect(sink)) {
            await().until(() -> sink.connections() == 1);
            sink.reset();
            await().until(() -> ended.get() == 1);
            assertThat(connection.ended()).isEqualTo(End.BROKEN);
        }
    }

    @Test
    void a_reset_in_the_middle_of_writing_is_an_error_in_plain_words() throws Exception {
        try (Sink sink = new Sink(null, false);
                Connection connection = connect(sink)) {
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> flood(connection));
            stuck(connection);
            sink.reset();
            assertThat(failure.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("127.0.0.1:" + sink.port() + " closed the connection unexpectedly");
            assertThat(connection.ended()).isEqualTo(End.BROKEN);
        }
    }

    @Test
    void closing_cuts_off_a_write_that_hangs() throws Exception {
        try (Sink sink = new Sink(null, false);
                Connection connection = connect(sink)) {
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> flood(connection));
            stuck(connection);
            connection.close();
            assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_refused_connection_says_so() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertUnavailable("tcp://localhost:" + port, "localhost:" + port + " refused the connection");
    }

    @Test
    void an_unknown_host_says_so() {
        assertUnavailable("tcp://nobody.invalid:514", "no such host: nobody.invalid");
        assertUnavailable("udp://nobody.invalid:514", "no such host: nobody.invalid");
    }

    @Test
    void a_far_end_that_answers_nothing_is_given_up_after_ten_seconds() throws Exception {
        // takes the connection, and never begins with TLS
        try (Sink sink = new Sink(null, true)) {
            assertUnavailable(
                    "tcp+tls://127.0.0.1:" + sink.port(),
                    "127.0.0.1:" + sink.port() + " did not answer within 10 seconds");
        }
    }

    @Test
    void a_message_goes_into_a_datagram_of_its_own() throws Exception {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            String url = "udp://127.0.0.1:" + receiver.getLocalPort();
            try (Connection connection = SYSLOG.connect(drain(SYSLOG, url, null), () -> {})) {
                connection.add(line("one\ntwo"));
                connection.add(line("three"));
                assertThat(receive(receiver)).endsWith(" - - one #012two");
                assertThat(receive(receiver)).endsWith(" - - three");
                assertThat(connection.ended()).isNull();
            }
        }
    }

    private static String receive(DatagramSocket receiver) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1 << 16], 1 << 16);
        receiver.setSoTimeout(10_000);
        receiver.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private Connection connect(Sink sink) {
        String url = "tcp://127.0.0.1:" + sink.port();
        return SYSLOG.connect(drain(SYSLOG, url, null, "framing", "lf"), ended::incrementAndGet);
    }

    static Throwable flood(Connection connection) {
        try {
            while (true) {
                connection.add(line("x".repeat(1000)));
            }
        } catch (Throwable e) {
            return e;
        }
    }

    /** Waits until no more is sent. */
    static void stuck(Connection connection) {
        AtomicLong before = new AtomicLong();
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            long now = connection.sent();
            return now > 0 && before.getAndSet(now) == now;
        });
    }

    private static void assertUnavailable(String url, String message) {
        assertThatThrownBy(() -> SYSLOG.connect(drain(SYSLOG, url, null), () -> {}))
                .isInstanceOfSatisfying(VektraException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                    assertThat(e.hint()).isNotEmpty();
                })
                .hasMessage(message);
    }
}
