package vektra.provider.redis;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import vektra.model.service.Server;

/** The contract with a server that Testcontainers started and Vektra adopted. */
@Tag("containers")
@Tag("soak")
@Testcontainers
class RedisTestcontainersIT extends RedisContract {
    @Container
    private static final GenericContainer<?> REDIS = new GenericContainer<>("redis:7-alpine")
            .withCommand("redis-server", "--requirepass", "theirs", "--databases", "64")
            .withExposedPorts(6379);

    private static Server server;

    @BeforeAll
    static void adopt() {
        String url = "redis://:theirs@" + REDIS.getHost() + ":" + REDIS.getFirstMappedPort();
        server = TestRedis.PROVIDER.adopt(url, TestRedis.options());
    }

    @Override
    protected Server server() {
        return server;
    }
}
