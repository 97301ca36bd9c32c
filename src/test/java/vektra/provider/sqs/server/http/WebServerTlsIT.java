package vektra.provider.sqs.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Ports;
import vektra.tls.Contexts;
import vektra.tls.Identity;
import vektra.tls.Pem;

/** TLS and plain requests at one port, by well-meaning clients and by others. */
class WebServerTlsIT {
    private static final byte[] GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private SSLContext trusting;
    private Thread serving;
    private int port;

    @BeforeEach
    void make() throws Exception {
        Identity authority = Identity.authority("home", Duration.ofDays(9), Instant.now());
        Identity own = authority.issue("server", Set.of("127.0.0.1"), Duration.ofDays(9), Instant.now());
        Files.writeString(folder.resolve("server.pem"), Pem.of(own));
        Files.writeString(folder.resolve("ca.pem"), Pem.of(authority.certificate()));
        trusting = Contexts.client(folder.resolve("ca.pem"));
    }

    /** Answers with what it was sent, and whether that came by TLS. */
    private void serve(boolean required, WebServer.Limits limits) throws IOException {
        port = Ports.free();
        WebServer server = new WebServer(
                new InetSocketAddress("127.0.0.1", port),
                (request, exchange) -> exchange.answer(
                        new Response(200, Map.of("Secure", Boolean.toString(request.secure())), request.body())),
                workers,
                limits,
                new Encryption(folder.resolve("server.pem"), required));
        serving = new Thread(server);
        serving.start();
    }

    private static WebServer.Limits limits(long memory) {
        return new WebServer.Limits(4000, memory, 180, 1);
    }

    @AfterEach
    void end() {
        serving.interrupt();
        workers.shutdownNow();
    }

    private SSLSocket connected(String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    /** The first line of the answer; empty at the end of the stream. */
    private static String asked(Socket socket) throws IOException {
        socket.getOutputStream().write(GET);
        byte[] answer = new byte[200];
        int count = socket.getInputStream().read(answer);
        return count < 0 ? "" : new String(answer, 0, count, StandardCharsets.US_ASCII).split("\r\n")[0];
    }

    /** Reads until the server ends the connection. */
    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void what_is_larger_than_records_and_buffers_passes_both_ways(String scheme) throws Exception {
        serve(false, limits(24 << 20));
        byte[] body = new byte[1_500_000];
        new Random(1).nextBytes(body);
        for (int again = 0; again < 3; again++) {
            HttpURLConnection to = (HttpURLConnection)
                    URI.create(scheme + "://127.0.0.1:" + port + "/").toURL().openConnection();
            if (to instanceof HttpsURLConnection secure) {
                secure.setSSLSocketFactory(trusting.getSocketFactory());
            }
            to.setDoOutput(true);
            to.getOutputStream().write(body);
            try (InputStream in = to.getInputStream()) {
                assertThat(in.readAllBytes()).isEqualTo(body);
            }
            assertThat(to.getHeaderField("Secure")).isEqualTo(Boolean.toString(scheme.equals("https")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void requests_come_in_any_pieces(String protocol) throws Exception {
        serve(false, limits(24 << 20));
        try (SSLSocket socket = connected(protocol)) {
            for (byte each : GET) {
                socket.getOutputStream().write(each);
            }
            byte[] two = Arrays.copyOf(GET, 2 * GET.length);
            System.arraycopy(GET, 0, two, GET.length, GET.length);
            socket.getOutputStream().write(two);
            StringBuilder answers = new StringBuilder();
            byte[] some = new byte[1000];
            while (answers.toString().split("200 OK", -1).length < 4) {
                answers.append(new String(some, 0, socket.getInputStream().read(some), StandardCharsets.US_ASCII));
            }
            assertThat(answers.toString()).contains("Secure: true");
        }
    }

    @Test
    void a_plain_request_learns_where_TLS_is_required_that_it_is() throws Exception {
        serve(true, limits(24 << 20));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(GET);
            assertThat(rest(socket)).startsWith("HTTP/1.1 400 ").contains("https://");
        }
        try (SSLSocket socket = connected()) {
            assertThat(asked(socket)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    /** One that stops after some bytes, one that goes on a byte at a time, and one that says nothing after its hello. */
    @Test
    void a_handshake_that_takes_too_long_is_ended() throws Exception {
        serve(false, limits(24 << 20));
        byte[] begun = {22, 3, 1, 1, 0, 1, 0, 0, (byte) 252, 3, 3};
        try (Socket stopped = new Socket("127.0.0.1", port);
                Socket slow = new Socket("127.0.0.1", port)) {
            stopped.getOutputStream().write(begun);
            stopped.setSoTimeout(20_000);
            slow.getOutputStream().write(begun);
            await().until(() -> {
                try {
                    slow.getOutputStream().write(0);
                    return false;
                } catch (IOException ended) {
                    return true;
                }
            });
            assertThat(rest(stopped)).isEmpty();
        }
    }

    @Test
    void what_is_no_TLS_after_its_first_byte_is_ended() throws Exception {
        serve(false, limits(24 << 20));
        for (byte[] bytes :
                List.of(new byte[] {22, 3, 1, (byte) 255, (byte) 255, 1}, new byte[] {22, 9, 9, 0, 5, 1, 1, 1, 1, 1})) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(bytes);
                socket.setSoTimeout(20_000);
                rest(socket);
            }
        }
        try (SSLSocket socket = connected()) {
            assertThat(asked(socket)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    /** Sessions that do nothing take memory, too: the oldest end, and a new one is served. */
    @Test
    void many_idle_sessions_do_not_take_the_memory_of_others() throws Exception {
        serve(false, limits(20 * TlsLine.COST));
        List<SSLSocket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                SSLSocket socket = connected();
                idle.add(socket);
                assertThat(asked(socket)).as("session " + i).isEqualTo("HTTP/1.1 200 OK");
            }
            assertThatThrownBy(() -> {
                        SSLSocket first = idle.get(0);
                        first.setSoTimeout(20_000);
                        if (asked(first).isEmpty()) {
                            throw new IOException("ended");
                        }
                    })
                    .isInstanceOf(IOException.class);
        } finally {
            for (SSLSocket each : idle) {
                each.close();
            }
        }
    }

    /** Each takes as much of the one thread for handshakes as it can get; a plain request waits for none of them. */
    @Test
    void clients_that_leave_in_mid_handshake_leave_nothing() throws Exception {
        serve(false, limits(20 * TlsLine.COST));
        byte[] hello = hello();
        for (int i = 0; i < 60; i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(hello);
            }
        }
        try (Socket socket = new Socket("127.0.0.1", port);
                SSLSocket secure = connected()) {
            assertThat(asked(socket)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(asked(secure)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    /** What a client sends first. */
    private byte[] hello() throws Exception {
        var engine = trusting.createSSLEngine("127.0.0.1", port);
        engine.setUseClientMode(true);
        var bytes = java.nio.ByteBuffer.allocate(1 << 15);
        engine.wrap(java.nio.ByteBuffer.allocate(0), bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
