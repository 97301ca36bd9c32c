package vektra.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vektra.fixture.Sampled;
import vektra.logs.collect.Feed;
import vektra.model.logs.Drain;
import vektra.model.name.Id;

/** A drain begins and ends with the command that changes it, also for sources that were connected before. */
@Timeout(60)
@Sampled(oneIn = 2)
class HandoverIT {
    private static final int ROUNDS = 40;

    private Routing routing;
    private Sink before;
    private Sink after;

    @BeforeEach
    void open() {
        routing = new Routing();
        before = new Sink();
        after = new Sink();
    }

    @AfterEach
    void close() throws Exception {
        before.close();
        after.close();
        routing.close();
    }

    /** As a command does it: the change is stored, and the running router follows before the command returns. */
    private void become(List<Drain> drains) {
        routing.drains.clear();
        routing.drains.addAll(drains);
        routing.client().refresh();
    }

    private static void say(Feed feed, String message) {
        Routing.add(feed, message);
        feed.send();
        feed.flush(Duration.ofSeconds(10));
    }

    @Test
    void a_new_drain_gets_every_line_from_its_command_on() {
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            for (int i = 0; i < ROUNDS; i++) {
                say(feed, "unwanted " + i);
                become(List.of(Routing.drain("d" + i, Id.fresh().value(), after.target())));
                say(feed, "wanted " + i);
                int round = i;
                await().until(() -> after.messages().contains("wanted " + round));
                become(List.of());
            }
        }
        assertThat(after.messages()).noneMatch(message -> message.startsWith("unwanted"));
    }

    @Test
    void after_another_url_no_line_goes_to_the_old_place() {
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            for (int i = 0; i < ROUNDS; i++) {
                String id = Id.fresh().value();
                become(List.of(Routing.drain("moving", id, before.target())));
                say(feed, "old " + i);
                become(List.of(Routing.drain("moving", id, after.target())));
                say(feed, "new " + i);
                // what a drain still has not sent goes with it when it is removed
                int round = i;
                await().until(() -> after.messages().contains("new " + round));
            }
        }
        assertThat(before.messages()).noneMatch(message -> message.startsWith("new"));
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(after.messages()).contains("new " + i);
        }
    }

    @Test
    void after_its_end_no_line_goes_to_a_drain() {
        routing.start();
        try (Feed feed = routing.feed("shop")) {
            for (int i = 0; i < ROUNDS; i++) {
                become(List.of(
                        Routing.drain("ending" + i, Id.fresh().value(), before.target()),
                        Routing.drain("staying", "00000000-0000-4000-8000-000000000001", after.target())));
                say(feed, "both " + i);
                become(List.of(Routing.drain("staying", "00000000-0000-4000-8000-000000000001", after.target())));
                say(feed, "one " + i);
            }
            await().until(() -> after.messages().contains("one " + (ROUNDS - 1)));
        }
        assertThat(before.messages()).noneMatch(message -> message.startsWith("one"));
    }

    @Test
    void without_a_router_a_change_waits_for_none() {
        routing.client().refresh();
        assertThat(routing.client().status()).isEmpty();
    }
}
