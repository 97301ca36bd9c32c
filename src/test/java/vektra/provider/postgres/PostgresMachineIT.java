package vektra.provider.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import vektra.model.service.Server;

/** The contract with a server of this machine's own software. */
class PostgresMachineIT extends PostgresContract {
    private static RunningPostgres postgres;

    @BeforeAll
    static void start() {
        assumeTrue(installed(), "no PostgreSQL on this machine");
        postgres = RunningPostgres.machine();
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    private static boolean installed() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "postgres")),
                        Stream.of(Path.of("/usr/lib/postgresql")))
                .anyMatch(Files::exists);
    }

    @Override
    protected Server server() {
        return postgres.server();
    }
}
