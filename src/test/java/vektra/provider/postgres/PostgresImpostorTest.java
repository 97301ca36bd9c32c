package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.postgres.session.ServerUrl;

/** Another program that listens where a server was, and asks every client for the password. */
class PostgresImpostorTest {
    private static final String PASSWORD = "the-administrators-own";
    private static final int CLEARTEXT = 3;
    private static final int MD5 = 5;

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final AtomicInteger visitors = new AtomicInteger();
    private volatile int asks = CLEARTEXT;
    private ServerSocket port;

    @BeforeEach
    void listen() throws IOException {
        port = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            while (!port.isClosed()) {
                try (Socket socket = port.accept()) {
                    visitors.incrementAndGet();
                    ask(socket);
                } catch (IOException e) {
                    // hung up, and the next may come
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        port.close();
    }

    private void ask(Socket socket) throws IOException {
        socket.setSoTimeout(5000);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        byte[] start = in.readNBytes(in.readInt() - 4);
        if (start.length == 4) { // asks for TLS
            out.write('N');
            in.readNBytes(in.readInt() - 4);
        }
        out.write('R');
        out.writeInt(asks == MD5 ? 12 : 8);
        out.writeInt(asks);
        out.write(asks == MD5 ? new byte[] {1, 2, 3, 4} : new byte[0]);
        out.flush();
        heard.writeBytes(in.readAllBytes());
    }

    private Server server(boolean managed, String parameters) {
        HostPort at = HostPort.parse("127.0.0.1:" + port.getLocalPort(), 0);
        String url = new ServerUrl(at, "vektra", new Secret(PASSWORD), "postgres", Map.of()).text("postgres");
        return new Server(
                "postgres",
                PostgresService.NAME,
                managed,
                List.of(at),
                new Secret(url + parameters),
                RunningPostgres.defaults(),
                null,
                null,
                "");
    }

    private String heard() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(ints = {CLEARTEXT, MD5})
    void gets_no_password_in_place_of_a_managed_server(int way) {
        asks = way;
        PostgresProvider provider = new PostgresProvider(Duration.ofSeconds(4), Path.of("ca.pem"));
        assertThatThrownBy(() -> provider.ping(server(true, ""))).isInstanceOf(VektraException.class);
        assertThat(visitors).hasPositiveValue();
        assertThat(heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?sslmode=disable", "?sslmode=prefer", "?sslmode=allow"})
    void gets_no_password_as_it_is_in_place_of_an_adopted_server_without_tls(String parameters) {
        PostgresProvider provider = new PostgresProvider(Duration.ofSeconds(4), Path.of("ca.pem"));
        assertThatThrownBy(() -> provider.ping(server(false, parameters))).isInstanceOf(VektraException.class);
        assertThat(visitors).hasPositiveValue();
        assertThat(heard()).doesNotContain(PASSWORD);
    }
}
