package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.service.Software;
import vektra.provider.postgres.transfer.PostgresPrograms;
import vektra.spi.SoftwareSource;

class CautionsTest {
    /** No machine has the client programs of this one. */
    private static final String FUTURE = "99.1";

    @TempDir
    private Path folder;

    private void program(String name, String version) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name), "#!/bin/sh\necho '" + name + " (PostgreSQL) " + version + " (a test)'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> cautions() {
        Path server = folder.resolve("postgres");
        return Cautions.of(FUTURE, new PostgresPrograms(new Software("embedded", List.of(server.toString()), FUTURE)));
    }

    @Test
    void a_server_without_client_programs_of_its_version_is_said_to_have_no_backups() throws Exception {
        String lack =
                "postgres 99.1 cannot be backed up, restored or moved to another plan here: that needs pg_dump and pg_restore"
                        + " of PostgreSQL 99 or newer; install its client programs";
        assertThat(cautions()).containsExactly(lack);
        program("pg_dump", FUTURE);
        assertThat(cautions()).containsExactly(lack);
        program("pg_restore", "98.7");
        assertThat(cautions()).containsExactly(lack);
        program("pg_restore", "100.0");
        assertThat(cautions()).isEmpty();
    }

    @Test
    void the_software_that_brings_them_is_taken_first() {
        assertThat(SoftwareSource.names(PostgresSources.ALL))
                .containsExactly("machine", "debian", "embedded", "docker");
    }
}
