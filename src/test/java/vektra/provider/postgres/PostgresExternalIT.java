package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** The contract with a server that Vektra does not run, as a superuser and as an administrator like those of clouds. */
class PostgresExternalIT {
    private static final String PASSWORD = "p%40ss%2F%3Aw%25rd%3F%23";

    private static RunningPostgres postgres;

    @BeforeAll
    static void start() throws SQLException {
        postgres = RunningPostgres.foreign();
        try (Connection admin = postgres.admin("postgres")) {
            JdbcApp.run(
                    admin,
                    "CREATE ROLE boss SUPERUSER LOGIN PASSWORD 'p@ss/:w%rd?#'",
                    "CREATE ROLE \"cloud-admin\" CREATEROLE CREATEDB LOGIN PASSWORD 'p@ss/:w%rd?#'",
                    "CREATE ROLE weak LOGIN PASSWORD 'p@ss/:w%rd?#'",
                    "CREATE DATABASE theirs");
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static Server adopted(String admin) {
        String url = "postgresql://" + admin + ":" + PASSWORD + "@"
                + postgres.server().host() + "/postgres";
        return RunningPostgres.PROVIDER.adopt(url, RunningPostgres.defaults());
    }

    @Nested
    @Sampled(oneIn = 14)
    class AsSuperuser extends PostgresContract {
        private final Server server = adopted("boss");

        @Override
        protected Server server() {
            return server;
        }
    }

    @Nested
    @Sampled(oneIn = 14)
    class AsCloudAdministrator extends PostgresContract {
        private final Server server = adopted("cloud-admin");

        @Override
        protected Server server() {
            return server;
        }

        @Test
        void objects_of_a_login_role_itself_are_handed_over() throws Exception {
            Resource resource = provisioned();
            Credentials first = bound(resource);
            try (Connection app = JdbcApp.connect(vars(resource, first))) {
                JdbcApp.run(
                        app,
                        "SET ROLE NONE",
                        "CREATE SCHEMA mine AUTHORIZATION CURRENT_USER",
                        "CREATE TABLE mine.things AS SELECT 7 AS n",
                        "SELECT lo_create(4711)");
                provider().revoke(server(), resource, first.id());
            }
            try (Connection app = JdbcApp.connect(vars(resource, bound(resource)))) {
                assertThat(JdbcApp.one(app, "SELECT n FROM mine.things")).isEqualTo("7");
                JdbcApp.run(app, "DROP SCHEMA mine CASCADE", "SELECT lo_unlink(4711)");
            }
        }

        @Test
        void a_worker_of_autovacuum_does_not_stop_the_removal_of_a_database() throws Exception {
            Resource resource = provisioned();
            Credentials credentials = bound(resource);
            try (Connection app = JdbcApp.connect(vars(resource, credentials));
                    Connection admin = postgres.admin("postgres")) {
                JdbcApp.run(
                        admin,
                        "ALTER SYSTEM SET autovacuum_naptime = '1s'",
                        "ALTER SYSTEM SET autovacuum_vacuum_cost_delay = '100ms'",
                        "ALTER SYSTEM SET autovacuum_vacuum_cost_limit = 1",
                        "SELECT pg_reload_conf()");
                JdbcApp.run(
                        app,
                        "CREATE TABLE large AS SELECT n, repeat('x', 500) AS text FROM generate_series(1, 20000) n",
                        "DELETE FROM large WHERE n % 2 = 0");
                await().until(() -> JdbcApp.one(
                                admin,
                                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'"
                                        + " AND datname LIKE '%" + resource.id().brief() + "%'")
                        .equals("1"));
                provider().deprovision(server(), resource);
                assertThat(JdbcApp.one(
                                admin,
                                "SELECT count(*) FROM pg_database WHERE datname LIKE '%"
                                        + resource.id().brief() + "%'"))
                        .isEqualTo("0");
                JdbcApp.run(admin, "ALTER SYSTEM RESET ALL", "SELECT pg_reload_conf()");
            }
        }

        @Test
        void what_an_app_left_in_a_foreign_database_does_not_stop_its_removal() throws Exception {
            Resource resource = provisioned();
            Credentials credentials = bound(resource);
            String own = vars(resource, credentials).get("DATABASE_URL");
            try (Connection app = JdbcApp.connect(own.replaceFirst("/[^/]*$", "/theirs"))) {
                JdbcApp.run(app, "SELECT lo_create(4712)", "SET ROLE NONE", "SELECT lo_create(4713)");
                provider().revoke(server(), resource, credentials.id());
            }
            provider().deprovision(server(), resource);
            try (Connection admin = postgres.admin("postgres")) {
                assertThat(JdbcApp.one(
                                admin,
                                "SELECT count(*) FROM pg_roles WHERE rolname LIKE '%"
                                        + resource.id().brief() + "%'"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void databases_that_are_not_ours_stay_as_they_are() throws SQLException {
        Server server = adopted("boss");
        RunningPostgres.PROVIDER.configure(server);
        try (Connection admin = postgres.admin("postgres")) {
            assertThat(JdbcApp.one(admin, "SELECT has_database_privilege('weak', 'theirs', 'CONNECT')"))
                    .isEqualTo("t");
            assertThat(JdbcApp.one(admin, "SELECT has_database_privilege('weak', 'template1', 'CONNECT')"))
                    .isEqualTo("t");
        }
    }

    @Test
    void an_administrator_without_the_rights_is_refused() {
        assertThatThrownBy(() -> RunningPostgres.PROVIDER.ping(adopted("weak")))
                .isInstanceOfSatisfying(VektraException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
                    assertThat(e.hint()).contains("CREATEROLE CREATEDB");
                });
    }

    @Test
    void adopting_asks_nothing_and_refuses_other_urls() {
        for (String url : new String[] {
            "mysql://a:b@c/d",
            "postgres://host/db",
            "postgres://user@host/db",
            "postgres://user:@host/db",
            "postgres://user:pw@/db",
            "postgres://user:pw@a,b/db",
            "postgres://user:p%zz@host/db",
            "postgres://user:hunter2@host:port/db",
            "postgres://user:pw@host/db?sslmodus=require",
            ""
        }) {
            assertThatThrownBy(() -> RunningPostgres.PROVIDER.adopt(url, Map.of()))
                    .as(url)
                    .isInstanceOfSatisfying(VektraException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.INVALID);
                        assertThat(e.getMessage() + e.hint()).doesNotContain("hunter2", "p%zz");
                    });
        }
    }
}
