package vektra.provider.mariadb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import vektra.model.service.Server;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.spi.AddonProvider;

/** The contract with Debian's packages, unpacked without root; they are downloaded once. */
@Tag("soak")
class MariadbDebianIT extends AddonProviderContract {
    private static RunningMariadb mariadb;

    @BeforeAll
    static void start() {
        assumeTrue(Files.exists(Path.of("/etc/debian_version")), "this is not a Debian");
        mariadb = RunningMariadb.start("debian");
    }

    @AfterAll
    static void stop() {
        if (mariadb != null) {
            mariadb.close();
        }
    }

    @Override
    protected AddonProvider provider() {
        return RunningMariadb.PROVIDER;
    }

    @Override
    protected Server server() {
        return mariadb.server();
    }

    @Override
    protected AppClient client() {
        return new JdbcApp();
    }
}
