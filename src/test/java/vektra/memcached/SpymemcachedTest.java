package vektra.memcached;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.spy.memcached.CASResponse;
import net.spy.memcached.CASValue;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.ConnectionFactoryBuilder.Protocol;
import net.spy.memcached.MemcachedClient;
import net.spy.memcached.internal.OperationFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that is in wide use, in both protocols. */
@ParameterizedClass
@EnumSource(Protocol.class)
class SpymemcachedTest {
    private final TestServer server = new TestServer();
    private final Protocol protocol;
    private final MemcachedClient client;

    SpymemcachedTest(Protocol protocol) throws Exception {
        this.protocol = protocol;
        client = new MemcachedClient(
                new ConnectionFactoryBuilder()
                        .setProtocol(protocol)
                        .setDaemon(true)
                        .setOpTimeout(20_000)
                        .build(),
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())));
    }

    @AfterEach
    void close() {
        client.shutdown(1, SECONDS);
        server.close();
    }

    @Test
    void stores_gets_and_deletes() throws Exception {
        assertThat(client.set("a", 0, "value").get()).isTrue();
        assertThat(client.get("a")).isEqualTo("value");
        assertThat(client.add("a", 0, "other").get()).isFalse();
        assertThat(client.replace("a", 0, 42).get()).isTrue();
        assertThat(client.get("a")).isEqualTo(42);
        assertThat(client.replace("none", 0, "x").get()).isFalse();
        assertThat(client.delete("a").get()).isTrue();
        assertThat(client.delete("a").get()).isFalse();
        assertThat(client.get("a")).isNull();
    }

    @Test
    void appends_and_prepends() throws Exception {
        client.set("a", 0, "b").get();
        assertThat(client.append("a", "c").get()).isTrue();
        assertThat(client.prepend("a", "a").get()).isTrue();
        assertThat(client.get("a")).isEqualTo("abc");
        assertThat(client.append("none", "c").get()).isFalse();
    }

    @Test
    void compares_and_sets() throws Exception {
        client.set("a", 0, "first").get();
        CASValue<Object> seen = client.gets("a");
        assertThat(client.cas("a", seen.getCas() + 1, "wrong")).isEqualTo(CASResponse.EXISTS);
        assertThat(client.cas("a", seen.getCas(), "second")).isEqualTo(CASResponse.OK);
        assertThat(client.cas("none", 1, "x")).isEqualTo(CASResponse.NOT_FOUND);
        assertThat(client.get("a")).isEqualTo("second");
    }

    @Test
    void counts() throws Exception {
        assertThat(client.incr("n", 1)).isEqualTo(-1);
        assertThat(client.incr("n", 1, 10)).isEqualTo(10);
        assertThat(client.incr("n", 5)).isEqualTo(15);
        assertThat(client.decr("n", 20)).isZero();
    }

    @Test
    void touches_and_expires() throws Exception {
        client.set("a", 10, "x").get();
        assertThat(client.touch("a", 100).get()).isTrue();
        assertThat(client.touch("none", 100).get()).isFalse();
        server.clock.advance(Duration.ofSeconds(99));
        assertThat(client.get("a")).isEqualTo("x");
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(client.get("a")).isNull();
    }

    @Test
    void gets_and_touches() throws Exception {
        assumeTrue(protocol == Protocol.BINARY, "this client has no gat in the text protocol");
        client.set("a", 10, "x").get();
        assertThat(client.getAndTouch("a", 100).getValue()).isEqualTo("x");
        server.clock.advance(Duration.ofSeconds(99));
        assertThat(client.get("a")).isEqualTo("x");
    }

    @Test
    void gets_many_at_once() throws Exception {
        Map<String, Object> expected = new HashMap<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            keys.add("key-" + i);
            if (i % 2 == 0) {
                client.set("key-" + i, 0, i);
                expected.put("key-" + i, i);
            }
        }
        assertThat(client.getBulk(keys)).isEqualTo(expected);
    }

    @Test
    void carries_large_values_both_ways() throws Exception {
        byte[] large = new byte[1_000_000];
        new Random(1).nextBytes(large);
        assertThat(client.set("large", 0, large).get()).isTrue();
        assertThat(client.get("large")).isEqualTo(large);
    }

    @Test
    void keeps_up_with_a_flood_of_operations() throws Exception {
        List<OperationFuture<Boolean>> sets = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            sets.add(client.set("k" + i % 100, 0, "v" + i));
        }
        for (OperationFuture<Boolean> set : sets) {
            assertThat(set.get(20, SECONDS)).isTrue();
        }
    }

    @Test
    void flushes_and_tells_version_and_statistics() throws Exception {
        client.set("a", 0, "x").get();
        assertThat(client.getVersions().values()).containsExactly("1.6.18");
        assertThat(client.getStats().values().iterator().next()).containsEntry("curr_items", "1");
        assertThat(client.getStats("settings").values().iterator().next()).containsEntry("maxconns", "1024");
        assertThat(client.flush().get()).isTrue();
        await().until(() -> client.get("a") == null);
    }
}
