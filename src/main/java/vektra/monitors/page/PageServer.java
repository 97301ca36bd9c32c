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

/** Serves a page on this machine, and nothing else. */
public final class PageServer implements AutoCloseable {
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final int THREADS = 4;
    private static final String PLAIN = "text/plain; charset=utf-8";
    /** Another name could be that of a page elsewhere whose script reads this one (DNS rebinding). */
    private static final Pattern HERE = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Page page;
    private final boolean open;

    /**
     * What is served.
     *
     * @param path such as {@code /}
     * @param type its media type
     * @param text made anew each time
     */
    public record Page(String path, String type, Supplier<String> text) {
        /** A status page, which browsers load again by themselves. */
        public static Page of(Supplier<Board> boards) {
            return new Page("/", "text/html; charset=utf-8", () -> StatusPage.html(boards.get(), REFRESH));
        }
    }

    /**
     * Begins to serve.
     *
     * @param port on loopback; 0 is any free one
     * @param open whether strangers may read it, so that it may be asked for by any name, such as that of a proxy
     */
    public PageServer(int port, Page page, boolean open) {
        this.page = page;
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
        return "http://127.0.0.1:" + server.getAddress().getPort() + page.path();
    }

    /** Serves until the process is asked to end. */
    public static void serve(int port, Page page, boolean open, Consumer<String> started) {
        CountDownLatch ended = new CountDownLatch(1);
        Signals.on("TERM", ended::countDown);
        Signals.on("INT", ended::countDown);
        try (PageServer server = new PageServer(port, page, open)) {
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
                send(exchange, 421, PLAIN, "This page is for this machine.\n");
            } else if (!exchange.getRequestURI().getPath().equals(page.path())) {
                send(exchange, 404, PLAIN, "There is one page: " + page.path() + "\n");
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, PLAIN, "This page can be read.\n");
            } else {
                page(exchange);
            }
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        String text;
        try {
            text = page.text().get();
        } catch (VektraException e) {
            send(exchange, 503, PLAIN, open ? "The page cannot be made now.\n" : e.getMessage() + "\n");
            return;
        }
        send(exchange, 200, page.type(), text);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
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
