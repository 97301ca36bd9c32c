package vektra.provider.postgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import vektra.model.Server;

/** The contract with a server of this machine's own software. */
class PostgresMachineIT extends PostgresContract {
    private static RunningPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = RunningPostgres.machine();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    protected Server server() {
        return postgres.server();
    }
}
