package vektra.provider.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import net.spy.memcached.ConnectionFactoryBuilder.Protocol;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.text.Figure;
import vektra.provider.AppClient.Session;

/** One cache spread over two hosts, adopted by URL. */
@EnabledIf("vektra.provider.memcache.RunningMemcached#possible")
class TwoHostsMemcacheIT extends MemcacheContract {
    private static RunningMemcached one;
    private static RunningMemcached two;

    @BeforeAll
    static void start() {
        one = new RunningMemcached("-m", "64");
        two = new RunningMemcached("-m", "32");
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    @Override
    protected Server server() {
        return provider().adopt("memcached://" + one.address() + "," + two.address(), Map.of());
    }

    @Test
    void keys_spread_over_both_hosts_and_figures_add_up() throws Exception {
        Resource resource = provisioned();
        try (Session app = open(resource, bound(resource))) {
            for (int i = 0; i < 50; i++) {
                app.write("key" + i, "value" + i);
            }
            for (int i = 0; i < 50; i++) {
                assertThat(app.read("key" + i)).isEqualTo("value" + i);
            }
        }
        assertThat(items(one)).isPositive();
        assertThat(items(two)).isPositive();
        Map<String, Figure> figures = provider().inspect(server(), resource).figures();
        assertThat(figures).containsEntry("server items", Figure.of((long) items(one) + items(two)));
        assertThat(figures).containsEntry("server memory limit", Figure.bytes(96L << 20));
    }

    private static int items(RunningMemcached host) throws Exception {
        var address =
                new InetSocketAddress(host.address().host(), host.address().port());
        MemcachedClient client = new SpyClient(Protocol.TEXT).connect(List.of(address));
        try {
            return Integer.parseInt(client.getStats().values().iterator().next().get("curr_items"));
        } finally {
            client.shutdown();
        }
    }
}
