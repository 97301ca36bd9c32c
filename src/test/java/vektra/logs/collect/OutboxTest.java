package vektra.logs.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vektra.model.logs.LogStream;

/** What waits for a router that takes nothing does not hold up its program forever. */
@Timeout(10)
class OutboxTest {
    private static final LogStream STREAM = new LogStream("shop", "web.1", "here", false);

    private static Outbox full(String origin) {
        Outbox outbox = new Outbox(origin, STREAM);
        outbox.connected(-1);
        for (int i = 1; i <= 4; i++) {
            outbox.add(piece(i));
        }
        return outbox;
    }

    private static Outbox.Piece piece(int position) {
        return new Outbox.Piece(new byte[1 << 20], position, true, 10, 0);
    }

    /** So that no later test is. */
    @AfterEach
    void noLongerInterrupted() {
        Thread.interrupted();
    }

    @Test
    void what_there_is_no_room_for_after_the_last_call_is_dropped_and_counted() {
        Outbox outbox = full("a");
        outbox.lastCall(TimeUnit.MILLISECONDS.toNanos(50));
        outbox.add(piece(5));
        outbox.add(piece(6));
        assertThat(outbox.missing()).isEqualTo(60);
        outbox.acknowledged(4);
        assertThat(outbox.position()).isEqualTo(4);
    }

    @Test
    void the_lines_of_a_file_stay_where_they_are_once_the_wait_for_room_is_interrupted() {
        Outbox outbox = full("file:1:2:3");
        Thread.currentThread().interrupt();
        outbox.add(piece(5));
        assertThat(outbox.position()).isEqualTo(4);
        assertThat(outbox.missing()).isEqualTo(40);
    }
}
