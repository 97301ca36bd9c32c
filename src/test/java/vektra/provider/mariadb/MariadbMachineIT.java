package vektra.provider.mariadb;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import vektra.model.Server;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.spi.AddonProvider;

/** The contract with a server of this machine's own software. */
class MariadbMachineIT extends AddonProviderContract {
    private static RunningMariadb mariadb;

    @BeforeAll
    static void start() {
        mariadb = RunningMariadb.machine();
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
