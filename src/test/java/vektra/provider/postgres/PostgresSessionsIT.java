package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.model.Failpoint;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.program.Retries;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.transfer.PostgresPrograms;

/** Each login of an add-on sees and ends the sessions of all its logins, and no others, without a word to the server before. */
@Sampled(oneIn = 8)
class PostgresSessionsIT {
    private static final String HIDDEN = "<insufficient privilege>";
    private static final String SPARE = "vektra_spare_0123456789ab";

    private static Home home;
    private static String before;
    private static String after;
    private static String guest;
    private static String other;

    @BeforeAll
    static void open() {
        home = new Home();
        home.enable("postgres");
        home.vektra("addons:bind", "postgres", "-a", "own").ok();
        home.vektra("addons:bind", "postgres", "-a", "other").ok();
        home.vektra("apps:create", "guest").ok();
        home.vektra("addons:attach", "own::DATABASE", "-a", "guest").ok();
        before = url("own");
        home.vektra("addons:rotate", "postgres", "-a", "own", "--grace", "1h").ok();
        after = url("own");
        guest = url("guest");
        other = url("other");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static String url(String app) {
        return home.config(app).get("DATABASE_URL");
    }

    private static Connection admin(String database) throws SQLException {
        return JdbcApp.connect(home.adminUrl("postgres").replaceFirst("/postgres$", "/" + database));
    }

    private static String database(String url) {
        return url.replaceFirst(".*/", "");
    }

    /** Both sides of a rotation and the second app. */
    @Test
    void every_login_sees_and_ends_the_sessions_of_every_other() throws SQLException {
        for (String asking : List.of(before, after, guest)) {
            for (String asked : List.of(before, after, guest)) {
                assertMaster(asking, asked);
            }
        }
    }

    @Test
    void a_dedicated_server_has_it_too() throws SQLException {
        home.vektra("addons:bind", "postgres:dedicated", "-a", "alone").ok();
        assertMaster(url("alone"), url("alone"));
    }

    private static void assertMaster(String asking, String asked) throws SQLException {
        try (Connection busy = JdbcApp.connect(asked);
                Connection session = JdbcApp.connect(asking)) {
            String pid = JdbcApp.one(busy, "SELECT pg_backend_pid()");
            assertThat(seen(session, pid)).isEqualTo("SELECT pg_backend_pid()");
            assertThat(JdbcApp.one(session, "SELECT pg_cancel_backend(" + pid + ")"))
                    .isEqualTo("t");
            assertThat(JdbcApp.one(
                            session,
                            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE pid = " + pid))
                    .isEqualTo("t");
            assertThat(busy.isValid(5)).isFalse();
            assertThat(seen(session, pid)).isNull();
        }
    }

    private static String seen(Connection session, String pid) throws SQLException {
        return JdbcApp.one(session, "SELECT query FROM pg_stat_activity WHERE pid = " + pid);
    }

    @Test
    void another_app_sees_and_ends_nothing() throws SQLException {
        assertStranger(other, JdbcApp.connect(after));
        assertStranger(after, JdbcApp.connect(other));
    }

    @Test
    void the_administrator_is_not_seen_nor_ended_in_the_database_of_an_app() throws SQLException {
        assertStranger(after, admin(database(after)));
        assertStranger(after, admin("postgres"));
    }

    /** Those carry its data, and roles of an operator, as the app's own logins cannot make them. */
    @ParameterizedTest
    @ValueSource(strings = {"_x0123456789a", "_reader"})
    void other_roles_that_act_as_the_owner_are_not_seen_nor_ended(String suffix) throws SQLException {
        String database = database(after);
        String role = "\"" + database + suffix + "\"";
        try (Connection admin = admin("postgres")) {
            JdbcApp.run(
                    admin,
                    "CREATE ROLE " + role + " LOGIN PASSWORD 'x'",
                    "GRANT \"" + database + "_owner\" TO " + role);
            String login = after.replaceFirst("//[^@]*@", "//" + database + suffix + ":x@");
            assertStranger(after, JdbcApp.connect(login));
            assertStranger(login, JdbcApp.connect(after));
            JdbcApp.run(admin, "DROP ROLE " + role);
        }
    }

    /** With the built-in functions' own refusals, and by whatever way it asks. */
    private static void assertStranger(String asking, Connection stranger) throws SQLException {
        try (stranger;
                Connection session = JdbcApp.connect(asking)) {
            JdbcApp.run(stranger, "SET application_name = 'a''); SELECT 1; --'");
            String pid = JdbcApp.one(stranger, "SELECT pg_backend_pid()");
            assertThat(seen(session, pid)).isEqualTo(HIDDEN);
            assertThat(JdbcApp.one(session, "SELECT count(*) FROM pg_catalog.vektra_own_activity(" + pid + ")"))
                    .isEqualTo("0");
            for (String direct : List.of("own_cancel(" + pid + ")", "own_terminate(" + pid + ", 0)")) {
                assertThat(JdbcApp.one(session, "SELECT pg_catalog.vektra_" + direct))
                        .isNull();
            }
            for (String call : List.of(
                    "pg_cancel_backend(" + pid + ")",
                    "pg_terminate_backend(" + pid + ")",
                    "vektra_cancel(" + pid + ")",
                    "vektra_terminate(" + pid + ", 0)",
                    "vektra_builtin_cancel(" + pid + ")",
                    "vektra_builtin_terminate(" + pid + ", 0)")) {
                assertThatThrownBy(() -> JdbcApp.one(session, "SELECT " + call))
                        .as(call)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
            assertThat(stranger.isValid(5)).isTrue();
        }
    }

    @Test
    void null_and_no_session_are_answered_as_ever() throws SQLException {
        try (Connection session = JdbcApp.connect(after)) {
            assertThat(JdbcApp.one(session, "SELECT pg_cancel_backend(NULL)")).isNull();
            assertThat(JdbcApp.one(session, "SELECT pg_terminate_backend(NULL)"))
                    .isNull();
            assertThat(JdbcApp.one(session, "SELECT pg_cancel_backend(2147483647)"))
                    .isEqualTo("f");
            assertThat(JdbcApp.one(session, "SELECT count(*) FROM pg_stat_get_progress_info(NULL)"))
                    .isEqualTo("0");
            assertThat(JdbcApp.one(
                            session,
                            "SELECT count(*) FROM pg_stat_get_activity(pg_backend_pid()) WHERE query LIKE 'SELECT%'"))
                    .isEqualTo("1");
        }
    }

    /** A transaction sees the same sessions until its end, so a process number that it knows may be another's by now. */
    @Test
    void what_a_transaction_saw_before_does_not_decide() throws SQLException {
        try (Connection session = JdbcApp.connect(after)) {
            JdbcApp.run(session, "BEGIN", "SELECT * FROM pg_stat_activity");
            try (Connection late = JdbcApp.connect(guest)) {
                String pid = JdbcApp.one(late, "SELECT pg_backend_pid()");
                assertThat(seen(session, pid)).isNull();
                assertThat(JdbcApp.one(session, "SELECT pg_cancel_backend(" + pid + ")"))
                        .isEqualTo("t");
            }
        }
    }

    @Test
    void the_progress_of_the_other_logins_is_seen() throws SQLException {
        try (Connection session = JdbcApp.connect(after);
                Connection busy = JdbcApp.connect(guest)) {
            JdbcApp.run(session, "CREATE TABLE held (n int)", "INSERT INTO held VALUES (1)");
            JdbcApp.run(busy, "SET application_name = 'indexing'");
            JdbcApp.run(session, "BEGIN", "UPDATE held SET n = 2");
            Thread indexing = new Thread(() -> {
                try {
                    JdbcApp.run(busy, "CREATE INDEX CONCURRENTLY ON held (n)");
                } catch (SQLException e) {
                    // canceled below
                }
            });
            indexing.start();
            String phase = "SELECT phase FROM pg_stat_progress_create_index WHERE relid = 'held'::regclass";
            String found = null;
            for (int i = 0; i < 400 && (found == null || found.equals("initializing")); i++) {
                assertThat(Retries.slept(25)).isTrue();
                JdbcApp.run(session, "SELECT pg_stat_clear_snapshot()");
                found = JdbcApp.one(session, phase);
            }
            assertThat(found).startsWith("waiting for");
            assertThat(JdbcApp.one(
                            session,
                            "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'indexing'"))
                    .isEqualTo("t");
            indexing.join(10_000);
            assertThat(indexing.isAlive()).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Neither in the app's own session nor in the administrator's, which some client may open without Vektra's settings. */
    @Test
    void nothing_that_an_app_defines_is_used() throws SQLException {
        String path = "SET search_path = evil, pg_temp, pg_catalog";
        List<String> temporary = List.of(
                "CREATE TEMP TABLE pg_database (oid oid, datname name, datdba oid)",
                "CREATE TEMP TABLE pg_roles (oid oid, rolname name, rolsuper bool)",
                "CREATE TEMP TABLE pg_auth_members (roleid oid, member oid)");
        try (Connection app = JdbcApp.connect(guest);
                Connection admin = admin(database(guest))) {
            JdbcApp.run(app, "CREATE SCHEMA evil");
            for (String type : List.of("oid", "name", "int", "text", "bool")) {
                JdbcApp.run(
                        app,
                        "CREATE FUNCTION evil.same(%1$s, %1$s) RETURNS bool LANGUAGE plpgsql AS 'BEGIN RAISE ''caught''; END'"
                                .formatted(type),
                        "CREATE OPERATOR evil.= (leftarg = %1$s, rightarg = %1$s, function = evil.same)"
                                .formatted(type),
                        "CREATE OPERATOR evil.~ (leftarg = %1$s, rightarg = %1$s, function = evil.same)"
                                .formatted(type));
            }
            for (String function :
                    List.of("vektra_activity", "vektra_own_activity", "vektra_cancel", "left", "right")) {
                JdbcApp.run(
                        app,
                        "CREATE FUNCTION evil.%s(int) RETURNS bool LANGUAGE plpgsql AS 'BEGIN RAISE ''caught''; END'"
                                .formatted(function));
            }
            String pid = JdbcApp.one(app, "SELECT pg_backend_pid()");
            for (Connection session : List.of(app, admin)) {
                JdbcApp.run(session, temporary.toArray(String[]::new));
                JdbcApp.run(session, path);
                assertThatThrownBy(() -> JdbcApp.one(session, "SELECT 1::oid = 1::oid"))
                        .hasMessageContaining("caught");
                assertThat(JdbcApp.one(session, "SELECT query FROM pg_catalog.pg_stat_get_activity(" + pid + ")"))
                        .isNotEqualTo(HIDDEN);
                assertThat(JdbcApp.one(session, "SELECT pg_catalog.pg_cancel_backend(2147483647)"))
                        .isEqualTo("f");
                JdbcApp.run(session, "SELECT * FROM pg_catalog.pg_stat_progress_vacuum", "DISCARD ALL");
            }
            JdbcApp.run(app, "DROP SCHEMA evil CASCADE");
        }
    }

    @Test
    void nothing_of_it_is_in_a_dump() throws SQLException, IOException {
        JsonNode software = Home.JSON
                .readTree(home.path().resolve("services/postgres.json").toFile())
                .at("/server/software/command");
        List<String> server = new ArrayList<>();
        software.forEach(word -> server.add(word.asText()));
        List<String> dump = new ArrayList<>(PostgresPrograms.beside(server, "pg_dump"));
        assumeTrue(Files.isExecutable(Path.of(dump.get(dump.size() - 1))), "this software comes without pg_dump");
        try (Connection app = JdbcApp.connect(other)) {
            JdbcApp.run(app, "CREATE TABLE dumped ()", "CREATE VIEW busy AS SELECT * FROM pg_stat_activity");
        }
        dump.addAll(List.of("--create", other));
        assertThat(RunningPostgres.said(dump, Map.of()))
                .contains("CREATE TABLE public.dumped", "pg_stat_activity")
                .doesNotContain("vektra_", "pg_stat_get_activity", "pg_cancel_backend", "pg_terminate_backend");
    }

    @Test
    void settings_of_the_owner_are_found_and_become_those_of_the_database() throws SQLException {
        String database = "\"" + database(other) + "\"";
        try (Connection app = JdbcApp.connect(other)) {
            JdbcApp.run(
                    app,
                    "DO $$ BEGIN END $$", // loads plpgsql, whose settings are not known before
                    "ALTER ROLE CURRENT_USER SET work_mem = '3MB'",
                    "ALTER ROLE CURRENT_USER IN DATABASE " + database + " SET work_mem = '4MB'",
                    "ALTER DATABASE " + database + " SET work_mem = '5MB'",
                    "ALTER DATABASE " + database + " SET lock_timeout = '7s'",
                    "ALTER ROLE CURRENT_USER SET search_path = \"$user\", public, \"Od\"\"d, 'name\", ''",
                    "ALTER ROLE CURRENT_USER SET plpgsql.extra_warnings = 'shadowed_variables'",
                    "ALTER ROLE CURRENT_USER SET statement_timeout = '9s'",
                    "ALTER ROLE CURRENT_USER SET role = 'none'");
        }
        assertThat(home.vektra("addons:doctor", "-a", "other").out())
                .contains("work_mem", "search_path", "ALTER ROLE CURRENT_USER SET", "--fix");
        home.vektra("addons:doctor", "--fix", "-a", "other").ok();
        try (Connection app = JdbcApp.connect(other)) {
            assertThat(JdbcApp.one(app, "SHOW work_mem")).isEqualTo("4MB");
            assertThat(JdbcApp.one(app, "SHOW lock_timeout")).isEqualTo("7s");
            assertThat(JdbcApp.one(app, "SHOW search_path")).isEqualTo("\"$user\", public, \"Od\"\"d, 'name\", \"\"");
            assertThat(JdbcApp.one(app, "SHOW plpgsql.extra_warnings")).isEqualTo("shadowed_variables");
            assertThat(JdbcApp.one(app, "SHOW statement_timeout")).isEqualTo("9s");
            assertThat(JdbcApp.one(app, "SELECT current_user")).isEqualTo(database(other) + "_owner");
            JdbcApp.run(app, "ALTER DATABASE " + database + " RESET ALL");
        }
        assertThat(home.vektra("addons:doctor", "-a", "other").ok().out()).isEqualTo("Nothing found\n");
    }

    @Test
    void a_server_of_an_older_version_gets_it_from_the_doctor_everywhere() throws SQLException {
        makeOlder();
        assertThatThrownBy(() -> assertMaster(after, after)).hasMessageContaining(HIDDEN);
        assertThat(home.vektra("addons:doctor", "-a", "other").out()).contains("neither see nor end");
        home.vektra("addons:doctor", "--fix", "-a", "other").ok();
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
        home.vektra("addons:bind", "postgres", "-a", "late").ok();
        for (String url : List.of(after, other, url("late"))) {
            assertMaster(url, url);
        }
        try (Connection admin = admin("postgres")) {
            assertThat(JdbcApp.one(admin, "SELECT 1 FROM pg_database WHERE datname = '" + SPARE + "'"))
                    .isNull();
        }
    }

    @Test
    void a_server_of_an_older_version_gets_it_when_it_is_started() throws SQLException {
        makeOlder();
        home.vektra("addons:restart", "postgres").ok();
        for (String url : List.of(guest, other)) {
            assertMaster(url, url);
        }
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
    }

    @Test
    void work_that_is_cut_short_is_found_and_done_again() throws SQLException {
        ServerUrl admin = ServerUrl.parse(home.adminUrl("postgres"));
        Server server = new Server(
                "postgres",
                PostgresService.NAME,
                true,
                admin.hosts(),
                new Secret(home.adminUrl("postgres")),
                RunningPostgres.defaults(),
                null,
                null,
                "");
        makeOlder();
        List<Boolean> found = new ArrayList<>();
        while (killedAtItsFirstPoint(server)) {
            found.add(lacking(server));
        }
        // what is there already is passed over: each database, the spare and, last, the administrator's own
        assertThat(found).hasSizeGreaterThan(4).endsWith(false);
        assertThat(found.subList(0, found.size() - 1)).containsOnly(true);
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
        assertMaster(after, before);
    }

    private static boolean killedAtItsFirstPoint(Server server) {
        try {
            Failpoint.crashAt(1);
            RunningPostgres.PROVIDER.configure(server);
            return false;
        } catch (Failpoint.Crash e) {
            return true;
        } finally {
            Failpoint.crashAt(0);
        }
    }

    private static boolean lacking(Server server) {
        return RunningPostgres.PROVIDER.examine(server, new Resource(Id.fresh(), "any", Map.of()), List.of()).stream()
                .anyMatch(fault -> fault.message().toString().contains("neither see nor end"));
    }

    private static void makeOlder() throws SQLException {
        for (String database : List.of("template1", database(after), database(other), "postgres")) {
            try (Connection admin = admin(database)) {
                BuiltIns.restore(admin);
            }
        }
        try (Connection admin = admin("postgres")) {
            JdbcApp.run(admin, "CREATE DATABASE " + SPARE + " ALLOW_CONNECTIONS false");
        }
    }
}
