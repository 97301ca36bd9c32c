package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** Extensions whose scripts run as superuser, in databases whose owners would like to be one. */
@Sampled(oneIn = 4)
class OwnSchemaIT {
    private static final PostgresProvider PROVIDER = RunningPostgres.PROVIDER;
    private static final PostgresData DATA = RunningPostgres.DATA;
    private static final Map<String, String> ADD = Map.of("add", "pg_stat_statements");

    private static RunningPostgres postgres;

    @BeforeAll
    static void start() {
        assumeThat(Path.of("/usr/share/postgresql/15/extension/pg_stat_statements.control"))
                .exists();
        postgres = RunningPostgres.start("machine", Map.of("statement-statistics", "true"));
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void an_app_reads_its_own_statements_and_gains_no_rights_by_what_it_put_in_the_way() throws Exception {
        App app = App.on(postgres, "app");
        App other = App.on(postgres, "other");
        other.one("SELECT 'hidden'::text || 'text'");
        app.fill(
                "CREATE FUNCTION rise() RETURNS int LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'ALTER ROLE '"
                        + " || quote_ident(session_user) || ' SUPERUSER'; RETURN 1; END $$",
                "CREATE TYPE text AS (a int)",
                "CREATE DOMAIN \"oid\" AS int CHECK (rise() = VALUE)",
                "CREATE FUNCTION current_database(int DEFAULT 1) RETURNS name LANGUAGE sql AS 'SELECT NULL::name FROM rise()'",
                "CREATE TABLE pg_stat_statements (trap int DEFAULT rise())",
                "SET search_path = public, pg_catalog");
        act(app, ADD);
        assertThat(app.one("SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_stat_statements'"))
                .isEqualTo("vektra");
        app.fill("DROP TABLE pg_stat_statements");
        app.one("SELECT 'mine'::pg_catalog.text || 'alone'");
        assertThat(app.one("SELECT string_agg(query, ' ') FROM pg_stat_statements"))
                .contains("||")
                .doesNotContain("hidden");
        assertThat(app.one("SELECT count(*) FROM pg_roles WHERE rolsuper")).isEqualTo("1");
        for (String trick : List.of(
                "CREATE TABLE vektra.t (n int)",
                "ALTER SCHEMA vektra RENAME TO mine",
                "DROP SCHEMA vektra CASCADE",
                "DROP EXTENSION pg_stat_statements",
                "SELECT vektra.pg_stat_statements_reset()")) {
            assertThatThrownBy(() -> app.one(trick)).as(trick).isInstanceOf(SQLException.class);
        }
        act(app, Map.of("remove", "pg_stat_statements"));
        assertThat(app.one("SELECT count(*) FROM pg_extension")).isEqualTo("1");
    }

    @Test
    void a_schema_of_that_name_that_an_app_owns_or_may_create_in_is_not_used() throws Exception {
        App app = App.on(postgres, "squatter");
        app.fill("CREATE SCHEMA vektra");
        assertThatThrownBy(() -> act(app, ADD))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("vektra");
        app.fill("ALTER SCHEMA vektra RENAME TO mine");
        act(app, ADD);
        assertThat(app.one("SELECT count(*) > 0 FROM pg_stat_statements")).isEqualTo("t");
    }

    @Test
    void it_comes_along_in_backups_and_a_path_that_the_app_has_set_stays(@TempDir Path folder) throws Exception {
        App app = App.on(postgres, "kept");
        app.fill(
                "CREATE SCHEMA elsewhere",
                "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || quote_ident(current_database())"
                        + " || ' SET search_path = elsewhere'; END $$",
                "CREATE TABLE elsewhere.kept AS SELECT 7 AS n");
        act(app, ADD);
        assertThat(app.one("SHOW search_path")).isEqualTo("elsewhere");
        app.fill("CREATE VIEW elsewhere.busy AS SELECT query FROM vektra.pg_stat_statements");
        Resource scratch = PROVIDER.provision(app.server(), new Resource(Id.fresh(), "scratch", Map.of()));
        Path file = folder.resolve("dump");
        DATA.dump(app.server(), app.resource(), file, scratch);
        PROVIDER.deprovision(app.server(), scratch);
        App restored = App.on(postgres, "restored");
        DATA.load(restored.server(), restored.resource(), file);
        assertThat(restored.one("SELECT n FROM kept")).isEqualTo("7");
        assertThat(restored.one("SELECT count(*) > 0 FROM busy")).isEqualTo("t");
        assertThat(restored.one("SELECT extnamespace::regnamespace FROM pg_extension WHERE extname LIKE 'pg_stat%'"))
                .isEqualTo("vektra");
    }

    @Test
    void what_was_made_for_an_import_goes_when_that_fails(@TempDir Path folder) throws Exception {
        App app = App.on(postgres, "importing");
        Path dump = folder.resolve("dump.sql");
        String extension = "CREATE EXTENSION IF NOT EXISTS earthdistance WITH SCHEMA public;\n";
        Files.writeString(dump, extension + "CREATE TABLE t (n int);\nALTER TABLE u ADD m int;\n");
        assertThatThrownBy(() -> PROVIDER.abilities().portable().orElseThrow().take(app.server(), app.resource(), dump))
                .hasMessageContaining("cannot be imported")
                .extracting(e -> ((VektraException) e).hint())
                .isEqualTo("nothing was changed");
        assertThat(app.one("SELECT string_agg(extname, ' ') FROM pg_extension")).isEqualTo("plpgsql");
        Files.writeString(dump, extension);
        PROVIDER.abilities().portable().orElseThrow().take(app.server(), app.resource(), dump);
        assertThat(app.one("SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension"))
                .isEqualTo("cube earthdistance plpgsql");
    }

    private static String act(App app, Map<String, String> params) {
        return DATA.act(app.server(), app.resource(), "extensions", params, List.of())
                .message()
                .toString();
    }
}
