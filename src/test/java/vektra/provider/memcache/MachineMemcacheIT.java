package vektra.provider.memcache;

import org.junit.jupiter.api.condition.EnabledIf;

/** The memcached that this machine has. */
@EnabledIf("vektra.provider.memcache.RunningMemcached#possible")
class MachineMemcacheIT extends ManagedMemcacheContract {
    @Override
    String source() {
        return "machine";
    }
}
