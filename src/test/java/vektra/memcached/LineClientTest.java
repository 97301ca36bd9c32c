package vektra.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is typed goes to the server a line at a time, and its answers come back. */
class LineClientTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(int port, String input) {
        return LineClient.run(
                new String[] {"127.0.0.1", Integer.toString(port), "shop."},
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @Test
    void lines_are_sent_and_answers_printed_until_the_input_ends() {
        try (TestServer server = new TestServer()) {
            assertThat(run(server.port(), "set shop.a 0 0 5\nhello\nget shop.a\n"))
                    .isZero();
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("STORED\r\nVALUE shop.a 0 5\r\nhello\r\nEND\r\n");
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("begin keys with shop.");
    }

    @Test
    void quit_ends_it_before_the_input_does() {
        try (TestServer server = new TestServer()) {
            assertThat(run(server.port(), "version\nquit\nversion\n")).isZero();
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("VERSION ").hasLineCount(1);
    }

    @Test
    void an_input_that_ends_inside_of_a_value_ends_it_too() {
        try (TestServer server = new TestServer()) {
            assertThat(run(server.port(), "set shop.a 0 0 50\nhel")).isZero();
        }
    }

    @Test
    void a_server_that_is_not_there_or_breaks_off_is_reported() throws IOException {
        int free;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = taken.getLocalPort();
        }
        assertThat(run(free, "version\n")).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("Error: cannot talk to memcached at 127.0.0.1:" + free);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread closing = new Thread(() -> close(server));
            closing.start();
            int code = LineClient.run(
                    new String[] {"127.0.0.1", Integer.toString(server.getLocalPort()), "shop."},
                    // a person who types nothing
                    new InputStream() {
                        @Override
                        public int read() throws IOException {
                            try {
                                closing.join();
                                Thread.currentThread().join();
                            } catch (InterruptedException e) {
                                throw new IOException(e);
                            }
                            return -1;
                        }
                    },
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(errors, true, StandardCharsets.UTF_8));
            assertThat(code).isEqualTo(1);
        }
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("closed the connection");
    }

    private static void close(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
