package vektra.drain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A web server in this process that keeps what is posted. */
final class WebServer implements AutoCloseable {
    /**
     * What came.
     *
     * @param headers by their names as HTTP's server writes them, such as {@code Content-type}
     */
    record Post(String path, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private volatile int length;

    WebServer(@Nullable SSLContext context) throws IOException {
        InetSocketAddress any = new InetSocketAddress("127.0.0.1", 0);
        if (context == null) {
            server = HttpServer.create(any, 0);
        } else {
            HttpsServer secure = HttpsServer.create(any, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(context));
            server = secure;
        }
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            posts.add(new Post(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer, length < 0 ? -1 : length == 0 ? 0 : length);
            exchange.getResponseBody().write(new byte[Math.max(length, 10)], 0, length == 0 ? 10 : Math.max(length, 0));
        }
    }

    /**
     * What is answered from now on.
     *
     * @param bytes of the answer's body; -1: none; 0: in chunks
     */
    void answer(int code, int bytes) {
        answer = code;
        length = bytes;
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Post> posts() {
        return posts;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
