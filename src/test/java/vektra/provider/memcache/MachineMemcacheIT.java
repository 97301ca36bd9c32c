package vektra.provider.memcache;

import org.junit.jupiter.api.condition.EnabledIf;
import vektra.fixture.Sampled;

/** The memcached that this machine has. */
@EnabledIf("vektra.provider.memcache.RunningMemcached#possible")
@Sampled(oneIn = 3)
class MachineMemcacheIT extends ManagedMemcacheContract {
    @Override
    String source() {
        return "machine";
    }
}
