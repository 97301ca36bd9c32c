package vektra.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vektra.logs.Routing.messages;
import static vektra.logs.Routing.send;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.drain.WebhookDrain;
import vektra.fixture.Sampled;
import vektra.logs.collect.Feed;
import vektra.logs.router.Limits;
import vektra.logs.ship.DrainStatus;
import vektra.model.name.Id;

/** What a destination that confirms has refused is sent again until it is taken, or counted as lost. */
@Timeout(60)
@Sampled(oneIn = 5)
class RefusedBatchIT {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static Routing routing(RefusingServer server) {
        Routing routing = new Routing();
        routing.kinds = name -> new WebhookDrain();
        routing.limits = new Limits(Duration.ofMinutes(5), Duration.ofMillis(300), Duration.ofMinutes(1));
        routing.drains.add(Routing.drain("hook", Id.fresh().value(), server.url()));
        return routing;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500",
                "401 401",
                "500 500 500 500 500",
                "503 reset 429 close",
                "reset reset",
                "close close half",
                "silence silence",
                "302 200 500 500"
            })
    void nothing_is_lost(String script) throws Exception {
        try (RefusingServer server = new RefusingServer(List.of(script.split(" ")));
                Routing routing = routing(server)) {
            routing.start();
            try (Feed feed = routing.feed("shop")) {
                send(feed, 0, 300);
                await().atMost(LONGEST).until(() -> server.asked() > 0);
                send(feed, 300, 600);
                feed.flush(LONGEST);
            }
            await().atMost(LONGEST)
                    .untilAsserted(
                            () -> assertThat(new HashSet<>(server.taken())).hasSize(600));
            assertThat(server.taken()).containsAll(messages(0, 600));
            await().atMost(LONGEST)
                    .untilAsserted(() -> assertThat(routing.status("hook"))
                            .returns(600L, DrainStatus::delivered)
                            .returns(0L, DrainStatus::lost)
                            .returns(0L, DrainStatus::lines)
                            .returns(DrainStatus.State.CONNECTED, DrainStatus::state));
        }
    }

    @Test
    void what_is_refused_waits_and_is_not_called_connected_also_over_a_restart() throws Exception {
        try (RefusingServer server = new RefusingServer(Collections.nCopies(1000, "500"));
                Routing routing = routing(server)) {
            routing.start();
            try (Feed feed = routing.feed("shop")) {
                send(feed, 0, 200);
                feed.flush(LONGEST);
            }
            await().atMost(LONGEST).until(() -> server.asked() > 1);
            int asked = server.asked();
            await().atMost(LONGEST).until(() -> {
                assertThat(routing.status("hook"))
                        .returns(200L, DrainStatus::lines)
                        .returns(0L, DrainStatus::delivered)
                        .returns(null, DrainStatus::connectedAt)
                        .extracting(DrainStatus::state)
                        .isNotEqualTo(DrainStatus.State.CONNECTED);
                return server.asked() > asked + 1;
            });
            routing.stop();
            assertThat(routing.client().drains(routing.drains).get(0)).returns(200L, DrainStatus::lines);
            server.say(List.of());
            routing.start();
            await().atMost(LONGEST)
                    .untilAsserted(() -> assertThat(routing.status("hook"))
                            .returns(200L, DrainStatus::delivered)
                            .returns(0L, DrainStatus::lines));
            assertThat(server.taken()).isEqualTo(messages(0, 200));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void what_will_never_be_taken_is_counted_as_lost_and_the_state_says_so(int code) throws Exception {
        try (RefusingServer server = new RefusingServer(Collections.nCopies(1000, String.valueOf(code)));
                Routing routing = routing(server)) {
            routing.start();
            try (Feed feed = routing.feed("shop")) {
                send(feed, 0, 100);
                feed.flush(LONGEST);
                // one request with the lines, one with the notice of their loss, which is refused and does not count
                await().atMost(LONGEST).until(() -> server.asked() > 1);
                await().atMost(LONGEST)
                        .untilAsserted(() -> assertThat(routing.status("hook"))
                                .returns(DrainStatus.State.REFUSED, DrainStatus::state)
                                .returns(0L, DrainStatus::delivered)
                                .returns(100L, DrainStatus::lost));
                server.say(List.of());
                send(feed, 100, 200);
                feed.flush(LONGEST);
            }
            await().atMost(LONGEST)
                    .untilAsserted(() -> assertThat(server.taken()).containsAll(messages(100, 200)));
            await().atMost(LONGEST).until(() -> routing.status("hook").state() == DrainStatus.State.CONNECTED);
        }
    }
}
