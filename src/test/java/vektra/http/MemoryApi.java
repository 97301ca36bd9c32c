package vektra.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import vektra.addons.MovableClock;
import vektra.addons.OpenHome;
import vektra.file.FigureFiles;
import vektra.file.TokenUses;
import vektra.http.access.Access;
import vektra.http.access.Proxies;
import vektra.http.access.TokenBook;
import vektra.http.dyno.Rendezvous;
import vektra.http.remote.RemoteRoutes;
import vektra.http.request.FailedTokens;
import vektra.http.request.RequestLimits;
import vektra.http.request.RouteTable;
import vektra.http.request.Sessions;
import vektra.logs.Logs;
import vektra.model.Token;
import vektra.monitors.MonitorFiles;
import vektra.monitors.page.Boards;
import vektra.monitors.page.Published;
import vektra.monitors.uptime.Exposition;
import vektra.remote.Commands;
import vektra.spi.Background;

/** The HTTP API in this process, on a home whose servers are held in memory. */
public final class MemoryApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenHome home = new OpenHome();
    private final String token = home.token(Token.Scope.ADMIN);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Duration passed = Duration.ZERO;
    private final RouteTable routes;
    private final HttpServer server;

    public MemoryApi() {
        this(Set.of());
    }

    /** @param trusted the proxies whose headers are trusted */
    public MemoryApi(Set<InetAddress> trusted) {
        this(trusted, (wanted, called, streams) -> 0);
    }

    /** @param commands runs those of clients elsewhere */
    public MemoryApi(Set<InetAddress> trusted, Commands commands) {
        this(trusted, commands, 0);
    }

    /** @param requests how many an hour a token may send; 0 for any number */
    MemoryApi(Set<InetAddress> trusted, Commands commands, int requests) {
        FailedTokens failed = new FailedTokens(System::nanoTime);
        Sessions sessions = new Sessions(Clock.systemUTC());
        TokenUses uses = new TokenUses(home.path());
        TokenBook tokens =
                new TokenBook(Optional::empty, () -> home.open().home().tokens().list(), uses, now());
        Proxies proxies = new Proxies(trusted);
        Access access = new Access(tokens, sessions, failed, proxies);
        Metrics metrics = new Metrics(failed);
        Boards boards = Boards.of(new MonitorFiles(home.path()), Clock.systemUTC());
        routes = Routes.all(
                sessions,
                access,
                uses,
                metrics,
                Rendezvous.open("127.0.0.1", null, home.path(), 1),
                logs(),
                new Published(() -> boards.board(null, false)),
                () -> Exposition.of(new MonitorFiles(home.path()), Clock.systemUTC()),
                new FigureFiles(home.path()),
                user -> home.open(),
                user -> home.dryRun(),
                new RemoteRoutes(commands, "1.2.3", access::holds));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(
                "/",
                new Front(
                        routes,
                        access,
                        metrics,
                        new Kept(Optional::empty),
                        user -> home.open(),
                        "http",
                        proxies,
                        new RequestLimits(requests, () -> passed.toNanos()),
                        warning -> {
                            throw new AssertionError(warning);
                        }));
        server.start();
    }

    private Logs logs() {
        Background none = arguments -> {
            throw new AssertionError("reading lines starts nothing");
        };
        return new Logs(home.path(), none, "box1", Clock.systemUTC(), List::of, service -> {
            throw new AssertionError("reading lines asks no drain");
        });
    }

    OpenHome home() {
        return home;
    }

    public RouteTable routes() {
        return routes;
    }

    /**
     * What a request is answered with.
     *
     * @param body JSON's null where there is none
     */
    public record Answered(int status, JsonNode body) {
        public String text(String field) {
            return body.path(field).asText();
        }
    }

    public Answered get(String path) {
        return call("GET", path, "");
    }

    /** A request that must be done. */
    public JsonNode done(String method, String path, String body) {
        Answered answer = call(method, path, body);
        if (answer.status() >= 300) {
            throw new AssertionError(method + " " + path + ": " + answer);
        }
        return answer.body();
    }

    /** What a path answers that needs no token and gives no JSON. */
    public String text(String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answered call(String method, String path, String body) {
        return call(method, path, body, token);
    }

    public Answered call(String method, String path, String body, @Nullable String shown) {
        return call(method, path, body, shown, Map.of());
    }

    /** Of tokens it is later by that from now on. */
    void pass(Duration time) {
        passed = passed.plus(time);
    }

    private Clock now() {
        return new MovableClock(() -> Instant.now().plus(passed));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The token of an admin. */
    public String admin() {
        return token;
    }

    public Answered call(String method, String path, String body, @Nullable String shown, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (shown != null) {
            request.header("Authorization", "Bearer " + shown);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answered(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        home.close();
    }
}
