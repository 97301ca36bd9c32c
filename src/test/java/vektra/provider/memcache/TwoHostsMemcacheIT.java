package vektra.provider.memcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import net.spy.memcached.ConnectionFactoryBuilder.Protocol;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Figure;
import vektra.model.text.Secret;
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

    @Test
    void a_host_that_is_away_stops_no_bind_and_is_named() {
        RunningMemcached third = new RunningMemcached();
        Server fresh = provider().adopt("memcached://" + one.address() + "," + third.address(), Map.of());
        Server adopted = fresh.withVersion(provider().ping(fresh));
        third.close();
        Resource resource = new Resource(Id.fresh(), "shop", Map.of());
        Resource made = provider().provision(adopted, resource);
        Credentials app = provider().grant(adopted, made, Id.fresh(), Secret.fresh());
        assertThat(provider().configVars(adopted, made, app))
                .containsEntry("MEMCACHE_HOSTS", one.address() + "," + third.address());
        assertThat(provider().ping(adopted)).isEqualTo(adopted.version());
        assertThat(provider().abilities().cautions().orElseThrow().cautions(adopted))
                .contains(
                        "memcache at " + third.address()
                                + " cannot be reached: Connection refused; apps miss what it held, and keep less until it is back");
        assertThatThrownBy(() -> provider().ping(fresh))
                .as("a server is adopted whole")
                .hasMessageContaining(third.address().toString());
    }

    @Test
    void a_server_none_of_whose_hosts_answers_is_unavailable() {
        RunningMemcached gone = new RunningMemcached();
        RunningMemcached too = new RunningMemcached();
        Server adopted = provider()
                .adopt("memcached://" + gone.address() + "," + too.address(), Map.of())
                .withVersion("1.6.18");
        gone.close();
        too.close();
        assertThatThrownBy(() -> provider().ping(adopted))
                .hasMessage("memcache at " + gone.address() + " cannot be reached: Connection refused");
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
