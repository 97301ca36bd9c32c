package vektra.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vektra.logs.Routing.add;
import static vektra.logs.Routing.assertComplete;
import static vektra.logs.Routing.send;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vektra.fixture.Sampled;
import vektra.logs.collect.Feed;
import vektra.logs.line.BatchBuilder;
import vektra.logs.router.Limits;
import vektra.logs.ship.DrainStatus;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.name.Id;

/** Destinations, disks, clocks and routers that fail: no line is lost without being counted. */
@Timeout(120)
@Sampled(oneIn = 8)
class RouterBadDaysIT {
    private static final Pattern L10 = Pattern.compile("Error L10 \\(output buffer overflow\\): drain 'first' dropped"
            + " ([0-9]+) messages since [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\+00:00\\.");

    private Routing routing;
    private Sink sink;

    @BeforeEach
    void open() {
        routing = new Routing();
        sink = new Sink();
    }

    @AfterEach
    void close() throws Exception {
        sink.close();
        routing.close();
    }

    private static ConditionFactory soon() {
        return await();
    }

    private void deliveredAll(int count) {
        soon().until(() -> sink.count() >= count);
        soon().untilAsserted(() -> assertThat(sink.messages().size()).isGreaterThanOrEqualTo(count));
        assertComplete(sink.messages(), count);
    }

    /** How many lines the sink got notice of. */
    private long reported() {
        long reported = 0;
        for (String line : sink.lines()) {
            Matcher matcher = L10.matcher(line);
            reported += matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        }
        return reported;
    }

    private long received() {
        return sink.messages().stream()
                .filter(line -> line.startsWith("message"))
                .count();
    }

