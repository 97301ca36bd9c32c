package vektra.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import vektra.http.request.FailedTokens;

/** What the server counted, in the text form that Prometheus reads. */
final class Metrics {
    private static final double[] BOUNDS = {0.001, 0.005, 0.02, 0.1, 0.5, 2, 10};

    private final FailedTokens failed;
    private final AtomicInteger running = new AtomicInteger();
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, Durations> durations = new ConcurrentHashMap<>();

    Metrics(FailedTokens failed) {
        this.failed = failed;
    }

    /** How long the requests of one route took. */
    private static final class Durations {
        private final LongAdder[] upTo = new LongAdder[BOUNDS.length + 1];
        private final LongAdder nanos = new LongAdder();

        private Durations() {
            for (int i = 0; i < upTo.length; i++) {
                upTo[i] = new LongAdder();
            }
        }

        private void add(long took) {
            int i = 0;
            while (i < BOUNDS.length && took > BOUNDS[i] * 1e9) {
                i++;
            }
            upTo[i].increment();
            nanos.add(took);
        }
    }

    /** One request that runs. */
    final class Request {
        private final long start = System.nanoTime();

        private Request() {}

        /** Counts it; status 0 is a caller that was gone before its answer. */
        void end(String method, String route, int status) {
            running.decrementAndGet();
            String known = Routes.METHODS.contains(method) ? method : "other";
            requests.computeIfAbsent(
                            "method=\"" + known + "\",route=\"" + route + "\",status=\"" + status + "\"",
                            key -> new LongAdder())
                    .increment();
            durations
                    .computeIfAbsent("method=\"" + known + "\",route=\"" + route + "\"", key -> new Durations())
                    .add(System.nanoTime() - start);
        }
    }

    Request begin() {
        running.incrementAndGet();
        return new Request();
    }

    /** Everything, with more gauges as they are now. */
    String text(Map<String, Map<String, Long>> gauges) {
        StringBuilder text = new StringBuilder(2048);
        head(text, "vektra_http_requests_total", "counter", "Requests by route and status.");
        new TreeMap<>(requests)
                .forEach((labels, count) -> line(text, "vektra_http_requests_total", labels, count.sum()));
        head(text, "vektra_http_request_duration_seconds", "histogram", "Duration of requests.");
        new TreeMap<>(durations).forEach((labels, took) -> histogram(text, labels, took));
        head(text, "vektra_http_requests_in_flight", "gauge", "Requests in progress.");
        line(text, "vektra_http_requests_in_flight", "", running.get());
        head(text, "vektra_http_failed_tokens_total", "counter", "Requests with an unknown token.");
        line(text, "vektra_http_failed_tokens_total", "", failed.total());
        new TreeMap<>(gauges).forEach((name, values) -> {
            head(text, name, "gauge", "Number of these.");
            new TreeMap<>(values).forEach((labels, value) -> line(text, name, labels, value));
        });
        return text.toString();
    }

    private static void histogram(StringBuilder text, String labels, Durations took) {
        String name = "vektra_http_request_duration_seconds";
        long sum = 0;
        for (int i = 0; i < took.upTo.length; i++) {
            sum += took.upTo[i].sum();
            String bound = i < BOUNDS.length ? String.valueOf(BOUNDS[i]) : "+Inf";
            line(text, name + "_bucket", labels + ",le=\"" + bound + "\"", sum);
        }
        text.append(name)
                .append("_sum{")
                .append(labels)
                .append("} ")
                .append(took.nanos.sum() / 1e9)
                .append('\n');
        line(text, name + "_count", labels, sum);
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ")
                .append(name)
                .append(' ')
                .append(help)
                .append("\n# TYPE ")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private static void line(StringBuilder text, String name, String labels, long value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }
}
