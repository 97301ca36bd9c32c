package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.ServerUrl;

/** What an app cannot do to another app, to the server, or to itself after it was unbound. */
@Sampled(oneIn = 2)
class PostgresIsolationIT {
    private static final PostgresProvider PROVIDER = RunningPostgres.PROVIDER;

    private static RunningPostgres postgres;

    private final Resource alice = resource("alice");
    private final Resource bob = resource("bob");
    private Map<String, String> aliceVars = Map.of();
    private Map<String, String> bobVars = Map.of();

    @BeforeAll
    static void start() throws SQLException {
        postgres = RunningPostgres.any();
        try (Connection admin = postgres.admin("postgres")) {
            JdbcApp.run(admin, "ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()");
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void bind() {
        aliceVars = bound(alice, Secret.fresh());
        bobVars = bound(bob, Secret.fresh());
    }

    @Test
    void an_app_enters_no_database_but_its_own() throws SQLException {
        String own = aliceVars.get("DATABASE_URL");
        for (String other :
                List.of("postgres", "template1", "template0", Names.of(bob).database())) {
            assertThatThrownBy(() -> JdbcApp.connect(own.replaceFirst("/[^/]*$", "/" + other))
                            .close())
                    .as(other)
                    .isInstanceOf(SQLException.class);
        }
        JdbcApp.connect(own).close();
    }

    @Test
    void an_app_cannot_become_another_or_the_administrator() throws SQLException {
        assertRefused(
                aliceVars,
                "SET ROLE \"" + Names.of(bob).owner() + "\"",
                "SET SESSION AUTHORIZATION \"" + Names.of(bob).owner() + "\"",
                "SET ROLE vektra",
                "GRANT \"" + Names.of(bob).owner() + "\" TO CURRENT_USER",
                "ALTER ROLE \"" + Names.of(bob).owner() + "\" LOGIN",
                "CREATE ROLE sneaky LOGIN",
                "CREATE DATABASE sneaky",
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "SELECT pg_read_file('PG_VERSION')",
                "ALTER SYSTEM SET log_statement = 'none'",
                "CREATE EXTENSION file_fdw",
                "ALTER ROLE CURRENT_USER CONNECTION LIMIT -1");
    }

    @Test
    void an_app_cannot_end_or_read_the_sessions_of_another() throws SQLException {
        try (Connection victim = JdbcApp.connect(bobVars);
                Connection app = JdbcApp.connect(aliceVars)) {
            String pid = JdbcApp.one(victim, "SELECT pg_backend_pid()");
            assertThatThrownBy(() -> JdbcApp.one(app, "SELECT pg_terminate_backend(" + pid + ")"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> JdbcApp.one(app, "SELECT pg_cancel_backend(" + pid + ")"))
                    .isInstanceOf(SQLException.class);
            assertThat(JdbcApp.one(app, "SELECT query FROM pg_stat_activity WHERE pid = " + pid))
                    .isEqualTo("<insufficient privilege>");
            assertThat(JdbcApp.one(victim, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void an_app_cannot_keep_its_own_database_from_being_removed() throws SQLException {
        Resource stubborn = resource("stubborn");
        Map<String, String> vars = bound(stubborn, Secret.fresh());
        try (Connection app = JdbcApp.connect(vars)) {
            String database = "\"" + Names.of(stubborn).database() + "\"";
            JdbcApp.run(
                    app,
                    "ALTER DATABASE " + database + " CONNECTION LIMIT 0",
                    "GRANT CONNECT ON DATABASE " + database + " TO PUBLIC");
            PROVIDER.configure(postgres.server());
            assertThatThrownBy(() -> JdbcApp.connect(aliceVars
                                    .get("DATABASE_URL")
                                    .replaceFirst(
                                            "/[^/]*$", "/" + Names.of(stubborn).database()))
                            .close())
                    .isInstanceOf(SQLException.class);
            PROVIDER.deprovision(postgres.server(), stubborn);
        }
        assertThat(PROVIDER.inspect(postgres.server(), stubborn).exists()).isFalse();
    }

    @Test
    void connections_of_one_attachment_are_limited_and_the_limit_changes_live() throws SQLException {
        Server narrow = withOption("connections-per-app", "1");
        PROVIDER.configure(narrow);
        try (Connection first = JdbcApp.connect(aliceVars)) {
            assertThatThrownBy(() -> JdbcApp.connect(aliceVars).close())
                    .hasMessageContaining("too many connections for role");
            PROVIDER.configure(withOption("connections-per-app", "0"));
            JdbcApp.connect(aliceVars).close();
            assertThat(JdbcApp.one(first, "SELECT 1")).isEqualTo("1");
        } finally {
            PROVIDER.configure(postgres.server());
        }
    }

    @Test
    void a_new_password_is_no_matter_of_free_connections() throws SQLException {
        Server narrow = withOption("connections-per-app", "1");
        Id attachment = Id.fresh();
        Credentials old = PROVIDER.grant(narrow, alice, attachment, Secret.fresh());
        // the server may still be closing the connection that the bind tried them with
        try (Connection app = Awaitility.await()
                .ignoreExceptions()
                .until(() -> JdbcApp.connect(PROVIDER.configVars(narrow, alice, old)), open -> true)) {
            Credentials now = PROVIDER.grant(narrow, alice, attachment, Secret.fresh());
            assertThat(JdbcApp.one(app, "SELECT 1")).isEqualTo("1");
            assertThatThrownBy(() -> JdbcApp.connect(PROVIDER.configVars(narrow, alice, now))
                            .close())
                    .hasMessageContaining("too many connections for role");
        }
    }

    @Test
    void slow_statements_are_logged_when_wanted() throws Exception {
        PROVIDER.configure(withOption("log-min-duration", "50"));
        try (Connection app = JdbcApp.connect(aliceVars)) {
            assertThat(JdbcApp.one(app, "SHOW log_min_duration_statement")).isEqualTo("50ms");
        }
        PROVIDER.configure(postgres.server());
        try (Connection app = JdbcApp.connect(aliceVars)) {
            assertThat(JdbcApp.one(app, "SHOW log_min_duration_statement")).isEqualTo("-1");
        }
    }

    @Test
    void temporary_files_of_a_connection_are_limited_and_an_app_cannot_lift_that() throws Exception {
        String sort = "SELECT count(*) FROM (SELECT n FROM generate_series(1, 2000000) n ORDER BY -n OFFSET 1) s";
        PROVIDER.configure(withOption("temp-files", "1mb"));
        try (Connection app = JdbcApp.connect(aliceVars)) {
            assertThatThrownBy(() -> JdbcApp.one(app, sort)).hasMessageContaining("temp_file_limit");
            assertThatThrownBy(() -> JdbcApp.run(app, "SET temp_file_limit = -1"))
                    .hasMessageContaining("permission denied");
        }
        PROVIDER.configure(postgres.server());
        try (Connection app = JdbcApp.connect(aliceVars)) {
            assertThat(JdbcApp.one(app, sort)).isEqualTo("1999999");
        }
    }

    @Test
    void no_password_reaches_the_server_log() throws Exception {
        Secret secret = Secret.fresh();
        Map<String, String> vars = bound(alice, secret);
        JdbcApp.connect(vars).close();
        String log = Files.readString(postgres.log());
        assertThat(log).contains("SCRAM-SHA-256$").doesNotContain(secret.reveal());
        assertThat(log)
                .doesNotContain(ServerUrl.parse(postgres.server().adminUrl().reveal())
                        .password()
                        .reveal());
    }

    private static Server withOption(String name, String value) {
        Server server = postgres.server();
        Map<String, String> options = new java.util.HashMap<>(server.options());
        options.put(name, value);
        return server.withOptions(options);
    }

    private static Resource resource(String label) {
        return new Resource(Id.fresh(), label, Map.of());
    }

    private static Map<String, String> bound(Resource resource, Secret secret) {
        PROVIDER.provision(postgres.server(), resource);
        Credentials credentials = PROVIDER.grant(postgres.server(), resource, Id.fresh(), secret);
        return PROVIDER.configVars(postgres.server(), resource, credentials);
    }

    private static void assertRefused(Map<String, String> vars, String... statements) throws SQLException {
        try (Connection app = JdbcApp.connect(vars)) {
            for (String statement : statements) {
                assertThatThrownBy(() -> JdbcApp.run(app, statement))
                        .as(statement)
                        .isInstanceOf(SQLException.class);
            }
        }
    }
}
