package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vektra.provider.postgres.RunningPostgres.DATA;
import static vektra.provider.postgres.RunningPostgres.PROVIDER;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Secret;
import vektra.provider.postgres.session.Names;

/** What an app sets for its whole database is its own business, and is in effect for none of Vektra's sessions there. */
@Sampled(oneIn = 6)
class PostgresSettingsIT {
    /** Each of them alone would end or mislead a session that it is in effect for. */
    private static final List<String> HOSTILE = List.of(
            "search_path = evil, public",
            "local_preload_libraries = 'nowhere'",
            "statement_timeout = 1",
            "lock_timeout = 1",
            "idle_session_timeout = 1",
            "idle_in_transaction_session_timeout = 1",
            "transaction_timeout = 1",
            "tcp_user_timeout = 1",
            "exit_on_error = on",
            "default_transaction_read_only = on",
            "default_transaction_isolation = serializable",
            "default_table_access_method = 'nowhere'",
            "default_tablespace = 'nowhere'",
            "client_encoding = 'LATIN1'",
            "DateStyle = 'German, DMY'",
            "IntervalStyle = sql_standard",
            "standard_conforming_strings = off",
            "transform_null_equals = on",
            "bytea_output = escape",
            "quote_all_identifiers = on",
            "row_security = off",
            "session_authorization = '${owner}'",
            "role = '${owner}'");

    /** Those that pg_settings does not show. */
    private static final Set<String> HIDDEN = Set.of("role", "session_authorization");

    private static RunningPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        postgres = RunningPostgres.any();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static String database(App app) {
        return "\"" + Names.of(app.resource()).database() + "\"";
    }

    @Test
    void none_is_in_force_for_what_is_done_with_the_database() throws SQLException {
        App app = hostile(postgres);
        assertWorks(app);
        assertThat(PROVIDER.census(app.server(), Set.of()).residents()).isNotEmpty();
        Path file = folder.resolve("dump");
        Resource scratch = PROVIDER.provision(app.server(), new Resource(Id.fresh(), "scratch", Map.of()));
        DATA.dump(app.server(), app.resource(), file, scratch);
        PROVIDER.deprovision(app.server(), scratch);
        Resource fresh = PROVIDER.provision(app.server(), new Resource(Id.fresh(), "hostile", Map.of()));
        DATA.load(app.server(), fresh, file);
        DATA.exchange(app.server(), app.resource(), fresh);
        App copy = App.on(postgres, "copy");
        DATA.copy(app.server(), app.resource(), copy.server(), copy.resource());
        try (Connection admin = postgres.admin("postgres")) {
            assertThat(JdbcApp.one(admin, settings(copy)))
                    .contains("DateStyle=German, DMY", "search_path=evil, public", "exit_on_error=on")
                    .doesNotContain("role=", "session_authorization=");
            JdbcApp.run(admin, "ALTER DATABASE " + database(copy) + " RESET ALL");
        }
        assertThat(copy.one("SELECT at::text FROM public.t")).isEqualTo("2024-12-31");
        assertWorks(app);
    }

    /** The newest server knows settings that others do not. */
    @Test
    void none_is_in_force_on_the_newest_server_either() throws SQLException {
        try (RunningPostgres newest = RunningPostgres.embedded()) {
            assertWorks(hostile(newest));
        }
    }

    /** An app that has set all of it that its server knows, and is locked out by it. */
    private static App hostile(RunningPostgres server) throws SQLException {
        App app = App.on(server, "hostile");
        app.fill("CREATE SCHEMA evil", "CREATE TABLE t (at date)", "INSERT INTO t VALUES ('2024-12-31')");
        try (Connection own = app.connect()) {
            for (String setting : HOSTILE) {
                String name = setting.substring(0, setting.indexOf(' '));
                boolean known = !JdbcApp.one(own, "SELECT count(*) FROM pg_settings WHERE name = '" + name + "'")
                        .equals("0");
                if (known || HIDDEN.contains(name)) {
                    JdbcApp.run(
                            own,
                            "ALTER DATABASE " + database(app) + " SET "
                                    + setting.replace(
                                            "${owner}", Names.of(app.resource()).owner()));
                }
            }
        }
        assertThatThrownBy(() -> app.one("SELECT 1")).isInstanceOf(SQLException.class);
        return app;
    }

    private static void assertWorks(App app) {
        assertThat(act(app, "stats", Map.of())).containsIgnoringCase("figures");
        assertThat(act(app, "extensions", Map.of("add", "hstore"))).contains("hstore");
        assertThat(act(app, "extensions", Map.of("remove", "hstore"))).contains("hstore");
        Credentials next = PROVIDER.grant(app.server(), app.resource(), Id.fresh(), Secret.fresh());
        PROVIDER.revoke(app.server(), app.resource(), next.id());
        assertThat(app.faults())
                .extracting(Fault::message)
                .singleElement()
                .asString()
                .contains("settings of the database");
    }

    @Test
    void lists_and_odd_values_arrive_as_they_were() throws SQLException {
        App app = App.on(postgres, "odd");
        app.fill(
                "ALTER DATABASE " + database(app) + " SET search_path = \"$user\", public, \"Od\"\"d, name\", ''",
                "ALTER DATABASE " + database(app) + " SET TimeZone = 'Asia/Tokyo'",
                "ALTER DATABASE " + database(app) + " SET lc_time = 'C'",
                "ALTER DATABASE " + database(app) + " SET temp_tablespaces = ''");
        App copy = App.on(postgres, "copy");
        DATA.copy(app.server(), app.resource(), copy.server(), copy.resource());
        try (Connection admin = postgres.admin("postgres")) {
            assertThat(JdbcApp.one(admin, settings(copy)))
                    .contains("Od\"\"d, name")
                    .isEqualTo(JdbcApp.one(admin, settings(app)));
        }
        assertThat(copy.one("SHOW search_path")).isEqualTo(app.one("SHOW search_path"));
    }

    private static String settings(App app) {
        return "SELECT string_agg(c, ';' ORDER BY c) FROM pg_db_role_setting s, unnest(s.setconfig) c"
                + " WHERE s.setrole = 0 AND s.setdatabase = (SELECT oid FROM pg_database WHERE datname = '"
                + Names.of(app.resource()).database() + "')";
    }

    private static String act(App app, String action, Map<String, String> params) {
        return DATA.act(app.server(), app.resource(), action, params, List.of())
                .message()
                .toString();
    }
}
