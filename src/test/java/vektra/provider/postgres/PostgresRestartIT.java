package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Sampled;
import vektra.model.service.Software;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.postgres.session.ServerUrl;
import vektra.server.Places;
import vektra.spi.ServerRecipe.Layout;

/** What a managed server's files say, and that it starts again whatever happened to it. */
@Sampled(oneIn = 2)
class PostgresRestartIT {
    private RunningPostgres postgres;

    @BeforeEach
    void start() {
        postgres = RunningPostgres.start(null, Map.of("max-connections", "33", "shared-buffers", "16mb"));
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void options_are_in_effect_and_no_client_gets_in_but_by_password_over_loopback() throws Exception {
        try (Connection admin = postgres.admin("postgres")) {
            assertThat(JdbcApp.one(admin, "SHOW max_connections")).isEqualTo("33");
            assertThat(JdbcApp.one(admin, "SHOW shared_buffers")).isEqualTo("16MB");
            assertThat(JdbcApp.one(admin, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(JdbcApp.one(admin, "SHOW unix_socket_directories")).isEmpty();
            assertThat(JdbcApp.one(admin, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(JdbcApp.one(
                            admin,
                            "SELECT string_agg(DISTINCT type || ' ' || auth_method, ',') FROM pg_hba_file_rules"))
                    .isEqualTo("host scram-sha-256");
            assertThat(JdbcApp.one(admin, "SELECT upper('é')")).isEqualTo("É");
        }
    }

    @Test
    void a_crash_is_overcome_and_the_data_is_there() throws Exception {
        try (Connection admin = postgres.admin("postgres")) {
            JdbcApp.run(admin, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)");
        }
        postgres.signal("KILL");
        Path pid = postgres.data().resolve("cluster/postmaster.pid");
        // as if the number were another process by now
        List<String> lines = Files.readAllLines(pid);
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pid, lines);
        postgres.start();
        try (Connection admin = postgres.admin("postgres")) {
            assertThat(JdbcApp.one(admin, "SELECT n FROM kept")).isEqualTo("7");
        }
        postgres.signal("KILL");
        // as a power failure may leave it, which the server would refuse
        Files.write(pid, new byte[0]);
        postgres.start();
        try (Connection admin = postgres.admin("postgres")) {
            assertThat(JdbcApp.one(admin, "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void the_password_is_in_no_file_and_all_files_are_the_servers_own() throws Exception {
        String password = ServerUrl.parse(postgres.server().adminUrl().reveal())
                .password()
                .reveal();
        try (Stream<Path> files = Files.walk(postgres.data())) {
            for (Path file : files.toList()) {
                String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                assertThat(permissions).as(file.toString()).endsWith("------");
                if (Files.isRegularFile(file)) {
                    assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(password);
                }
            }
        }
    }

    @Test
    void data_of_another_major_version_is_refused() {
        Layout layout = new Layout(
                new Software("machine", List.of("/somewhere/postgres"), "42.1"),
                postgres.data(),
                "127.0.0.1",
                1,
                Secret.fresh(),
                RunningPostgres.defaults(),
                false);
        assertThatThrownBy(() -> RunningPostgres.PROVIDER.recipe().beforeStart(layout, Places.at(postgres.data())))
                .isInstanceOfSatisfying(VektraException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
                    assertThat(e.getMessage()).contains("42.1");
                });
    }
}
