package vektra.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import vektra.memcached.cache.Cache;
import vektra.memcached.cache.Clock;
import vektra.memcached.cache.Counter;
import vektra.memcached.cache.Item;
import vektra.memcached.cache.ItemTable;
import vektra.memcached.cache.Key;
import vektra.memcached.cache.Statistics;

/** The cap on memory: who has to go, and what counts. */
class EvictionTest {
    private static final int VALUE = 10_000;
    private static final int MEGABYTE = 1024 * 1024;

    @Test
    void what_was_used_least_recently_goes_first() {
        try (TestServer server = new TestServer("--memory", "1");
                RawClient client = server.connect()) {
            int fits = MEGABYTE / (Item.OVERHEAD + 4 + VALUE);
            for (int i = 0; i < fits; i++) {
                set(client, i);
            }
            client.exchange("touch k000 0\r\nmg k001\r\nmg k002 u\r\n", "TOUCHED\r\nHD\r\nHD\r\n");
            assertThat(client.stat("evictions")).isZero();

            for (int i = fits; i < fits + 3; i++) {
                set(client, i);
            }

            client.exchange(
                    "mg k000\r\nmg k001\r\nmg k002\r\nmg k003\r\nmg k004\r\n", "HD\r\nHD\r\nEN\r\nEN\r\nEN\r\n");
            client.exchange("mg k005\r\n", "HD\r\n");
            assertThat(client.stat("evictions")).isEqualTo(3);
            assertThat(client.stat("evicted_unfetched")).isEqualTo(3);
            assertThat(client.stat("curr_items")).isEqualTo(fits);
            assertThat(client.stat("bytes")).isBetween(MEGABYTE - 2L * VALUE, (long) MEGABYTE);
        }
    }

    @Test
    void small_items_count_with_what_they_really_take() {
        try (TestServer server = new TestServer("--memory", "1");
                RawClient client = server.connect()) {
            StringBuilder sets = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                sets.append("set ").append(i).append(" 0 0 1 noreply\r\nx\r\n");
            }
            client.exchange(sets.toString(), "");
            assertThat(client.stat("curr_items")).isLessThanOrEqualTo(MEGABYTE / Item.OVERHEAD);
            assertThat(client.stat("total_items")).isEqualTo(20_000);
        }
    }

    @Test
    void replaced_and_deleted_items_leave_nothing_behind() {
        try (TestServer server = new TestServer("--memory", "1");
                RawClient client = server.connect()) {
            for (int i = 0; i < 1000; i++) {
                set(client, 1);
                client.exchange(
                        "append k001 0 0 1\r\nx\r\nset n 0 0 1\r\n9\r\nincr n 1\r\n", "STORED\r\nSTORED\r\n10\r\n");
            }
            assertThat(client.stat("evictions")).isZero();
            client.exchange("delete k001\r\ndelete n\r\n", "DELETED\r\nDELETED\r\n");
            assertThat(client.stat("bytes")).isZero();
        }
    }

    @Test
    void values_on_their_way_in_count_and_are_refused_when_they_alone_fill_the_memory() {
        try (TestServer server = new TestServer("--memory", "1");
                RawClient first = server.connect();
                RawClient second = server.connect()) {
            set(second, 0);
            first.send("set a 0 0 1000000\r\n" + "x".repeat(100));
            await().until(() -> second.stat("bytes") > 1_000_000);
            String large = "set b 0 0 100000\r\n" + "x".repeat(100_000) + "\r\n";
            second.exchange(large, "SERVER_ERROR out of memory storing object\r\n");
            second.exchange(
                    "ms b 100000\r\n" + "x".repeat(100_000) + "\r\n", "SERVER_ERROR out of memory storing object\r\n");
            assertThat(second.stat("store_no_memory")).isEqualTo(2);

            first.send("x".repeat(1_000_000 - 100) + "\r\n");
            assertThat(first.readUntil("\n")).isEqualTo("STORED\r\n");
            second.exchange(large, "STORED\r\n");
            assertThat(second.stat("curr_items")).isEqualTo(1);
        }
    }

    @Test
    void an_item_being_sent_counts_until_it_is_sent() {
        Statistics statistics = new Statistics();
        ItemTable items = new ItemTable(1000, new ManualClock(), statistics);
        Cache cache = new Cache(items, new ManualClock(), statistics);
        Item large = item("large", 600);
        assertThat(cache.put(large, 0)).isTrue();
        items.pin(large);
        items.pin(large);

        assertThat(cache.put(item("other", 300), 0)).isFalse();
        assertThat(cache.delete(large.key)).isTrue();
        assertThat(items.usedBytes()).isEqualTo(large.cost());
        assertThat(cache.put(item("other", 300), 0)).isFalse();
        items.unpin(large);
        assertThat(items.usedBytes()).isEqualTo(large.cost());
        items.unpin(large);
        assertThat(items.usedBytes()).isZero();
        assertThat(cache.put(item("other", 300), 0)).isTrue();
        assertThat(statistics.get(Counter.EVICTIONS)).isZero();
    }

    private static Item item(String key, int length) {
        return new Item(new Key(key.getBytes(US_ASCII)), new byte[length], 0, Clock.NEVER);
    }

    private static void set(RawClient client, int number) {
        String key = String.format("k%03d", number);
        client.exchange("set " + key + " 0 0 " + VALUE + "\r\n" + "x".repeat(VALUE) + "\r\n", "STORED\r\n");
    }
}
