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

class HttpsTest {
    /** As one that a server has closed meanwhile would be taken for a server that is away. */
    @Test
    void no_connection_is_used_twice_though_the_server_does_not_say_that_it_ends() throws IOException {
        List<Integer> from = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            from.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            for (int i = 0; i < 10; i++) {
                URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
                HttpURLConnection to = Https.open(uri, null, Duration.ofSeconds(10));
                assertThat(to.getResponseCode()).isEqualTo(200);
                to.getInputStream().close();
            }
        } finally {
            server.stop(0);
        }
        assertThat(from).hasSize(10).doesNotHaveDuplicates();
    }
}
