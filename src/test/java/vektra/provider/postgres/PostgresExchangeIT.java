package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** What two databases hold changes places: on the software of this machine and the newest, for every administrator. */
class PostgresExchangeIT {
    private static final PostgresProvider PROVIDER = RunningPostgres.PROVIDER;
    private static final PostgresData DATA = RunningPostgres.DATA;

    private static RunningPostgres any;
    private static RunningPostgres newest;

    @BeforeAll
    static void start() {
        any = RunningPostgres.any();
        newest = RunningPostgres.embedded();
    }

    @AfterAll
    static void stop() {
        any.close();
        newest.close();
    }

    static Stream<Server> servers() throws SQLException {
        return Stream.of(any.server(), cloud(any), newest.server(), cloud(newest));
    }

    /** The server in the hands of an administrator who is no superuser. */
    private static Server cloud(RunningPostgres postgres) throws SQLException {
        try (Connection admin = postgres.admin("postgres")) {
            if (JdbcApp.one(admin, "SELECT 1 FROM pg_roles WHERE rolname = 'cloud'") == null) {
                JdbcApp.run(
                        admin,
                        "CREATE ROLE cloud CREATEROLE CREATEDB LOGIN PASSWORD 'cloud'",
                        "GRANT CONNECT ON DATABASE postgres TO cloud");
            }
        }
        return PROVIDER.adopt(
                "postgres://cloud:cloud@" + postgres.server().host() + "/postgres", RunningPostgres.defaults());
    }

    private static RunningPostgres running(Server server) {
        return server.host().equals(any.server().host()) ? any : newest;
    }

    private static String quoted(App app) {
        return Session.quoted(Names.of(app.resource()).database());
    }

    private static void assertRefused(App app, App other) {
        String foreign = app.url()
                .replaceFirst("/[^/]*$", "/" + Names.of(other.resource()).database());
        assertThatThrownBy(() -> JdbcApp.connect(foreign).close()).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @MethodSource("servers")
    void what_two_databases_hold_is_exchanged_and_users_stay_with_their_own(Server server) throws Exception {
        App one = App.on(server, "one");
        App other = App.on(server, "other");
        one.fill(
                "CREATE TABLE t AS SELECT 'of one' AS s",
                "SET ROLE NONE",
                "CREATE SCHEMA mine",
                "CREATE TABLE mine.x ()");
        other.fill("CREATE TABLE t AS SELECT 'of other' AS s");
        one.fill(
                "ALTER DATABASE " + quoted(one) + " SET search_path = mine, \"Odd, path\", public",
                "ALTER DATABASE " + quoted(one) + " SET bytea_output = 'escape'");
        other.fill("ALTER DATABASE " + quoted(other) + " SET statement_timeout = '77s'");
        try (Connection open = one.connect()) {
            DATA.exchange(one.server(), one.resource(), other.resource());
            assertThatThrownBy(() -> JdbcApp.one(open, "SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertThat(one.one("SELECT s FROM t")).isEqualTo("of other");
        assertThat(other.one("SELECT s FROM t")).isEqualTo("of one");
        for (App app : List.of(one, other)) {
            assertThat(app.faults()).isEmpty();
            app.fill("ALTER TABLE t ADD COLUMN more int", "CREATE TABLE fresh ()");
            assertThat(app.one("SELECT current_user"))
                    .isEqualTo(Names.of(app.resource()).owner());
        }
        // settings go with the data that they are made for
        assertThat(other.one("SHOW search_path")).isEqualTo("mine, \"Odd, path\", public");
        assertThat(other.one("SHOW bytea_output")).isEqualTo("escape");
        assertThat(other.one("SHOW statement_timeout")).isEqualTo("0");
        assertThat(one.one("SHOW statement_timeout")).isEqualTo("77s");
        assertThat(one.one("SHOW search_path")).isEqualTo("\"$user\", public");
        assertRefused(one, other);
        assertRefused(other, one);
        assertThat(other.one("SELECT pg_has_role(session_user, '"
                        + Names.of(one.resource()).owner() + "', 'MEMBER')"))
                .isEqualTo("f");
        PROVIDER.deprovision(other.server(), other.resource());
        assertThat(one.one("SELECT s FROM t")).isEqualTo("of other");
        Credentials later = PROVIDER.grant(one.server(), one.resource(), Id.fresh(), Secret.fresh());
        PROVIDER.revoke(one.server(), one.resource(), one.credentials().id());
        App again = new App(one.server(), one.resource(), later);
        again.fill("DROP TABLE t", "DROP TABLE fresh");
        PROVIDER.deprovision(one.server(), one.resource());
        try (Connection admin = running(server).admin("postgres")) {
            assertThat(JdbcApp.one(
                            admin,
                            "SELECT count(*) FROM pg_roles WHERE rolname LIKE '%"
                                    + one.resource().id().brief() + "%' OR rolname LIKE '%"
                                    + other.resource().id().brief() + "%'"))
                    .isEqualTo("0");
        }
    }
}