    @Test
    void a_far_end_that_resets_again_and_again_gets_every_line() {
        routing.drain("first", sink);
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            for (int i = 0; i < 10; i++) {
                send(feed, i * 5_000, (i + 1) * 5_000);
                int before = sink.connections();
                sink.reset();
                soon().until(() -> sink.connections() > before);
            }
            feed.flush(Duration.ofSeconds(10));
        }
        deliveredAll(50_000);
    }

    @Test
    void a_far_end_that_hangs_is_given_up_and_gets_every_line_later() {
        routing.drain("first", sink);
        sink.reads(false);
        routing.start();
        String filler = " ".repeat(1_000);
        try (Feed feed = routing.feed("shop")) {
            for (int i = 0; i < 30_000; i++) {
                add(feed, "message " + i + filler);
                feed.send();
            }
            soon().until(() -> sink.connections() > 1);
            assertThat(routing.status("first").error()).isEqualTo("accepted nothing for 1 s");
            sink.reads(true);
            feed.flush(Duration.ofSeconds(10));
        }
        soon().untilAsserted(() -> assertThat(sink.messages().size()).isEqualTo(30_000));
        assertComplete(sink.messages().stream().map(String::strip).toList(), 30_000);
    }

    @Test
    void a_slow_drain_does_not_hold_up_a_fast_one() {
        try (Sink slow = new Sink()) {
            slow.reads(false);
            routing.drain("slow", slow);
            routing.drain("first", sink);
            routing.start();
            try (Feed feed = routing.feed("shop")) {
                send(feed, 0, 200_000);
                deliveredAll(200_000);
            }
            slow.reads(true);
            soon().untilAsserted(() -> assertThat(slow.messages().size()).isEqualTo(200_000));
        }
    }

    @Test
    void what_exceeds_the_quota_is_counted_exactly_and_reported() {
        int port = sink.port();
        sink.close();
        routing.drain("first", sink, DrainOptions.QUOTA, "1mb");
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            send(feed, 0, 100_000);
            feed.flush(Duration.ofSeconds(10));
            soon().until(() -> routing.status("first").lost() > 0
                    && routing.status("first").bytes() <= 1 << 20);
            long lost = routing.status("first").lost();
            assertThat(routing.status("first").lines()).isEqualTo(100_000 - lost);
            sink = new Sink(port);
            soon().untilAsserted(() -> assertThat(reported()).isEqualTo(lost));
            soon().untilAsserted(() -> assertThat(received()).isEqualTo(100_000 - lost));
            assertThat(sink.messages().get(1)).isEqualTo("message " + lost);
            assertThat(sink.lines().get(0)).startsWith("0 vektra Error L10");
        }
    }

    @Test
    void a_drain_that_loses_nothing_lets_its_sources_wait() {
        int port = sink.port();
        sink.close();
        routing.drain("first", sink, DrainOptions.QUOTA, "1mb", DrainOptions.OVERFLOW, DrainOptions.BLOCK);
        routing.start();
        String filler = "x".repeat(10_000);
        try (Feed feed = routing.feed("shop")) {
            Thread source = new Thread(() -> {
                for (int i = 0; i < 1_000; i++) {
                    add(feed, "message " + i + " " + filler);
                    feed.send();
                }
            });
            source.start();
            soon().until(() -> routing.status("first").state() == DrainStatus.State.BLOCKED);
            soon().until(() -> feed.missing() > 100);
            assertThat(source.isAlive()).isTrue();
            sink = new Sink(port);
            soon().until(() -> !source.isAlive());
            soon().untilAsserted(() -> assertThat(sink.messages().size()).isEqualTo(1_000));
            assertThat(routing.status("first").lost()).isZero();
        }
    }

    @Test
    void a_damaged_stretch_of_the_spool_is_counted_and_the_rest_delivered() throws Exception {
        int port = sink.port();
        List<Path> segments = spooled(400_000);
        assertThat(segments).hasSizeGreaterThan(1);
        damage(segments.get(0), 1 << 20);
        damage(segments.get(segments.size() - 1), Files.size(segments.get(segments.size() - 1)) / 2);
        sink = new Sink(port);
        routing.start();
        // looked at without parsing all lines again and again, which would keep the sink from reading
        soon().until(() -> sink.count() > 400_000 - 200);
        soon().untilAsserted(() -> assertThat(sink.messages()).contains("message 399999"));
        // each stretch may be reported by itself
        soon().untilAsserted(() -> assertThat(reported()).isEqualTo(200));
        assertThat(received() + reported()).isEqualTo(400_000);
        assertThat(routing.status("first").lost()).isEqualTo(200);
    }

    /** The segments that a router leaves whose drain took none of so many lines. */
    private List<Path> spooled(int count) throws IOException {
        return spooled(routing::feed, count);
    }

    private List<Path> spooled(Function<String, Feed> source, int count) throws IOException {
        sink.close();
        routing.drain("first", sink);
        routing.start();
        Feed feed = source.apply("shop");
        send(feed, 0, count);
        feed.flush(Duration.ofSeconds(10));
        routing.stop();
        try (Stream<Path> files = Files.list(routing.home.resolve("logs/spool"))) {
            return files.sorted().toList();
        }
    }

    private static void damage(Path file, long offset) throws IOException {
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(offset);
            int was = damaged.read();
            damaged.seek(offset);
            damaged.write(was ^ 0xff);
        }
    }

    @Test
    void a_torn_end_of_the_spool_is_cut_off() throws Exception {
        int port = sink.port();
        tearEnd(spooled(1_000));

        sink = new Sink(port);
        routing.limits = new Limits(Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ZERO);
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            send(feed, 1_000, 1_100);
            feed.flush(Duration.ofSeconds(10));
            soon().untilAsserted(() -> assertThat(sink.messages()).contains("message 1099"));
        }
        soon().untilAsserted(() -> assertThat(reported()).isEqualTo(100));
        assertThat(received()).isEqualTo(1_000);
    }

    @Test
    void lines_of_a_program_that_a_kill_cut_off_come_again_and_are_not_counted_as_lost() throws Exception {
        int port = sink.port();
        Feed feed = routing.feed("shop", "program");
        List<Path> segments = spooled(app -> feed, 900);
        for (int i = 900; i < 1_000; i++) {
            add(feed, "message " + i);
        }
        feed.send();
        cutOff(segments.get(segments.size() - 1), "program", 10);
        sink = new Sink(port);
        routing.start();
        feed.flush(Duration.ofSeconds(10));
        feed.close();
        deliveredAll(1_000);
        assertThat(routing.home.resolve("logs/spool/torn")).doesNotExist();
        assertThat(routing.status("first").lost()).isZero();
    }

    /** Writes most of a record, as a router that is killed. */
    private static void cutOff(Path segment, String origin, long position) throws IOException {
        BatchBuilder record = new BatchBuilder(origin, Routing.stream("shop"));
        byte[] bytes = "message".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100; i++) {
            record.add(0, 6, 0, false, bytes, 0, bytes.length);
        }
        ByteBuffer whole = record.finish(position);
        Files.write(segment, Arrays.copyOf(whole.array(), whole.limit() - 3), StandardOpenOption.APPEND);
    }

    @Test
    void lines_of_a_file_that_a_kill_cut_off_come_again_and_are_not_counted_as_lost() throws Exception {
        int port = sink.port();
        tearEnd(spooled(app -> routing.feed(app, Feed.FILE + "torn"), 1_000));
        sink = new Sink(port);
        routing.start();
        try (Feed feed = routing.feed("shop", Feed.FILE + "torn")) {
            assertThat(feed.position())
                    .as("ten records were sent, the last is torn")
                    .isEqualTo(9);
            for (int i = 900; i < 1_000; i++) {
                add(feed, "message " + i);
            }
            feed.send(10);
            feed.flush(Duration.ofSeconds(10));
            soon().untilAsserted(() -> assertThat(sink.messages()).contains("message 999"));
        }
        assertComplete(sink.messages(), 1_000);
        assertThat(routing.status("first").lost()).isZero();
    }

    private static void tearEnd(List<Path> segments) throws IOException {
        try (RandomAccessFile torn =
                new RandomAccessFile(segments.get(segments.size() - 1).toFile(), "rw")) {
            torn.setLength(torn.length() - 3);
        }
    }

    @Test
    void a_router_that_is_killed_again_and_again_loses_nothing() throws Exception {
        String id = Id.fresh().value();
        int all = 1_000_000;
        // a source that waits, however long the next router takes to start
        try (Feed feed = routing.feed("shop", Feed.FILE + "killed")) {
            Thread source = new Thread(() -> send(feed, 0, all));
            source.start();
            for (int i = 0; i < 4; i++) {
                try (RouterProcess router = new RouterProcess(routing.home, sink.port(), id)) {
                    int before = sink.count();
                    soon().until(() -> sink.count() > before + 100_000 || !source.isAlive());
                    router.kill();
                }
            }
            try (RouterProcess router = new RouterProcess(routing.home, sink.port(), id)) {
                soon().until(() -> !source.isAlive());
                feed.flush(Duration.ofSeconds(20));
                assertThat(feed.missing()).isZero();
                soon().until(() -> sink.last().endsWith("message " + (all - 1)));
                assertThat(router.end()).isZero();
            }
        }
        assertComplete(sink.messages(), all);
    }

    @Test
    void a_full_disk_costs_the_oldest_lines_and_each_is_counted() throws Exception {
        Path disk = Files.createTempDirectory("vektra-full");
        int mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=24m", "vektra-test", disk.toString())
                .start()
                .waitFor();
        assumeTrue(mounted == 0, "needs root and mount");
        int port = sink.port();
        sink.close();
        try (Routing full = new Routing(disk.resolve("home"))) {
            Files.createDirectory(full.home);
            full.drain("first", sink);
            full.start();
            int all = 400_000;
            String filler = "x".repeat(180);
            try (Feed feed = full.feed("shop")) {
                for (int i = 0; i < all; i++) {
                    add(feed, "message " + i + " " + filler);
                    if (i % 100 == 99) {
                        feed.send();
                    }
                }
                feed.flush(Duration.ofSeconds(20));
                assertThat(feed.missing()).isZero();
                assertThat(full.status("first").lost()).isPositive();
                sink = new Sink(port);
                soon().untilAsserted(() -> assertThat(received() + reported()).isEqualTo(all));
                assertThat(full.status("first").lost()).isEqualTo(reported());
                assertThat(received()).isGreaterThan(30_000);
            }
        } finally {
            new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
            Files.delete(disk);
        }
    }

    @Test
    void a_clock_that_goes_back_changes_no_order_and_gives_no_number_again() {
        routing.drain("first", sink);
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            send(feed, 0, 1_000);
            deliveredAll(1_000);
            routing.stop();
            routing.clock = Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
            routing.start();
            send(feed, 1_000, 2_000);
            deliveredAll(2_000);
        }
    }

    @Test
    void lines_that_a_source_had_to_drop_are_counted_and_reported() {
        String filler = "x".repeat(1_000);
        routing.drain("first", sink);
        try (Feed feed = routing.feed("shop")) {
            for (int i = 0; i < 10_000; i++) {
                add(feed, "message " + i + " " + filler);
                feed.send();
            }
            assertThat(feed.missing()).isEqualTo(10_000);
            routing.start();
            feed.flush(Duration.ofSeconds(10));
            assertThat(feed.missing()).isZero();
        }
        soon().untilAsserted(() -> assertThat(received() + reported()).isEqualTo(10_000));
        assertThat(reported()).isPositive();
        assertThat(sink.lines().get(sink.lines().size() - 1)).contains("message 9999 ");
    }

    @Test
    void a_drain_gets_the_lines_from_when_it_was_made_and_none_of_an_earlier_one_of_its_name() {
        Drain first = routing.drain("first", sink);
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            send(feed, 0, 100);
            deliveredAll(100);
            routing.drains.remove(first);
            soon().until(() -> routing.client().status().orElseThrow().drains().isEmpty());
            assertThat(routing.home.resolve("logs/cursors")).isEmptyDirectory();
            send(feed, 100, 200);
            feed.flush(Duration.ofSeconds(10));
            routing.drain("first", sink);
            try (Feed another = routing.feed("shop")) {
                add(another, "message 200");
                another.send();
                soon().untilAsserted(() -> assertThat(sink.messages()).contains("message 200"));
            }
        }
        assertThat(sink.messages()).hasSize(101);
    }
}
