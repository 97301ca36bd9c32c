package vektra.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vektra.logs.Routing.assertComplete;
import static vektra.logs.Routing.send;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vektra.logs.collect.Feed;
import vektra.logs.router.Limits;
import vektra.logs.router.RouterClient;
import vektra.logs.ship.DrainStatus;
import vektra.model.name.DrainName;
import vektra.model.text.VektraException;

@Timeout(60)
class RouterIT {
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

    private void delivered(int count) {
        await().untilAsserted(() -> assertThat(sink.messages()).hasSizeGreaterThanOrEqualTo(count));
        assertComplete(sink.messages(), count);
    }

    @Test
    void takes_lines_from_a_source_to_a_drain_in_order() {
        routing.drain("first", sink);
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            assertThat(feed.position()).isEqualTo(-1);
            send(feed, 0, 10_000);
            feed.flush(Duration.ofSeconds(10));
            assertThat(feed.missing()).isZero();
        }
        delivered(10_000);
        assertThat(sink.count()).isEqualTo(10_000);
    }

    @Test
    void sends_what_came_before_it_was_stopped_when_it_runs_again() throws Exception {
        int port = sink.port();
        sink.close();
        routing.drain("first", sink);
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            send(feed, 0, 5_000);
            feed.flush(Duration.ofSeconds(10));
            routing.stop();
            assertThat(routing.home.resolve("router.pid")).doesNotExist();
            send(feed, 5_000, 6_000);
            assertThat(feed.missing()).isEqualTo(1_000);
            sink = new Sink(port);
            routing.start();
            feed.flush(Duration.ofSeconds(10));
        }
        delivered(6_000);
    }

    @Test
    void a_second_router_in_a_home_names_the_first() {
        routing.start();
        assertThatThrownBy(() -> routing.router().run(false, () -> {}))
                .isInstanceOf(VektraException.class)
                .hasMessageContaining(
                        "is already running, process " + ProcessHandle.current().pid());
    }

    @Test
    void serves_two_hundred_sources_at_once() {
        routing.drain("first", sink);
        routing.start();
        List<Feed> feeds = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            feeds.add(routing.feed("app" + i));
        }
        for (int round = 0; round < 10; round++) {
            for (Feed feed : feeds) {
                Routing.add(feed, "round " + round);
                feed.send();
            }
        }
        feeds.forEach(feed -> feed.flush(Duration.ofSeconds(20)));
        await().untilAsserted(() -> assertThat(sink.count()).isEqualTo(2_000));
        assertThat(routing.client().status().orElseThrow().sources()).isEqualTo(200);
        feeds.forEach(Feed::close);
    }

    @Test
    void is_started_once_to_stay_where_none_runs() {
        List<List<String>> asked = new CopyOnWriteArrayList<>();
        RouterClient client = new RouterClient(routing.home, arguments -> {
            asked.add(arguments);
            routing.start();
        });
        client.start();
        client.start();
        assertThat(asked).containsExactly(List.of("logs:router"));
        assertThat(client.status()).isPresent();
    }

    @Test
    void ends_when_asked_to() {
        routing.start();
        assertThat(routing.client().stop(Duration.ofSeconds(5))).isTrue();
        await().until(() -> !routing.runs());
        assertThat(routing.client().stop(Duration.ofSeconds(5))).isFalse();
        assertThat(routing.client().status()).isEmpty();
    }

    @Test
    void ends_when_it_was_not_needed_for_a_while() {
        routing.limits = new Limits(Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofMinutes(1));
        routing.drain("first", sink);
        routing.start(true);
        try (Feed feed = routing.feed("shop")) {
            send(feed, 0, 10);
            delivered(10);
            await().during(Duration.ofMillis(600)).until(routing::runs);
        }
        await().until(() -> !routing.runs());
    }

    @Test
    void ends_when_the_home_names_another_or_is_gone() throws Exception {
        routing.start();
        Files.writeString(routing.home.resolve("router.pid"), "1\n");
        await().until(() -> !routing.runs());
        assertThat(routing.home.resolve("router.pid")).hasContent("1");
        routing.start();
        Files.delete(routing.home.resolve("logs/router.sock"));
        await().until(() -> !routing.runs());
    }

    @Test
    void tries_a_drain_and_says_no_more_than_it_knows() {
        DrainName first = routing.drain("first", sink).name();
        routing.start();
        Duration longest = Duration.ofSeconds(5);
        assertThat(routing.client().test(first, "is it there", longest)).isEqualTo(RouterClient.Outcome.ACCEPTED);
        await().untilAsserted(() -> assertThat(sink.messages()).containsExactly("is it there"));
        sink.close();
        assertThatThrownBy(() -> {
                    while (true) {
                        routing.client().test(first, "and now", longest);
                    }
                })
                .isInstanceOf(VektraException.class)
                .hasMessage("the line did not reach first");
        assertThatThrownBy(() -> routing.client().test(new DrainName("none"), "lost", longest))
                .isInstanceOf(VektraException.class);
    }

    @Test
    void tells_how_drains_do_while_it_runs_and_while_it_does_not() throws Exception {
        routing.drain("first", sink);
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            send(feed, 0, 100);
            delivered(100);
            await().until(() -> routing.status("first").delivered() == 100);
            assertThat(routing.status("first").state()).isEqualTo(DrainStatus.State.CONNECTED);
            sink.close();
            await().until(() -> routing.status("first").error() != null);
            send(feed, 100, 150);
            feed.flush(Duration.ofSeconds(5));
            assertThat(routing.status("first").lines()).isEqualTo(50);
        }
        routing.stop();
        DrainStatus stopped = routing.client().drains(routing.drains).get(0);
        assertThat(stopped.state()).isEqualTo(DrainStatus.State.STOPPED);
        assertThat(stopped.lines()).isEqualTo(50);
        assertThat(stopped.delivered()).isEqualTo(100);
    }

    @Test
    void knows_how_far_it_is_with_a_file_after_a_start() {
        routing.drain("first", sink);
        routing.start();
        try (Feed feed = routing.feed("shop", Feed.FILE + "1:2:3")) {
            Routing.add(feed, "message 0");
            feed.send(4711);
            feed.flush(Duration.ofSeconds(5));
        }
        routing.stop();
        routing.start();
        try (Feed feed = routing.feed("shop", Feed.FILE + "1:2:3")) {
            assertThat(feed.position()).isEqualTo(4711);
        }
    }

    @Test
    void works_in_a_home_whose_path_is_too_long_for_a_socket() throws Exception {
        Path deep = Files.createDirectories(routing.home.resolve("d".repeat(60)).resolve("e".repeat(60)));
        try (Routing deepHome = new Routing(deep)) {
            deepHome.drain("first", sink);
            deepHome.start();
            try (Feed feed = deepHome.feed("shop")) {
                send(feed, 0, 10);
                delivered(10);
            }
        }
    }
}
