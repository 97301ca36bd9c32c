package vektra.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vektra.drain.Lines.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.logs.Drain;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain;
import vektra.spi.LogDrain.Connection;
import vektra.spi.LogDrain.End;

/** Whom we send lines to over TLS, and whom not. */
@Timeout(60)
class TlsIT {
    private static final LogDrain SYSLOG = new SyslogDrain();

    @TempDir
    static Path folder;

    private static Certificates certificates;

    @BeforeAll
    static void make() {
        certificates = new Certificates(folder)
                .sign("good", "DNS:localhost,IP:127.0.0.1", 30)
                .sign("expired", "DNS:localhost,IP:127.0.0.1", -1)
                .sign("other", "DNS:other.example", 30)
                .signItself("self", "DNS:localhost,IP:127.0.0.1");
    }

    @Test
    void lines_arrive_where_the_certificate_is_good() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        try (Sink sink = new Sink(certificates.context("good"), true);
                Connection connection = SYSLOG.connect(drain(sink, "ca"), ended::incrementAndGet)) {
            connection.add(line("hello"));
            connection.flush();
            await().until(() -> sink.received().endsWith("hello\n"));
            sink.hangUp();
            await().until(() -> connection.ended() == End.CLOSED);
            await().until(() -> ended.get() == 1);
        }
    }

    @Test
    void a_certificate_of_an_unknown_authority_is_refused() throws Exception {
        assertRefused("good", "", "is not signed by a trusted CA", "--ca FILE");
    }

    @Test
    void a_certificate_that_signs_itself_is_refused() throws Exception {
        assertRefused("self", "ca", "is not signed by a trusted CA", "--ca FILE");
    }

    @Test
    void a_certificate_that_signs_itself_may_be_the_authority() throws Exception {
        try (Sink sink = new Sink(certificates.context("self"), true);
                Connection connection = SYSLOG.connect(drain(sink, "self"), () -> {})) {
            assertThat(connection.ended()).isNull();
        }
    }

    @Test
    void an_expired_certificate_is_refused() throws Exception {
        assertRefused("expired", "ca", "has expired", "--insecure");
    }

    @Test
    void a_certificate_for_another_host_is_refused() throws Exception {
        assertRefused("other", "ca", "is for another host", "--url");
    }

    @Test
    void insecure_trusts_any_certificate() throws Exception {
        for (String name : new String[] {"good", "self", "expired", "other"}) {
            try (Sink sink = new Sink(certificates.context(name), true);
                    Connection connection = SYSLOG.connect(drain(sink, "", "insecure", "true"), () -> {})) {
                connection.add(line("hello"));
                connection.flush();
                await().until(() -> sink.received().endsWith("hello\n"));
            }
        }
    }

    @Test
    void a_far_end_without_tls_says_so() throws Exception {
        try (Sink sink = new Sink(null, true)) {
            Thread greeter = new Thread(() -> {
                await().until(() -> sink.received().length() > 0);
                sink.say("220 ready\r\n");
            });
            greeter.start();
            assertThatThrownBy(() -> SYSLOG.connect(drain(sink, "ca"), () -> {}))
                    .hasMessageEndingWith("does not speak TLS on that port");
            greeter.join();
        }
    }

    @Test
    void a_far_end_that_wants_a_certificate_of_ours_says_so() throws Exception {
        try (Sink sink = Sink.wantingCertificates(certificates.context("good"));
                Connection connection = SYSLOG.connect(drain(sink, "ca"), () -> {})) {
            await().until(() -> connection.ended() != null);
            connection.add(line("x"));
            assertThatThrownBy(connection::flush)
                    .hasMessage(
                            "localhost:" + sink.port() + " requires a client certificate, which Vektra does not have");
        }
    }

    @Test
    void closing_cuts_off_a_write_that_hangs() throws Exception {
        try (Sink sink = new Sink(certificates.context("good"), false)) {
            CompletableFuture<Void> handshake = CompletableFuture.runAsync(() -> {
                await().until(() -> sink.connections() == 1);
                sink.handshake();
            });
            Connection connection = SYSLOG.connect(drain(sink, "ca"), () -> {});
            handshake.get(10, TimeUnit.SECONDS);
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> ConnectionIT.flood(connection));
            ConnectionIT.stuck(connection);
            connection.close();
            assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void the_file_of_an_authority_must_hold_a_certificate() throws Exception {
        assertThatThrownBy(() -> Lines.drain(SYSLOG, "tcp+tls://localhost", null, "ca", "/nowhere/ca.crt"))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                .hasMessage("--ca: there is no file '/nowhere/ca.crt'");
        Path empty = Files.writeString(folder.resolve("empty.crt"), "");
        assertThatThrownBy(() -> Lines.drain(SYSLOG, "tcp+tls://localhost", null, "ca", empty.toString()))
                .hasMessageStartingWith("--ca: no certificate in ");
        Path key = certificates.key("good");
        assertThatThrownBy(() -> Lines.drain(SYSLOG, "tcp+tls://localhost", null, "ca", key.toString()))
                .hasMessageStartingWith("--ca: no certificate in ");
    }

    private static void assertRefused(String name, String authority, String message, String hint) throws Exception {
        try (Sink sink = new Sink(certificates.context(name), true)) {
            assertThatThrownBy(() -> SYSLOG.connect(drain(sink, authority), () -> {}))
                    .isInstanceOfSatisfying(VektraException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                        assertThat(e.hint()).contains(hint);
                    })
                    .hasMessage("the certificate of localhost:" + sink.port() + " " + message);
            assertThat(sink.received()).isEmpty();
        }
    }

    private static Drain drain(Sink sink, String authority, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("framing", "lf"));
        if (!authority.isEmpty()) {
            all.addAll(List.of("ca", certificates.certificate(authority).toString()));
        }
        return Lines.drain(SYSLOG, "tcp+tls://localhost:" + sink.port(), null, all.toArray(new String[0]));
    }
}
