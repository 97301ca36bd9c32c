package vektra.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** Answers each request with the same bytes, by the HTTP server that Vektra uses. */
final class BareHandler {
    private BareHandler() {}

    /**
     * Serves until it is ended.
     *
     * @param argv the port, and the file with the bytes
     */
    public static void main(String[] argv) throws IOException {
        byte[] body = Files.readAllBytes(Path.of(argv[1]));
        int port = Integer.parseInt(argv[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }
}
