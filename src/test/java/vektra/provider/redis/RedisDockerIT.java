package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.provider.Contained;

/** The contract with a server in a container that Vektra runs. */
@Tag("containers")
@Sampled(oneIn = 12)
class RedisDockerIT extends RedisContract {
    @RegisterExtension
    static final Contained CONTAINED = new Contained(TestRedis.PROVIDER);

    @Override
    protected Server server() {
        return CONTAINED.server();
    }

    @Test
    void comes_from_where_it_was_asked_for() {
        assertThat(server().software().source()).isEqualTo("docker");
        assertThat(provider().ping(server())).startsWith(server().version());
    }

    @Test
    void data_and_logins_outlive_a_restart() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        write(resource, credentials, "key", "value");
        CONTAINED.restart();
        assertThat(read(resource, credentials, "key")).isEqualTo("value");
    }
}
