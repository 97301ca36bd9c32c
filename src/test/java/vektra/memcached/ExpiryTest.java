package vektra.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When items go, on a clock that the tests move. */
class ExpiryTest {
    private static final long MONTH = 30L * 24 * 60 * 60;

    private final TestServer server = new TestServer();
    private RawClient client;

    @BeforeEach
    void connect() {
        client = server.connect();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void zero_is_never_and_negative_is_at_once() {
        set("never", 0);
        set("gone", -1);
        server.clock.advance(Duration.ofDays(10_000));
        assertThat(isThere("never")).isTrue();
        assertThat(isThere("gone")).isFalse();
    }

    @Test
    void up_to_30_days_counts_from_now() {
        set("second", 1);
        set("month", MONTH);
        server.clock.advance(Duration.ofMillis(999));
        assertThat(isThere("second")).isTrue();
        server.clock.advance(Duration.ofMillis(1));
        assertThat(isThere("second")).isFalse();
        server.clock.advance(Duration.ofSeconds(MONTH - 2));
        assertThat(isThere("month")).isTrue();
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(isThere("month")).isFalse();
    }

    @Test
    void more_is_unix_time() {
        set("past", MONTH + 1);
        set("soon", server.clock.unixSeconds() + 10);
        set("beyond 2106", 1L << 40);
        assertThat(isThere("past")).isFalse();
        server.clock.advance(Duration.ofSeconds(9));
        assertThat(isThere("soon")).isTrue();
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(isThere("soon")).isFalse();
        assertThat(isThere("beyond 2106")).isTrue();
    }

    @Test
    void setting_the_machines_clock_moves_no_deadline() {
        set("relative", 10);
        set("absolute", server.clock.unixSeconds() + 10);
        server.clock.setUnixSeconds(1);
        assertThat(isThere("relative")).isTrue();
        assertThat(isThere("absolute")).isTrue();
        server.clock.setUnixSeconds(4_000_000_000L);
        assertThat(isThere("relative")).isTrue();
        assertThat(isThere("absolute")).isTrue();
        server.clock.advance(Duration.ofSeconds(10));
        assertThat(isThere("relative")).isFalse();
        assertThat(isThere("absolute")).isFalse();
    }

    @Test
    void touch_and_get_and_touch_set_a_new_time() {
        set("a", 10);
        client.exchange("touch a 20\r\n", "TOUCHED\r\n");
        server.clock.advance(Duration.ofSeconds(15));
        client.exchange("gat 20 a\r\n", "VALUE a 0 1\r\nx\r\nEND\r\n");
        server.clock.advance(Duration.ofSeconds(15));
        client.exchange("gats 0 a\r\n", "VALUE a 0 1 1\r\nx\r\nEND\r\n");
        server.clock.advance(Duration.ofDays(365));
        client.exchange("touch a -1\r\ntouch a 0\r\n", "TOUCHED\r\nNOT_FOUND\r\n");
    }

    @Test
    void append_and_incr_keep_the_time() {
        set("a", 10);
        client.exchange("append a 0 0 1\r\nx\r\n", "STORED\r\n");
        client.exchange("set n 0 10 1\r\n9\r\nincr n 1\r\n", "STORED\r\n10\r\n");
        server.clock.advance(Duration.ofSeconds(10));
        client.exchange("get a n\r\n", "END\r\n");
    }

    @Test
    void an_expired_item_counts_as_missing_for_every_command() {
        set("a", -1);
        client.exchange("add a 0 -1 1\r\ny\r\n", "STORED\r\n");
        client.exchange("replace a 0 0 1\r\nz\r\n", "NOT_STORED\r\n");
        set("a", -1);
        client.exchange("delete a\r\n", "NOT_FOUND\r\n");
        set("a", -1);
        client.exchange("incr a 1\r\n", "NOT_FOUND\r\n");
    }

    @Test
    void flush_all_drops_what_was_there_but_not_what_comes() {
        set("a", 0);
        client.exchange("flush_all\r\nget a\r\n", "OK\r\nEND\r\n");
        set("a", 0);
        assertThat(isThere("a")).isTrue();
        client.exchange("flush_all -5\r\nget a\r\n", "OK\r\nEND\r\n");
    }

    @Test
    void flush_all_can_be_put_off_and_called_off() {
        set("a", 0);
        client.exchange("flush_all 10\r\n", "OK\r\n");
        server.clock.advance(Duration.ofSeconds(9));
        assertThat(isThere("a")).isTrue();
        client.exchange("flush_all 10\r\n", "OK\r\n");
        server.clock.advance(Duration.ofSeconds(9));
        assertThat(isThere("a")).isTrue();
        set("late", 0);
        server.clock.advance(Duration.ofSeconds(1));
        client.exchange("get a late\r\n", "END\r\n");
        assertThat(client.stat("curr_items")).isZero();
        assertThat(client.stat("bytes")).isZero();
    }

    @Test
    void storing_new_items_sweeps_expired_ones_out() {
        for (int i = 0; i < 100; i++) {
            set("short" + i, 1);
        }
        server.clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            set("long" + i, 0);
        }
        assertThat(client.stat("curr_items")).isEqualTo(100);
        assertThat(client.stat("reclaimed")).isEqualTo(100);
        assertThat(client.stat("evictions")).isZero();
    }

    private void set(String key, long exptime) {
        client.exchange("set " + key.replace(' ', '_') + " 0 " + exptime + " 1\r\nx\r\n", "STORED\r\n");
    }

    private boolean isThere(String key) {
        client.send("get " + key.replace(' ', '_') + "\r\n");
        return client.readUntil("END\r\n").startsWith("VALUE");
    }
}
