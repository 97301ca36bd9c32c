package vektra.provider.mariadb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import vektra.model.service.Server;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.spi.AddonProvider;

/** The contract with the build of Maven Central, of a newer MariaDB; it is downloaded once. */
@Tag("soak")
class MariadbEmbeddedIT extends AddonProviderContract {
    private static RunningMariadb mariadb;

    @BeforeAll
    static void start() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the build is for Linux on x86-64");
        mariadb = RunningMariadb.start("embedded");
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
