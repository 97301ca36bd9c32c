package vektra.provider.postgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import vektra.fixture.Sampled;
import vektra.model.service.Server;

/** The contract with a server of the artifact that Vektra brings along. */
@Sampled(oneIn = 14)
class PostgresEmbeddedIT extends PostgresContract {
    private static RunningPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = RunningPostgres.embedded();
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
