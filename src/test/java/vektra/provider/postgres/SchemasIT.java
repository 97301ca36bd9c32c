package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.fixture.Sampled;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.provider.postgres.dump.Script;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/**
 * Databases on the pattern of well-known applications come back from a backup, and from a copy, as they were. Each file
 * may name extensions that its operator adds first, and settings of its database.
 */
class SchemasIT {
    private static final PostgresProvider PROVIDER = RunningPostgres.PROVIDER;
    private static final PostgresData DATA = RunningPostgres.DATA;
    private static final Path FILES = Path.of("src/test/resources/schemas");

    /** A second journey for those that differ most: by way of a restore, then to a database of another name. */
    private static final List<String> COPIED = List.of("events", "odoo", "laravel", "tenants_rls");

    private static RunningPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        postgres = RunningPostgres.machine();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    static Stream<String> schemas() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.map(file -> file.getFileName().toString().replace(".sql", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @Sampled(oneIn = 10)
    @MethodSource("schemas")
    void an_application_gets_back_what_it_had(String schema) throws Exception {
        App app = App.on(postgres, schema);
        fill(app, FILES.resolve(schema + ".sql"));
        Map<String, String> before = catalogue(app.resource());
        Resource scratch = PROVIDER.provision(app.server(), new Resource(Id.fresh(), schema, Map.of()));
        assertThat(DATA.dump(app.server(), app.resource(), folder.resolve("dump"), scratch)
                        .words())
                .endsWith("s");
        assertSame(before, app.resource());
        DATA.exchange(app.server(), app.resource(), scratch);
        assertSame(before, app.resource());
        PROVIDER.deprovision(app.server(), scratch);
        if (COPIED.contains(schema)) {
            Resource copy = PROVIDER.provision(app.server(), new Resource(Id.fresh(), "copy", Map.of()));
            DATA.copy(app.server(), app.resource(), app.server(), copy);
            assertSame(before, copy);
            PROVIDER.deprovision(app.server(), copy);
        }
        assertThat(app.faults()).isEmpty();
        PROVIDER.deprovision(app.server(), app.resource());
    }

    @Test
    void what_cannot_be_loaded_is_no_backup_and_is_named() throws Exception {
        App app = App.on(postgres, "broken");
        app.fill(
                "CREATE TABLE base (n int)",
                "CREATE FUNCTION total() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT sum(n) FROM base); END'",
                "CREATE MATERIALIZED VIEW totals AS SELECT total()",
                "ALTER TABLE base RENAME TO renamed");
        Resource scratch = PROVIDER.provision(app.server(), new Resource(Id.fresh(), "scratch", Map.of()));
        Path file = folder.resolve("broken");
        assertThatThrownBy(() -> DATA.dump(app.server(), app.resource(), file, scratch))
                .isInstanceOf(VektraException.class)
                .hasMessageContaining("materialized view data public.totals cannot be loaded")
                .hasMessageContaining("\"base\" does not exist");
        assertThat(file).doesNotExist();
        PROVIDER.deprovision(app.server(), scratch);
        PROVIDER.deprovision(app.server(), app.resource());
    }

    @Test
    void an_administrator_who_may_not_read_past_forced_policies_names_them_first() throws Exception {
        try (Connection admin = postgres.admin("postgres")) {
            JdbcApp.run(
                    admin,
                    "CREATE ROLE plain CREATEROLE CREATEDB LOGIN PASSWORD 'plain'",
                    "GRANT CONNECT ON DATABASE postgres TO plain");
        }
        Server cloud = PROVIDER.adopt(
                "postgres://plain:plain@" + postgres.server().host() + "/postgres", RunningPostgres.defaults());
        App app = App.on(cloud, "forced");
        app.fill("CREATE TABLE open (n int)", "ALTER TABLE open ENABLE ROW LEVEL SECURITY");
        DATA.requireCopyable(cloud, app.resource());
        app.fill(
                "CREATE TABLE addons (n int)",
                "ALTER TABLE addons ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE addons FORCE ROW LEVEL SECURITY");
        assertThatThrownBy(() -> DATA.requireCopyable(cloud, app.resource()))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("addons forces row-level security");
        PROVIDER.deprovision(cloud, app.resource());
    }

    private static void fill(App app, Path file) throws IOException, SQLException {
        for (String extension : said(file, "administrator")) {
            // not trusted, so from a time when it was offered, or made by hand
            try (Connection admin = postgres.admin(Names.of(app.resource()).database())) {
                JdbcApp.run(admin, "CREATE EXTENSION " + extension + " SCHEMA public CASCADE");
            }
        }
        for (String setting : said(file, "settings")) {
            String[] of = setting.split("=");
            app.fill("ALTER DATABASE " + Session.quoted(Names.of(app.resource()).database()) + " SET " + of[0] + " = "
                    + (of[0].equals("search_path") ? of[1] : "'" + of[1] + "'"));
        }
        try (Connection connection = app.connect();
                InputStream sql = Files.newInputStream(file)) {
            Script script = new Script(sql, Map.of());
            for (Script.Statement next = script.next(); next != null; next = script.next()) {
                try (var statement = connection.createStatement()) {
                    statement.setEscapeProcessing(false);
                    statement.execute(next.sql());
                }
            }
        }
    }

    private static List<String> said(Path file, String what) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("-- " + what + ": "))
                .flatMap(line -> Stream.of(line.substring(what.length() + 5).split("; ")))
                .toList();
    }

    private static void assertSame(Map<String, String> before, Resource resource) throws SQLException {
        Map<String, String> after = catalogue(resource);
        List<String> changed = Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(thing -> !Objects.equals(before.get(thing), after.get(thing)))
                .map(thing -> thing + ": " + before.get(thing) + " became " + after.get(thing))
                .toList();
        assertThat(changed).isEmpty();
        assertThat(after).hasSizeGreaterThan(10);
    }

    private static Map<String, String> catalogue(Resource resource) throws SQLException {
        Names names = Names.of(resource);
        try (Connection superuser = postgres.admin(names.database())) {
            return Catalogue.of(superuser, names.owner());
        }
    }
}
