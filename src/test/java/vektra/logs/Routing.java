package vektra.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vektra.logs.collect.Feed;
import vektra.logs.router.Limits;
import vektra.logs.router.Router;
import vektra.logs.router.RouterClient;
import vektra.logs.ship.DrainStatus;
import vektra.logs.spool.RouterStart;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.spi.LogDrain;

/** A home with drains, a router that can be started and stopped, and sources. */
public final class Routing implements AutoCloseable {
    final Path home;
    final List<Drain> drains = new CopyOnWriteArrayList<>();
    Clock clock = Clock.systemUTC();
    Function<ServiceName, LogDrain> kinds = name -> new PlainDrain();
    Limits limits = new Limits(Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofMinutes(1));
    private Router router;
    private Thread thread;
    private volatile Throwable failure;

    public Routing() {
        try {
            home = Files.createTempDirectory("vektra-routing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Routing(Path home) {
        this.home = home;
    }

    Router router() {
        return new Router(home, "box1", () -> List.copyOf(drains), kinds, clock, batch -> {}, List.of(), limits);
    }

    Routing start() {
        return start(false);
    }

    Routing start(boolean untilIdle) {
        CountDownLatch started = new CountDownLatch(1);
        Router fresh = router();
        router = fresh;
        failure = null;
        thread = new Thread(
                () -> {
                    try {
                        fresh.run(untilIdle, started::countDown);
                    } catch (Throwable e) {
                        failure = e;
                    } finally {
                        started.countDown();
                    }
                },
                "router");
        thread.start();
        try {
            started.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(failure).isNull();
        return this;
    }

    boolean runs() {
        return thread != null && thread.isAlive();
    }

    void stop() {
        router.stop();
        await().until(() -> !thread.isAlive());
        assertThat(failure).isNull();
    }

    /** A drain of all apps. */
    Drain drain(String name, Sink sink, String... options) {
        Drain drain = drain(name, Id.fresh().value(), sink.target(), options);
        drains.add(drain);
        return drain;
    }

    static Drain drain(String name, String id, String target, String... options) {
        Map<String, String> all = new HashMap<>();
        all.put(DrainOptions.QUOTA, "256mb");
        all.put(DrainOptions.OVERFLOW, DrainOptions.DROP_OLDEST);
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return new Drain(
                new DrainName(name),
                new Id(id),
                new ServiceName("plain"),
                null,
                Instant.EPOCH,
                target,
                null,
                null,
                Map.copyOf(all));
    }

    public static LogStream stream(String app) {
        return new LogStream(app, "web.1", "box1", false);
    }

    Feed feed(String app) {
        return feed(app, UUID.randomUUID().toString());
    }

    Feed feed(String app, String origin) {
        return Feed.open(home, new RouterStart(arguments -> {}), origin, stream(app));
    }

    static void add(Feed feed, String message) {
        byte[] bytes = message.getBytes(UTF_8);
        feed.add(1_700_000_000_000_000L, LogLine.OUTPUT, 0, false, bytes, 0, bytes.length);
    }

    /** Sends messages "from" to "to", without the latter, a hundred in a batch. */
    static void send(Feed feed, int from, int to) {
        for (int i = from; i < to; i++) {
            add(feed, "message " + i);
            if (i % 100 == 99 || i == to - 1) {
                feed.send();
            }
        }
    }

    /** Asserts that each message up to that number came, in order; a failure shows where it went wrong, not all of them. */
    static void assertComplete(List<String> received, int count) {
        int right = 0;
        while (right < Math.min(count, received.size()) && received.get(right).equals("message " + right)) {
            right++;
        }
        assertThat(received.subList(right, Math.min(right + 5, received.size())))
                .as("from message " + right + " on, of " + received.size() + " that came")
                .isEqualTo(messages(right, Math.min(right + 5, count)));
        assertThat(received).hasSize(count);
    }

    static List<String> messages(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "message " + i).toList();
    }

    RouterClient client() {
        return new RouterClient(home, arguments -> {});
    }

    DrainStatus status(String drain) {
        return client().status().orElseThrow().drains().stream()
                .filter(status -> status.name().value().equals(drain))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        if (runs()) {
            stop();
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
