package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.redis.wire.RedisUrl;

/** Apps reach an adopted server at another address than Vektra. */
class RedisAppUrlTest {
    private static final String URL = "redis://:secret@db:6379";

    @Test
    void apps_get_it_and_vektra_uses_that_of_the_url() {
        Server server = TestRedis.PROVIDER.adopt(URL, Map.of("app-url", "proxy:6380"));
        Resource resource = new Resource(Id.fresh(), "shop", Map.of(Databases.FACT, "7"));
        Credentials app = new Credentials(Id.fresh(), "user", new Secret("word"));
        assertThat(TestRedis.PROVIDER.configVars(server, resource, app))
                .containsEntry("REDIS_URL", "redis://user:word@proxy:6380/7");
        assertThat(RedisUrl.of(server).address()).isEqualTo(new HostPort("db", 6379));
    }

    @Test
    void it_is_one_host() {
        assertThatThrownBy(() -> TestRedis.PROVIDER.adopt(URL, Map.of("app-url", "a:1,b:2")))
                .hasMessage("--app-url is one host: many clients of apps cannot read a list");
    }
}
