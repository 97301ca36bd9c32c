package vektra.logs.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Ports;
import vektra.fixture.Sampled;
import vektra.logs.Taken;
import vektra.model.logs.LogSettings;
import vektra.model.service.HostPort;

/** The listener takes what programs send over real sockets, and outlives all of it. */
@Sampled(oneIn = 4)
class ListenerIT {
    private final Taken taken = new Taken();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private int port;
    private Path socket;
    private Listener listener;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        port = Ports.free();
        socket = folder.resolve("syslog.sock");
        listener = listen();
    }

    private Listener listen() {
        LogSettings settings = new LogSettings(new HostPort("127.0.0.1", port), socket.toString());
        return new Listener(settings, taken, "here", Clock.systemUTC(), warnings::add);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private Socket connect() {
        return await().ignoreExceptions().until(() -> new Socket("127.0.0.1", port), Objects::nonNull);
    }

    private void send(byte[] bytes) throws IOException {
        try (Socket connection = connect()) {
            connection.getOutputStream().write(bytes);
        }
    }

    private void awaits(String... lines) {
        await().untilAsserted(() -> assertThat(taken.lines()).containsExactly(lines));
    }

    @Test
    void every_sample_of_what_others_send_is_understood() throws IOException {
        JsonNode vectors = new ObjectMapper()
                .readTree(Path.of("src/test/resources/syslog-vectors.json").toFile());
        List<String> expected = new ArrayList<>();
        String hello = "134|shop|web.1|box1|hello";
        expected.addAll(List.of(hello, hello));
        send(bytes(vectors, "rfc5424_lf"));
        send(bytes(vectors, "rfc5424_octet"));
        await().untilAsserted(() -> assertThat(taken.lines()).containsExactlyElementsOf(expected));
        for (String[] sample : new String[][] {
            {"rfc5424_octet_utf8", "134|shop|web.1|box1|héllo ✓ 😀"},
            {"rfc5424_octet_two_frames", "134|shop|web.1|box1|one", "134|shop|web.1|box1|two"},
            {"rfc5424_octet_multiline", "134|shop|web.1|box1|line1\n\tat x\nline3"},
            {"rfc5424_empty_msg", "134|shop|web.1|box1|"},
            {"rfc5424_sd", hello},
            {"rfc5424_bom", "134|shop|web.1|box1|hé"},
            {"rfc5424_nil", "134|-|-|here|hello"},
            {"rfc3164_lf", hello},
            {"papertrail_tls", hello},
            {"papertrail_doc_sample", "22|programname|-|sendername|the log message"},
            {"convox_default", "22|web|1|shop|hello"},
            {
                "heroku_tcp_drain",
                "40|heroku|web.3|d.fc6b856b-3332-4546-93de-7d0ee272c3bd|State changed from starting to up"
            },
            {"heroku_https_body", "190|app|web.1|host|hello", "190|app|web.1|host|world"},
            {
                "l10_notice",
                "172|vektra|logs|box1|Error L10 (output buffer overflow): drain 'papertrail' dropped 42 messages since"
                        + " 2026-01-02T03:04:05+00:00."
            },
        }) {
            send(bytes(vectors, sample[0]));
            expected.addAll(List.of(sample).subList(1, sample.length));
            await(sample[0]).untilAsserted(() -> assertThat(taken.lines()).containsExactlyElementsOf(expected));
        }
    }

    private static byte[] bytes(JsonNode vectors, String name) {
        return HexFormat.of().parseHex(vectors.get(name).get("hex").asText());
    }

    @Test
    void datagrams_are_messages() throws IOException {
        try (DatagramSocket sender = new DatagramSocket()) {
            byte[] message = "<30>Jan  2 03:04:05 shop/web.1[9]: hi\n".getBytes(UTF_8);
            await().untilAsserted(() -> {
                sender.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), port));
                assertThat(taken.lines()).contains("30|shop|web.1|here|hi");
            });
        }
    }

    @Test
    void a_unix_socket_is_for_its_owner_only_and_taken_over_from_a_process_that_is_gone() throws IOException {
        await().until(() -> Files.exists(socket));
        await().untilAsserted(
                        () -> assertThat(Files.getPosixFilePermissions(socket)).hasSize(2));
        listener.close();
        assertThat(Files.exists(socket)).isTrue();
        listener = listen();
        await().ignoreExceptions().untilAsserted(() -> {
            try (SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                connection.write(ByteBuffer.wrap("<1>1 - - shop p - - hi\n".getBytes(UTF_8)));
            }
        });
        awaits("1|shop|p|here|hi");
    }

    @Test
    void what_is_no_socket_is_left_alone() throws Exception {
        await().until(() -> Files.exists(socket));
        listener.close();
        Files.delete(socket);
        new ProcessBuilder("mkfifo", socket.toString()).start().waitFor();
        Object inode = Files.getAttribute(socket, "unix:ino");
        listener = listen();
        await().untilAsserted(() -> assertThat(warnings).anyMatch(warning -> warning.contains("is not a socket")));
        assertThat(Files.getAttribute(socket, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void connections_in_the_middle_of_long_messages_leave_memory_for_others() throws Exception {
        List<Socket> connections = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Socket connection = connect();
            connection.getOutputStream().write("900000 <1>1 - - slow p - - ".getBytes(UTF_8));
            connection.getOutputStream().write(new byte[1000]);
            connections.add(connection);
        }
        send("<1>1 - - shop p - - hi\n".getBytes(UTF_8));
        awaits("1|shop|p|here|hi");
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @Test
    void connections_that_never_send_make_room_for_one_that_does() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            Socket early = connect();
            early.getOutputStream().write("<1>1 - - shop p - - early\n".getBytes(UTF_8));
            awaits("1|shop|p|here|early");
            for (int i = 0; i < 1100; i++) {
                silent.add(connect());
            }
            send("<1>1 - - shop p - - hi\n".getBytes(UTF_8));
            early.getOutputStream().write("<1>1 - - shop p - - still\n".getBytes(UTF_8));
            await().untilAsserted(() -> assertThat(taken.lines()).contains("1|shop|p|here|hi", "1|shop|p|here|still"));
            early.close();
        } finally {
            for (Socket connection : silent) {
                connection.close();
            }
        }
    }

    @Test
    void garbage_ends_its_connection_and_nothing_else() throws IOException {
        send("99999999 <1>1 - - - - - - x".getBytes(UTF_8));
        await().until(() -> listener.garbled() == 1);
        send("<1>1 - - shop p - - hi\n".getBytes(UTF_8));
        await().untilAsserted(() -> assertThat(taken.lines()).endsWith("1|shop|p|here|hi"));
    }

    @Test
    void many_connections_at_once_lose_nothing() throws Exception {
        List<Socket> connections = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            connections.add(connect());
        }
        for (int round = 0; round < 20; round++) {
            for (Socket connection : connections) {
                connection
                        .getOutputStream()
                        .write(("<1>1 - - shop web." + connection.getLocalPort() + " - - " + round + "\n")
                                .getBytes(UTF_8));
            }
        }
        await().untilAsserted(() -> assertThat(taken.lines()).hasSize(2000));
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @Test
    void a_port_that_is_taken_is_reported_and_tried_again() throws IOException {
        listener.close();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            listener = listen();
            await().untilAsserted(() -> assertThat(warnings).anyMatch(warning -> warning.contains("in use")));
        }
        send("<1>1 - - shop p - - hi\n".getBytes(UTF_8));
        awaits("1|shop|p|here|hi");
    }
}
