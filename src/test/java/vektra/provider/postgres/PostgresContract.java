package vektra.provider.postgres;

import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.spi.AddonProvider;

/** What all PostgreSQL servers have in common in the contract's tests. */
abstract class PostgresContract extends AddonProviderContract {
    @Override
    protected AddonProvider provider() {
        return RunningPostgres.PROVIDER;
    }

    @Override
    protected AppClient client() {
        return new JdbcApp();
    }
}
