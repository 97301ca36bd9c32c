package vektra.provider.mariadb;

import org.junit.jupiter.api.extension.ExtendWith;
import vektra.model.service.Server;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.spi.AddonProvider;

/** The contract with a server of this machine's own software. */
@ExtendWith(SharedMariadb.class)
class MariadbMachineIT extends AddonProviderContract {
    @Override
    protected AddonProvider provider() {
        return RunningMariadb.PROVIDER;
    }

    @Override
    protected Server server() {
        return SharedMariadb.get().server();
    }

    @Override
    protected AppClient client() {
        return new JdbcApp();
    }
}
