package vektra.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import vektra.addons.verbs.Verbs;
import vektra.http.access.Access;
import vektra.http.access.Proxies;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Caller;
import vektra.http.request.Hints;
import vektra.http.request.Paths;
import vektra.http.request.Refusal;
import vektra.http.request.RequestLimits;
import vektra.http.request.Route;
import vektra.http.request.RouteTable;
import vektra.http.request.Streamed;
import vektra.http.request.Wording;
import vektra.model.text.VektraException;

/** What every request passes through: who it is from, which route it means, what all answers have in common. */
final class Front implements HttpHandler {
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(60);
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._,:-]{1,200}");

    private final RouteTable routes;
    private final Wording wording;
    private final Access access;
    private final Metrics metrics;
    private final Kept kept;
    private final Function<String, Verbs> verbsOf;
    private final String scheme;
    private final Proxies proxies;
    private final RequestLimits limits;
    private final Consumer<String> warn;
    private final Hints hints = new Hints();
    private final Delivery delivery = new Delivery(LONGEST_DELIVERY);
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean ending;

    Front(
            RouteTable routes,
            Access access,
            Metrics metrics,
            Kept kept,
            Function<String, Verbs> verbsOf,
            String scheme,
            Proxies proxies,
            RequestLimits limits,
            Consumer<String> warn) {
        this.routes = routes;
        this.wording = Wording.of(routes);
        this.access = access;
        this.metrics = metrics;
        this.kept = kept;
        this.verbsOf = verbsOf;
        this.scheme = scheme;
        this.proxies = proxies;
        this.limits = limits;
        this.warn = warn;
    }

    /** Takes no new request and waits for those that run. */
    void finish(Duration patience) throws InterruptedException {
        ending = true;
        long end = System.nanoTime() + patience.toNanos();
        synchronized (running) {
            while (running.get() > 0 && System.nanoTime() < end) {
                running.wait(50);
            }
        }
    }

    @Override
    public void handle(HttpExchange exchange) {
        running.incrementAndGet();
        Metrics.Request measured = metrics.begin();
        String route = "none";
        Wording said = wording;
        int status = 0;
        try (exchange) {
            Answer answer;
            try {
                RouteTable.Found found = routed(exchange);
                route = found.route().path().text();
                said = wording.at(found);
                answer = answered(exchange, found, said);
            } catch (Refusal e) {
                answer = e.answer(said);
            } catch (VektraException e) {
                answer = Refusal.of(e).answer(said);
            } catch (RuntimeException | VirtualMachineError | LinkageError | AssertionError e) {
                StackTraceElement[] trace = e.getStackTrace();
                warn.accept("a bug at " + exchange.getRequestMethod() + " " + route + ": " + e
                        + (trace.length == 0 ? "" : " at " + trace[0]));
                answer = Refusal.bug().answer(said);
            }
            status = send(exchange, answer);
        } catch (IOException gone) {
            // the caller did not wait for its answer; what was done is done
        } finally {
            measured.end(exchange.getRequestMethod(), route, status);
            running.decrementAndGet();
            synchronized (running) {
                running.notifyAll();
            }
        }
    }

    private RouteTable.Found routed(HttpExchange exchange) {
        if (ending) {
            throw Refusal.stopping();
        }
        List<String> path = Paths.segments(exchange.getRequestURI().getRawPath());
        String method = exchange.getRequestMethod();
        try {
            return routes.find(method.equals("HEAD") ? "GET" : method, path);
        } catch (Refusal unknown) {
            // strangers do not learn which routes there are
            access.caller(exchange);
            throw unknown;
        }
    }

    private Answer answered(HttpExchange exchange, RouteTable.Found found, Wording said) {
        Route route = found.route();
        Caller caller = null;
        if (route.scope() != null) {
            caller = access.caller(exchange);
            if (!limits.areNone() && route.isCounted()) {
                count(caller, exchange);
            }
            Access.check(caller, route);
        }
        Call call = new Call(exchange, found.names(), caller, verbsOf, proxies.base(exchange, scheme), hints, said);
        if (caller == null || !route.stored()) {
            return route.handler().answer(call);
        }
        String key = String.join("\n", exchange.getRequestURI().getRawPath(), caller.name(), call.base());
        return kept.of(key, () -> route.handler().answer(call));
    }

    private void count(Caller caller, HttpExchange exchange) {
        int left = limits.take(caller.token());
        exchange.getResponseHeaders().set("RateLimit-Remaining", String.valueOf(Math.max(left, 0)));
        if (left < 0) {
            throw Refusal.exhausted(caller);
        }
    }

    private int send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        headers.set("Request-Id", requestId(exchange));
        for (Map.Entry<String, String> more : answer.headers().entrySet()) {
            headers.set(more.getKey(), more.getValue());
        }
        if (answer.body() instanceof Streamed streamed) {
            exchange.sendResponseHeaders(answer.status(), 0);
            // who reads slowly, such as a person in a pager, may
            streamed.to(exchange.getResponseBody());
            return answer.status();
        }
        boolean small = Compressed.isWanted(exchange, answer);
        headers.set("Vary", "Accept-Encoding");
        if (small) {
            headers.set("Content-Encoding", "gzip");
        }
        int status = answer.status();
        if (exchange.getRequestMethod().equals("GET") && status == 200) {
            String known = answer.headers().get("ETag");
            String tag = known == null ? ETag.of(answer.content()) : known;
            // the same content in other bytes
            headers.set("ETag", small ? "W/" + tag : tag);
            if (ETag.matches(exchange.getRequestHeaders().getFirst("If-None-Match"), tag)) {
                status = 304;
            }
        }
        // what is known there already need not be compressed
        byte[] content = small && status != 304 ? Compressed.of(answer.content()) : answer.content();
        boolean silent = status == 304 || status == 204 || content.length == 0;
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(content.length));
            silent = true;
        }
        int code = status;
        long length = silent ? -1 : content.length;
        delivery.of(() -> {
            exchange.sendResponseHeaders(code, length);
            if (length > 0) {
                exchange.getResponseBody().write(content);
            }
            // which writes what is left, and reads what is left of the request
            exchange.close();
        });
        return status;
    }

    private static String requestId(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Request-Id");
        return given != null && REQUEST_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
