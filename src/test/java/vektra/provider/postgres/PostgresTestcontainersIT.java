package vektra.provider.postgres;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;
import vektra.model.service.Server;

/** The contract with a server that Testcontainers started and Vektra adopted. */
@Tag("containers")
@Tag("soak")
@Testcontainers
class PostgresTestcontainersIT extends PostgresContract {
    @Container
    private static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:17-alpine");

    private static Server server;

    @BeforeAll
    static void adopt() {
        server = RunningPostgres.PROVIDER.adopt(
                "postgres://" + POSTGRES.getUsername() + ":" + POSTGRES.getPassword() + "@" + POSTGRES.getHost() + ":"
                        + POSTGRES.getFirstMappedPort() + "/postgres",
                RunningPostgres.defaults());
    }

    @Override
    protected Server server() {
        return server;
    }
}
