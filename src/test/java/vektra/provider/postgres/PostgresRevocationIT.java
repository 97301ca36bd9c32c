package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vektra.provider.postgres.RunningPostgres.PROVIDER;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.postgres.session.Names;

/** What an app leaves open in a transaction holds up neither the end of its credentials nor anything done for others. */
@Sampled(oneIn = 5)
class PostgresRevocationIT {
    private static RunningPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = RunningPostgres.any();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    /** A session of the app that did this and did not commit. */
    private static Connection holding(App app, String statements) throws SQLException {
        Connection holder = app.connect();
        // one by one: what is sent at once with a BEGIN is in its transaction
        String database = "\"" + Names.of(app.resource()).database() + "\"";
        JdbcApp.run(holder, statements.replace("${database}", database).split("; *", -1));
        return holder;
    }

    private static void assertLockedOut(App app) {
        assertThatThrownBy(() -> app.connect().close()).isInstanceOf(SQLException.class);
    }

    private static String asked(String sql) throws SQLException {
        try (Connection admin = postgres.admin("postgres")) {
            return JdbcApp.one(admin, sql);
        }
    }

    private static void assertGone(App app) throws SQLException {
        assertLockedOut(app);
        assertThat(asked("SELECT count(*) FROM pg_roles WHERE rolname = '"
                        + app.credentials().user() + "'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET ROLE NONE; BEGIN; ALTER ROLE CURRENT_USER PASSWORD 'mine'",
                "SET ROLE NONE; BEGIN; ALTER ROLE CURRENT_USER SET work_mem = '1MB'",
                "BEGIN; ALTER DATABASE ${database} CONNECTION LIMIT 5",
                "SET ROLE NONE; CREATE SCHEMA mine; CREATE TABLE mine.t (); BEGIN; LOCK mine.t"
            })
    void credentials_end_whatever_their_owner_holds(String statements) throws SQLException {
        App app = App.on(postgres, "held");
        try (Connection holder = holding(app, statements)) {
            PROVIDER.revoke(postgres.server(), app.resource(), app.credentials().id());
            assertThatThrownBy(() -> JdbcApp.one(holder, "SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertGone(app);
        PROVIDER.deprovision(postgres.server(), app.resource());
    }

    @Test
    void credentials_end_although_those_that_came_after_hold_what_they_own() throws SQLException {
        App app = App.on(postgres, "rotated");
        app.fill("SET ROLE NONE", "CREATE SCHEMA mine", "CREATE TABLE mine.t ()");
        Credentials next = PROVIDER.grant(postgres.server(), app.resource(), Id.fresh(), Secret.fresh());
        App after = new App(postgres.server(), app.resource(), next);
        // its schema is not that of the owner, and its next credentials reach it only when it says so
        app.fill("SET ROLE NONE", "GRANT ALL ON SCHEMA mine TO PUBLIC", "GRANT ALL ON mine.t TO PUBLIC");
        try (Connection holder = holding(after, "BEGIN; LOCK mine.t IN SHARE ROW EXCLUSIVE MODE")) {
            PROVIDER.revoke(postgres.server(), app.resource(), app.credentials().id());
            assertThat(holder.isValid(1)).isFalse();
        }
        assertGone(app);
        after.fill("ALTER TABLE mine.t ADD COLUMN more int");
    }

    @Test
    void credentials_end_although_their_owner_logs_in_again_and_again() throws Exception {
        App app = App.on(postgres, "stubborn");
        AtomicBoolean over = new AtomicBoolean();
        Thread again = new Thread(() -> {
            while (!over.get()) {
                try (Connection holder =
                        holding(app, "SET ROLE NONE; BEGIN; ALTER ROLE CURRENT_USER PASSWORD 'mine'")) {
                    JdbcApp.one(holder, "SELECT pg_sleep(60)");
                } catch (SQLException e) {
                    // ended, or refused from now on
                }
            }
        });
        again.start();
        try {
            PROVIDER.revoke(postgres.server(), app.resource(), app.credentials().id());
            assertGone(app);
        } finally {
            over.set(true);
            again.join();
        }
    }

    @Test
    void one_app_keeps_an_option_from_no_other() throws SQLException {
        App first = App.on(postgres, "first");
        App second = App.on(postgres, "second");
        Map<String, String> options = new HashMap<>(postgres.server().options());
        options.put("connections-per-app", "7");
        Server narrow = postgres.server().withOptions(options);
        try (Connection one = holding(first, "SET ROLE NONE; BEGIN; ALTER ROLE CURRENT_USER PASSWORD 'mine'");
                Connection other = holding(
                        second,
                        "GRANT CONNECT ON DATABASE ${database} TO PUBLIC; BEGIN;"
                                + " ALTER DATABASE ${database} CONNECTION LIMIT 3")) {
            PROVIDER.configure(narrow);
            assertThat(one.isValid(1)).isFalse();
            assertThat(other.isValid(1)).isFalse();
        }
        for (App app : new App[] {first, second}) {
            assertThat(asked("SELECT rolconnlimit FROM pg_roles WHERE rolname = '"
                            + app.credentials().user() + "'"))
                    .isEqualTo("7");
        }
        PROVIDER.configure(postgres.server());
        assertThat(asked("SELECT count(*) FROM pg_database, aclexplode(datacl) a WHERE datallowconn AND a.grantee = 0"))
                .isEqualTo("0");
    }

    @Test
    void the_same_credentials_are_made_again_while_their_role_is_held() throws SQLException {
        App app = App.on(postgres, "again");
        try (Connection holder = holding(app, "SET ROLE NONE; BEGIN; ALTER ROLE CURRENT_USER PASSWORD 'mine'")) {
            PROVIDER.grant(
                    postgres.server(),
                    app.resource(),
                    app.credentials().id(),
                    app.credentials().password());
            assertThat(holder.isValid(1)).isFalse();
        }
        assertThat(app.faults()).isEmpty();
    }

    @Test
    void a_database_that_its_owner_closed_to_all_is_reported_and_opened_again() throws SQLException {
        App limited = App.on(postgres, "limited");
        App revoked = App.on(postgres, "revoked");
        limited.fill("ALTER DATABASE \"" + Names.of(limited.resource()).database() + "\" CONNECTION LIMIT 0");
        revoked.fill("REVOKE ALL ON DATABASE \"" + Names.of(revoked.resource()).database() + "\" FROM CURRENT_USER");
        for (App app : new App[] {limited, revoked}) {
            assertThat(app.faults()).isNotEmpty();
            assertLockedOut(app);
            PROVIDER.provision(postgres.server(), app.resource());
            PROVIDER.grant(
                    postgres.server(),
                    app.resource(),
                    app.credentials().id(),
                    app.credentials().password());
            assertThat(app.faults()).isEmpty();
        }
    }

    @Test
    void an_apps_advisory_lock_does_not_stop_spares_from_being_made() throws SQLException {
        App app = App.on(postgres, "locking");
        PROVIDER.makeSpares(postgres.server());
        Map<String, String> options = new HashMap<>(postgres.server().options());
        options.put("spares", "2");
        Server more = postgres.server().withOptions(options);
        try (Connection holder = holding(app, "SELECT pg_advisory_lock(130177966568033)")) {
            assertThat(PROVIDER.lacksSpares(more)).isTrue();
            assertThat(PROVIDER.makeSpares(more)).isEqualTo(1);
            assertThat(holder.isValid(1)).isTrue();
        }
    }
}
