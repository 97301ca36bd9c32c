package vektra.provider.memcache;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIf;
import vektra.fixture.Sampled;

/** The memcached of Debian's packages, unpacked without installing it. */
@EnabledIf("possible")
@Sampled(oneIn = 14)
class DebianMemcacheIT extends ManagedMemcacheContract {
    static boolean possible() {
        return Files.isExecutable(Path.of("/usr/bin/apt-get"));
    }

    @Override
    String source() {
        return "debian";
    }
}
