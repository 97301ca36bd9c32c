package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
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
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** An app's data of every sort on their way: into another database, into a file and back, in place of others. */
@Sampled(oneIn = 8)
class PostgresCopyIT {
    private static final PostgresProvider PROVIDER = RunningPostgres.PROVIDER;
    private static final PostgresData DATA = RunningPostgres.DATA;

    private static RunningPostgres postgres;
    private static RunningPostgres second;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        postgres = RunningPostgres.any();
        second = RunningPostgres.any();
        assumeTrue(copyable(), "no pg_dump for this server on this machine");
    }

    @AfterAll
    static void stop() {
        postgres.close();
        second.close();
    }

    private static String dump(App app, Path file) {
        Resource scratch = PROVIDER.provision(app.server(), new Resource(Id.fresh(), "scratch", Map.of()));
        try {
            return DATA.dump(app.server(), app.resource(), file, scratch).words();
        } finally {
            PROVIDER.deprovision(app.server(), scratch);
        }
    }

    private static boolean copyable() {
        try {
            App app = App.on(postgres, "any");
            DATA.requireCopyable(app.server(), app.resource());
            return true;
        } catch (VektraException e) {
            return false;
        }
    }

    private static final String[] EVERYTHING = {
        "CREATE EXTENSION citext",
        "CREATE SCHEMA \"Odd schema\"",
        "CREATE TYPE mood AS ENUM ('sad', 'happy')",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name citext UNIQUE, how mood,"
                + " shout text GENERATED ALWAYS AS (upper(name::text)) STORED)",
        "INSERT INTO users (name, how) SELECT 'User ' || n, 'happy' FROM generate_series(1, 1000) n",
        "CREATE TABLE \"Odd schema\".\"Odd table\" (big text, bin bytea, doc jsonb, at timestamptz)",
        "INSERT INTO \"Odd schema\".\"Odd table\" VALUES (repeat('2 MB ', 400000), '\\x00ff00', '{\"a\": [1, null]}',"
                + " '2026-01-01 12:00:00+02')",
        "CREATE SEQUENCE tickets START 5000 INCREMENT 7",
        "SELECT nextval('tickets'), nextval('tickets')",
        "SELECT lo_from_bytea(4711, '\\xdeadbeef')",
        "CREATE VIEW happy AS SELECT name FROM users WHERE how = 'happy'",
        "CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM users",
        "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS" + " 'BEGIN NEW.how := ''sad''; RETURN NEW; END'",
        "CREATE TRIGGER stamp BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION stamp()",
        "CREATE TABLE parted (n int, day date) PARTITION BY RANGE (day)",
        "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "INSERT INTO parted VALUES (1, '2026-05-05')",
        "CREATE TABLE notes (user_id bigint REFERENCES users, text text)",
        "INSERT INTO notes VALUES (1, 'first')",
        "ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON notes USING (user_id = 1)",
        "COMMENT ON TABLE notes IS 'it''s a comment'",
        "SET ROLE NONE",
        "CREATE SCHEMA own AUTHORIZATION CURRENT_USER",
        "CREATE TABLE own.things AS SELECT 7 AS n"
    };

    private static void assertEverything(App app) throws SQLException {
        assertThat(app.one("SELECT count(*) || ' ' || max(id) || ' ' || max(shout) FROM users"))
                .isEqualTo("1000 1000 USER 999");
        assertThat(app.one("SELECT count(*) FROM users WHERE name = 'USER 17'")).isEqualTo("1");
        assertThat(
                        app.one(
                                "SELECT md5(big) || bin || doc || (at = '2026-01-01T10:00:00Z') FROM \"Odd schema\".\"Odd table\""))
                .isEqualTo(
                        app.one("SELECT md5(repeat('2 MB ', 400000)) || '\\x00ff00' || '{\"a\": [1, null]}' || true"));
        assertThat(app.one("SELECT nextval('tickets')")).isEqualTo("5014");
        assertThat(app.one("SELECT lo_get(4711)")).isEqualTo("\\xdeadbeef");
        assertThat(app.one("SELECT count(*) FROM happy")).isEqualTo("1000");
        assertThat(app.one("SELECT n FROM counted")).isEqualTo("1000");
        assertThat(app.one("INSERT INTO users (name, how) VALUES ('new', 'happy') RETURNING id || how::text"))
                .isEqualTo("1001sad");
        assertThat(app.one("SELECT n FROM parted_1")).isEqualTo("1");
        assertThat(app.one("SELECT n FROM own.things")).isEqualTo("7");
        assertThat(app.one("SELECT obj_description('notes'::regclass)")).isEqualTo("it's a comment");
        assertThat(app.one("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                        + " WHERE nspname IN ('public', 'own', 'Odd schema') AND NOT pg_has_role(relowner, 'USAGE')"))
                .isEqualTo("0");
        // what one made the next may alter
        app.fill(
                "ALTER TABLE users ADD COLUMN more int",
                "CREATE OR REPLACE VIEW happy AS SELECT name FROM users",
                "REFRESH MATERIALIZED VIEW counted",
                "DROP TRIGGER stamp ON users",
                "DROP FUNCTION stamp",
                "SELECT lo_unlink(4711)",
                "DROP SCHEMA own CASCADE");
        assertThat(app.faults()).isEmpty();
    }

    private static void assertRefused(App app, App other) {
        String foreign = app.url()
                .replaceFirst("/[^/]*$", "/" + Names.of(other.resource()).database());
        assertThatThrownBy(() -> JdbcApp.connect(foreign).close()).isInstanceOf(SQLException.class);
    }

    private static void assertNoCourierIsLeft(RunningPostgres at) throws SQLException {
        try (Connection admin = at.admin("postgres")) {
            assertThat(JdbcApp.one(admin, "SELECT count(*) FROM pg_roles WHERE rolname ~ '_x[0-9a-f]{11}$'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void data_of_every_sort_move_to_another_server_and_belong_to_the_app_there() throws Exception {
        App source = App.on(postgres, "source");
        App target = App.on(second, "target");
        source.fill(EVERYTHING);
        source.fill("ALTER DATABASE "
                + Session.quoted(Names.of(source.resource()).database()) + " SET search_path = public, \"Odd schema\"");
        DATA.shut(source.server(), source.resource());
        DATA.copy(source.server(), source.resource(), target.server(), target.resource());
        assertEverything(target);
        assertThat(target.one("SHOW search_path")).isEqualTo("public, \"Odd schema\"");
        DATA.admit(source.server(), source.resource());
        assertEverything(source);
        assertNoCourierIsLeft(postgres);
        assertNoCourierIsLeft(second);
        assertThat(Path.of(second.server().folder()).toFile().list()).noneMatch(name -> name.startsWith("copy-"));
    }

    @Test
    void an_administrator_who_is_no_superuser_moves_them_as_well() throws Exception {
        try (Connection admin = postgres.admin("postgres")) {
            JdbcApp.run(admin, "CREATE ROLE mover CREATEROLE CREATEDB LOGIN PASSWORD 'mover'");
        }
        Server cloud = PROVIDER.adopt(
                "postgres://mover:mover@" + postgres.server().host() + "/postgres", RunningPostgres.defaults());
        try (Connection admin = postgres.admin("postgres")) {
            JdbcApp.run(admin, "GRANT CONNECT ON DATABASE postgres TO mover");
        }
        App source = App.on(cloud, "source");
        App target = App.on(cloud, "target");
        source.fill(EVERYTHING);
        DATA.copy(cloud, source.resource(), cloud, target.resource());
        assertEverything(target);
        DATA.exchange(cloud, source.resource(), target.resource());
        assertThat(source.one("SELECT count(*) FROM users")).isEqualTo("1001");
        assertThat(source.faults()).isEmpty();
        assertThat(target.faults()).isEmpty();
        assertRefused(source, target);
        PROVIDER.deprovision(cloud, target.resource());
        PROVIDER.deprovision(cloud, source.resource());
    }

    @Test
    void a_dump_is_private_is_read_back_and_brings_everything_again() throws Exception {
        App source = App.on(postgres, "source");
        source.fill(EVERYTHING);
        Path file = folder.resolve("dump");
        assertThat(dump(source, file)).isEqualTo("6 tables");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(DATA.verify(source.server(), file)).isEqualTo("6 tables");
        App target = App.on(postgres, "target");
        DATA.load(target.server(), target.resource(), file);
        assertEverything(target);
        assertNoCourierIsLeft(postgres);
    }

    @Test
    void a_dump_is_as_all_was_at_one_moment_while_its_app_writes_on() throws Exception {
        App app = App.on(postgres, "busy");
        app.fill("CREATE TABLE one (n int)", "CREATE TABLE two (n int)");
        Thread writer = new Thread(() -> {
            try (Connection connection = app.connect()) {
                while (!Thread.currentThread().isInterrupted()) {
                    JdbcApp.run(
                            connection, "BEGIN", "INSERT INTO one VALUES (1)", "INSERT INTO two VALUES (1)", "COMMIT");
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        Path file = folder.resolve("dump");
        try {
            dump(app, file);
        } finally {
            writer.interrupt();
            writer.join();
        }
        App target = App.on(postgres, "target");
        DATA.load(target.server(), target.resource(), file);
        assertThat(target.one("SELECT (SELECT count(*) FROM one) = (SELECT count(*) FROM two)"))
                .isEqualTo("t");
    }

    @Test
    void a_dump_that_is_empty_cut_or_damaged_is_none() throws Exception {
        App app = App.on(postgres, "app");
        app.fill("CREATE TABLE t AS SELECT md5(n::text) AS s FROM generate_series(1, 20000) n");
        Path file = folder.resolve("dump");
        dump(app, file);
        byte[] whole = Files.readAllBytes(file);
        for (int percent = 0; percent < 100; percent += 7) {
            Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length * percent / 100));
            assertBad(() -> DATA.verify(app.server(), cut));
        }
        Path shorter = Files.write(folder.resolve("shorter"), java.util.Arrays.copyOf(whole, whole.length - 1));
        assertBad(() -> DATA.verify(app.server(), shorter));
        Path damaged = Files.write(folder.resolve("damaged"), whole);
        flip(damaged, whole.length / 2);
        assertBad(() -> DATA.verify(app.server(), damaged));
        assertBad(() -> DATA.verify(app.server(), Files.writeString(folder.resolve("text"), "CREATE TABLE t ();")));
        assertBad(() -> DATA.verify(app.server(), folder.resolve("missing")));
        App spoiled = App.on(postgres, "spoiled");
        assertBad(() -> DATA.load(spoiled.server(), spoiled.resource(), damaged));
        App target = App.on(postgres, "target");
        DATA.load(target.server(), target.resource(), file);
        assertThat(target.one("SELECT count(*) FROM t")).isEqualTo("20000");
        assertNoCourierIsLeft(postgres);
    }

    private static void flip(Path file, int at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 0xff);
        }
    }

    private interface Call {
        void make() throws Exception;
    }

    private static void assertBad(Call call) {
        assertThatThrownBy(call::make).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.getMessage()).doesNotContain("\n");
        });
    }

    @Test
    void a_dump_that_is_there_already_is_not_written_over_and_a_failed_one_leaves_no_file() throws Exception {
        App app = App.on(postgres, "app");
        Path there = Files.writeString(folder.resolve("there"), "precious");
        assertBad(() -> dump(app, there));
        assertThat(there).hasContent("precious");
        Path file = folder.resolve("dump");
        Resource never = new Resource(Id.fresh(), "never", Map.of());
        assertBad(() -> DATA.dump(app.server(), never, file, never));
        assertThat(file).doesNotExist();
    }

    @Test
    void a_hostile_app_wins_no_rights_when_its_data_are_carried() throws Exception {
        App app = App.on(postgres, "hostile");
        String rise = "DECLARE who text; BEGIN"
                + " BEGIN PERFORM set_config('role', 'vektra', false); EXECUTE 'ALTER ROLE CURRENT_USER CREATEDB';"
                + " EXECUTE 'CREATE ROLE risen SUPERUSER'; EXCEPTION WHEN OTHERS THEN NULL; END;"
                + " BEGIN PERFORM set_config('role', 'none', false); EXECUTE 'CREATE ROLE risen SUPERUSER';"
                + " EXCEPTION WHEN OTHERS THEN NULL; END; RETURN true; END";
        app.fill(
                "CREATE FUNCTION rise(n int) RETURNS boolean LANGUAGE plpgsql AS '" + rise.replace("'", "''") + "'",
                "CREATE TABLE trap (n int CHECK (rise(n)))",
                "INSERT INTO trap VALUES (1)",
                "CREATE SCHEMA evil",
                "CREATE FUNCTION evil.count() RETURNS bigint LANGUAGE sql AS 'SELECT public.rise(1); SELECT 0::bigint'",
                "CREATE VIEW evil.pg_class AS SELECT * FROM pg_catalog.pg_class WHERE public.rise(1)",
                "CREATE VIEW evil.pg_namespace AS SELECT * FROM pg_catalog.pg_namespace WHERE public.rise(1)",
                "CREATE VIEW evil.pg_extension AS SELECT * FROM pg_catalog.pg_extension WHERE public.rise(1)",
                "ALTER DATABASE \"" + Names.of(app.resource()).database()
                        + "\" SET search_path = evil, public, pg_catalog");
        App target = App.on(postgres, "target");
        Path file = folder.resolve("dump");
        dump(app, file);
        DATA.load(target.server(), target.resource(), file);
        App copied = App.on(second, "copied");
        DATA.copy(app.server(), app.resource(), copied.server(), copied.resource());
        PROVIDER.census(app.server(), java.util.Set.of());
        DATA.act(app.server(), app.resource(), "stats", Map.of(), List.of());
        DATA.act(app.server(), app.resource(), "extensions", Map.of(), List.of());
        for (RunningPostgres each : List.of(postgres, second)) {
            try (Connection admin = each.admin("postgres")) {
                assertThat(JdbcApp.one(admin, "SELECT count(*) FROM pg_roles WHERE rolname = 'risen'"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void extensions_on_offer_are_put_in_and_taken_out_and_none_runs_the_apps_code_as_administrator() throws Exception {
        App app = App.on(postgres, "app");
        app.fill(
                "CREATE SCHEMA elsewhere",
                "CREATE EXTENSION cube SCHEMA elsewhere",
                "CREATE FUNCTION risen(text) RETURNS bool LANGUAGE plpgsql AS 'BEGIN EXECUTE"
                        + " ''CREATE ROLE risen''; RETURN true; END'",
                "CREATE DOMAIN trap AS text CHECK (risen(VALUE))",
                "CREATE TYPE public.cube AS (a trap)");
        for (String untrusted : List.of("earthdistance", "bloom", "dict_xsyn")) {
            assertThatThrownBy(() -> act(app, Map.of("add", untrusted)))
                    .as(untrusted)
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
        }
        app.fill("DROP TYPE public.cube", "DROP EXTENSION cube");
        act(app, Map.of("add", "hstore"));
        // as older ones have it, whose administrator made it
        try (Connection admin = postgres.admin(Names.of(app.resource()).database())) {
            JdbcApp.run(admin, "CREATE EXTENSION bloom");
            assertThat(JdbcApp.one(admin, "SELECT extowner::regrole::text FROM pg_extension WHERE extname = 'hstore'"))
                    .contains(Names.of(app.resource()).owner());
        }
        app.fill(
                "CREATE TABLE h (tags hstore, n int)",
                "INSERT INTO h VALUES ('a=>1', 2)",
                "CREATE INDEX ON h USING bloom (n)");
        assertThatThrownBy(() -> act(app, Map.of("remove", "hstore")))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
        for (String refused : List.of("dblink", "file_fdw", "plpython3u", "x\"; DROP TABLE h; --")) {
            assertThatThrownBy(() -> act(app, Map.of("add", refused)))
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
        }
        App target = App.on(second, "target");
        DATA.copy(app.server(), app.resource(), target.server(), target.resource());
        assertThat(target.one("SELECT tags -> 'a' FROM h")).isEqualTo("1");
        App filled = App.on(second, "filled");
        filled.fill("CREATE TYPE trap AS (a int)");
        assertThatThrownBy(() -> DATA.copy(app.server(), app.resource(), filled.server(), filled.resource()))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e).hasMessageContaining("is not empty"));
        assertThat(filled.one("SELECT 1")).isEqualTo("1");
        app.fill("DROP TABLE h");
        act(app, Map.of("remove", "hstore"));
        act(app, Map.of("remove", "bloom"));
        assertThat(app.one("SELECT count(*) FROM pg_extension")).isEqualTo("1");
    }

    private static String act(App app, Map<String, String> params) {
        return DATA.act(app.server(), app.resource(), "extensions", params, List.of())
                .message()
                .toString();
    }
}
