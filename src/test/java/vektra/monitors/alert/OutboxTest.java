package vektra.monitors.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a message is tried again. */
class OutboxTest {
    private static final Duration FIRST = Duration.ofSeconds(5);

    private final Outbox outbox = new Outbox(FIRST);

    private static Message message() {
        return Message.test("webhook-1", Runs.START);
    }

    @Test
    void messages_leave_one_after_the_other() {
        Message first = message();
        Message second = message();
        outbox.add(first);
        outbox.add(second);
        assertThat(outbox.take(0)).isEqualTo(first);
        assertThat(outbox.take(0)).as("while the first is on its way").isNull();
        outbox.delivered(first);
        assertThat(outbox.take(0)).isEqualTo(second);
    }

    @Test
    void pauses_grow_up_to_a_quarter_of_an_hour() {
        outbox.add(message());
        List<Long> pauses = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 12; i++) {
            assertThat(outbox.take(now)).isNotNull();
            Duration pause = outbox.failed("HTTP status 500", now);
            assertThat(outbox.take(now + pause.toNanos() - 1)).isNull();
            now += pause.toNanos();
            pauses.add(pause.toSeconds());
        }
        assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L, 900L, 900L, 900L);
        assertThat(outbox.problem()).isEqualTo("HTTP status 500");
    }

    @Test
    void a_delivery_ends_the_pauses() {
        Message first = message();
        outbox.add(first);
        outbox.add(message());
        outbox.take(0);
        outbox.failed("no", 0);
        outbox.take(FIRST.toNanos());
        outbox.delivered(first);
        assertThat(outbox.take(FIRST.toNanos())).isNotNull();
        assertThat(outbox.failed("no", 0)).isEqualTo(FIRST);
    }

    @Test
    void a_destination_that_is_gone_does_not_fill_the_memory() {
        for (int i = 0; i < Outbox.MOST + 3; i++) {
            outbox.add(message());
        }
        assertThat(outbox.waiting()).hasSize(Outbox.MOST);
        assertThat(outbox.dropped()).isEqualTo(3);
    }
}
