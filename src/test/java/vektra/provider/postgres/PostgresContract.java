package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import vektra.model.addon.Credentials;
import vektra.model.name.Id;
import vektra.model.text.Secret;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.provider.postgres.session.Names;
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

    /** The catalog of an adopted server is as it was: there an app leaves its owner role first. */
    @Test
    void an_app_sees_and_ends_its_own_sessions_and_no_others() throws SQLException {
        App app = App.on(server(), "ending");
        Credentials next = RunningPostgres.PROVIDER.grant(server(), app.resource(), Id.fresh(), Secret.fresh());
        App other = App.on(server(), "other");
        try (Connection busy = app.connect();
                Connection sibling = new App(server(), app.resource(), next).connect();
                Connection foreign = other.connect();
                Connection asking = app.connect()) {
            String own = JdbcApp.one(busy, "SELECT pg_backend_pid()");
            String siblings = JdbcApp.one(sibling, "SELECT pg_backend_pid()");
            String others = JdbcApp.one(foreign, "SELECT pg_backend_pid()");
            if (server().managed()) {
                assertEnds(asking, siblings);
            } else {
                assertHidden(asking, own);
                assertHidden(asking, siblings);
                JdbcApp.run(asking, "SET ROLE NONE");
                assertHidden(asking, siblings);
            }
            assertHidden(asking, others);
            assertEnds(asking, own);
            assertThat(foreign.isValid(5)).isTrue();
        }
    }

    private static String seen(Connection asking, String pid) throws SQLException {
        return JdbcApp.one(asking, "SELECT query FROM pg_stat_activity WHERE pid = " + pid);
    }

    private static void assertEnds(Connection asking, String pid) throws SQLException {
        assertThat(seen(asking, pid)).isEqualTo("SELECT pg_backend_pid()");
        assertThat(JdbcApp.one(asking, "SELECT pg_cancel_backend(" + pid + ")")).isEqualTo("t");
        assertThat(JdbcApp.one(asking, "SELECT pg_terminate_backend(" + pid + ")"))
                .isEqualTo("t");
    }

    private static void assertHidden(Connection asking, String pid) throws SQLException {
        assertThat(seen(asking, pid)).isEqualTo("<insufficient privilege>");
        assertRefused(asking, "SELECT pg_cancel_backend(" + pid + ")", "SELECT pg_terminate_backend(" + pid + ")");
    }

    @Test
    void a_login_changes_only_itself_and_what_it_changes_ends_with_it() throws SQLException {
        App app = App.on(server(), "settings");
        Credentials next = RunningPostgres.PROVIDER.grant(server(), app.resource(), Id.fresh(), Secret.fresh());
        App after = new App(server(), app.resource(), next);
        String own = "\"" + app.credentials().user() + "\"";
        String others = "\"" + next.user() + "\"";
        try (Connection session = app.connect()) {
            assertRefused(
                    session, "ALTER ROLE " + own + " SET work_mem = '1MB'", "ALTER ROLE " + own + " PASSWORD 'x'");
            JdbcApp.run(session, "SET ROLE NONE", "ALTER ROLE " + own + " SET work_mem = '1MB'");
            assertRefused(
                    session,
                    "SET ROLE " + others,
                    "ALTER ROLE " + others + " PASSWORD 'x'",
                    "ALTER ROLE " + others + " SET work_mem = '1MB'",
                    "GRANT " + others + " TO " + own,
                    "DROP ROLE " + others);
        }
        assertThat(app.one("SHOW work_mem")).isEqualTo("1MB");
        app.fill("ALTER DATABASE \"" + Names.of(app.resource()).database() + "\" SET work_mem = '2MB'");
        assertThat(after.one("SHOW work_mem")).isEqualTo("2MB");
    }

    @Test
    void no_server_lets_a_role_and_the_owner_that_it_acts_as_be_members_of_each_other() throws SQLException {
        App app = App.on(server(), "mutual");
        try (Connection admin = JdbcApp.connect(server().adminUrl().reveal())) {
            assertRefused(
                    admin,
                    "GRANT \"" + app.credentials().user() + "\" TO \""
                            + Names.of(app.resource()).owner() + "\"");
        }
    }

    private static void assertRefused(Connection session, String... statements) {
        for (String statement : statements) {
            assertThatThrownBy(() -> JdbcApp.run(session, statement))
                    .as(statement)
                    .isInstanceOf(SQLException.class);
        }
    }
}
