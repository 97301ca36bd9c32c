package vektra.monitors.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import vektra.logs.collect.Signals;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Serves a status page on this machine, and nothing else. */
public final class PageServer implements AutoCloseable {
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final int THREADS = 4;
    /** Another name could be that of a page elsewhere whose script reads this one (DNS rebinding). */
    private static final Pattern HERE = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Supplier<Board> boards;
    private final boolean open;

    /**
     * Begins to serve.
     *
     * @param port on loopback; 0 is any free one
     * @param open whether strangers may read it, so that it may be asked for by any name, such as that of a proxy
     */
    public PageServer(int port, Supplier<Board> boards, boolean open) {
        this.boards = boards;
        this.open = open;
        // the JDK reads it once: a request that does not come to its end holds no thread forever
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            threads.shutdownNow();
            throw VektraException.unavailable(
                    "cannot listen at port " + port + ": " + e.getMessage(),
                    Text.of("choose another: ", Input.of("port")),
                    e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Serves until the process is asked to end. */
    public static void serve(int port, Supplier<Board> boards, boolean open, Consumer<String> started) {
        CountDownLatch ended = new CountDownLatch(1);
        Signals.on("TERM", ended::countDown);
        Signals.on("INT", ended::countDown);
        try (PageServer server = new PageServer(port, boards, open)) {
            started.accept(server.url());
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
            String method = exchange.getRequestMethod();
            if (!open && !HERE.matcher(host).matches()) {
                send(exchange, 421, "text/plain", "This page is for this machine.\n");
            } else if (!exchange.getRequestURI().getPath().equals("/")) {
                send(exchange, 404, "text/plain", "There is one page: /\n");
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, "text/plain", "This page can be read.\n");
            } else {
                page(exchange);
            }
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        String html;
        try {
            html = StatusPage.html(boards.get(), REFRESH);
        } catch (VektraException e) {
            send(exchange, 503, "text/plain", open ? "The page cannot be made now.\n" : e.getMessage() + "\n");
            return;
        }
        send(exchange, 200, "text/html", html);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
