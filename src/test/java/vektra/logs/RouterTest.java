package vektra.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vektra.logs.Routing.messages;
import static vektra.logs.Routing.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vektra.model.VektraException;

@Timeout(60)
class RouterTest {
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
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(sink.messages()).hasSizeGreaterThanOrEqualTo(count));
        assertThat(sink.messages()).isEqualTo(messages(0, count));
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
                        "runs already, process " + ProcessHandle.current().pid());
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
    void ends_when_asked_to() {
        routing.start();
        assertThat(routing.client().stop(Duration.ofSeconds(5))).isTrue();
        await().until(() -> !routing.runs());
        assertThat(routing.client().stop(Duration.ofSeconds(5))).isFalse();
        assertThat(routing.client().status()).isEmpty();
    }
}
