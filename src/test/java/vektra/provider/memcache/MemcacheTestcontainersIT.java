package vektra.provider.memcache;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import vektra.model.service.Server;

/** The contract with a server that Testcontainers started and Vektra adopted. */
@Tag("containers")
@Tag("soak")
@Testcontainers
class MemcacheTestcontainersIT extends MemcacheContract {
    @Container
    private static final GenericContainer<?> MEMCACHED =
            new GenericContainer<>("memcached:1.6-alpine").withExposedPorts(11211);

    @Override
    protected Server server() {
        return provider().adopt(MEMCACHED.getHost() + ":" + MEMCACHED.getFirstMappedPort(), Map.of());
    }
}
