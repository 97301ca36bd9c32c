package vektra.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HttpsIT {
    private static final int REQUESTS = 10;

    /** As one that a server has closed meanwhile would be taken for a server that is away. */
    @Test
    void no_connection_is_used_twice_though_the_server_does_not_say_that_it_ends() throws Exception {
        List<Integer> from = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            from.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            // the JDK decides it once in a process, which in this one another test may have used before
            List<String> command = List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Client.class.getName(),
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/");
            Process client = new ProcessBuilder(command).inheritIO().start();
            assertThat(client.waitFor()).isZero();
        } finally {
            server.stop(0);
        }
        assertThat(from).hasSize(REQUESTS).doesNotHaveDuplicates();
    }

    /** Sends requests to the URL that is its argument. */
    static final class Client {
        private Client() {}

        public static void main(String[] argv) throws IOException {
            for (int i = 0; i < REQUESTS; i++) {
                HttpURLConnection to = Https.open(URI.create(argv[0]), null, Duration.ofSeconds(10));
                if (to.getResponseCode() != HttpURLConnection.HTTP_OK) {
                    throw new IOException("status " + to.getResponseCode());
                }
                to.getInputStream().close();
            }
        }
    }
}
