package vektra.provider.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import vektra.model.service.Server;

/** A server adopted by URL. */
@EnabledIf("vektra.provider.memcache.RunningMemcached#possible")
class ExternalMemcacheIT extends MemcacheContract {
    private static RunningMemcached running;

    @BeforeAll
    static void start() {
        running = new RunningMemcached();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Override
    protected Server server() {
        return provider().adopt(running.address().toString(), Map.of());
    }

    @Test
    void is_not_managed() {
        assertThat(server().managed()).isFalse();
        assertThat(server().software()).isNull();
        assertThat(server().folder()).isNull();
    }
}
