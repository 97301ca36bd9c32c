package vektra.provider.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Sampled;
import vektra.model.Failpoint;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.Names;

/** Whatever an app may have in its database is dumped, loaded and exchanged; what cannot be is refused by name. */
@ExtendWith(SharedMariadb.class)
@Sampled(oneIn = 6)
class MariadbBackupsIT {
    private static final MariadbProvider PROVIDER = RunningMariadb.PROVIDER;
    private static final MariadbData DATA = RunningMariadb.DATA;

    private static RunningMariadb mariadb;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        mariadb = SharedMariadb.get();
    }

    private static Resource made(String label) {
        return PROVIDER.provision(mariadb.server(), new Resource(Id.fresh(), label, Map.of()));
    }

    private static Connection app(Resource resource) throws SQLException {
        return JdbcApp.connect(url(resource));
    }

    private static String url(Resource resource) {
        Credentials made = PROVIDER.grant(mariadb.server(), resource, Id.fresh(), Secret.fresh());
        return PROVIDER.configVars(mariadb.server(), resource, made).get("MARIADB_URL");
    }

    /** All that an app's rights let it make. */
    private static Resource filled(String word) throws SQLException {
        Resource resource = made("filled");
        String database = Names.of(resource).database();
        try (Connection app = app(resource)) {
            JdbcApp.run(
                    app,
                    "ALTER DATABASE COLLATE utf8mb4_unicode_ci",
                    "CREATE TABLE parent (id INT AUTO_INCREMENT PRIMARY KEY, word VARCHAR(50) UNIQUE) COMMENT='it''s; \"(b)\"'",
                    "CREATE TABLE child (id INT AUTO_INCREMENT PRIMARY KEY, parent INT, bytes BLOB, note TEXT,"
                            + " twice INT AS (parent * 2) STORED, FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE,"
                            + " CONSTRAINT named FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE)",
                    "INSERT INTO parent (word) VALUES ('" + word + "'), ('😀'), ('DEFINER=`x`@`y` \\\\ '' (" + database
                            + "')",
                    "INSERT INTO child (parent, bytes, note) VALUES (1, x'00ff0a0d5c27221a',"
                            + " 'a\\nINSERT INTO `t` VALUES (1);\\n\\\\! touch pwned'), (2, NULL, ');(')",
                    "CREATE TABLE log (n INT) ENGINE=MyISAM",
                    "CREATE TABLE parts (n INT) PARTITION BY HASH (n) PARTITIONS 3",
                    "INSERT INTO parts VALUES (1), (2), (3), (4)",
                    "CREATE TABLE `odd ``na\nme` (`sel``ect` INT, `-- x` INT)",
                    "INSERT INTO `odd ``na\nme` VALUES (1, 2)",
                    "CREATE SEQUENCE numbers START WITH 7",
                    "CREATE VIEW joined AS SELECT p.word, c.note FROM parent p JOIN " + database
                            + ".child c ON c.parent = p.id",
                    "CREATE VIEW counted AS SELECT COUNT(*) AS n FROM joined",
                    "CREATE TRIGGER logged AFTER INSERT ON parent FOR EACH ROW INSERT INTO log VALUES (NEW.id)",
                    "CREATE FUNCTION word() RETURNS TEXT DETERMINISTIC RETURN CONCAT('it''s ', '" + word + "')",
                    "CREATE PROCEDURE grow() BEGIN\n-- don't\nINSERT INTO parent (word) VALUES (word());\nEND",
                    "CREATE EVENT daily ON SCHEDULE EVERY 1 DAY DO INSERT INTO " + database + ".log VALUES (1)",
                    "SET sql_mode = 'NO_BACKSLASH_ESCAPES'",
                    "CREATE FUNCTION slash() RETURNS TEXT DETERMINISTIC RETURN '\\'");
        }
        return resource;
    }

    private static void assertWhole(Resource resource, String word) throws SQLException {
        try (Connection app = app(resource)) {
            assertThat(JdbcApp.one(app, "SELECT word FROM parent WHERE id = 1")).isEqualTo(word);
            assertThat(JdbcApp.one(app, "SELECT HEX(bytes) FROM child WHERE id = 1"))
                    .isEqualTo("00FF0A0D5C27221A");
            assertThat(JdbcApp.one(app, "SELECT n FROM counted")).isEqualTo("2");
            assertThat(JdbcApp.one(app, "SELECT slash()")).isEqualTo("\\");
            JdbcApp.run(app, "CALL grow()");
            assertThat(JdbcApp.one(app, "SELECT COUNT(*) FROM parent p JOIN log l ON l.n = p.id"))
                    .isEqualTo("1");
            assertThat(JdbcApp.one(app, "SELECT COUNT(*) FROM information_schema.EVENTS"))
                    .isEqualTo("1");
            assertThat(JdbcApp.one(app, "SELECT NEXTVAL(numbers)")).isEqualTo("7");
            assertThat(JdbcApp.one(app, "SELECT COUNT(*) FROM parts")).isEqualTo("4");
            assertThat(JdbcApp.one(app, "SELECT `sel``ect` FROM `odd ``na\nme`"))
                    .isEqualTo("1");
            assertThat(JdbcApp.one(app, "SELECT @@collation_database")).isEqualTo("utf8mb4_unicode_ci");
            JdbcApp.run(app, "DELETE FROM parent WHERE id = 1");
            assertThat(JdbcApp.one(app, "SELECT COUNT(*) FROM child")).isEqualTo("1");
        }
    }

    @Test
    void all_of_it_is_dumped_and_loaded() throws Exception {
        Resource resource = filled("of the first");
        Resource scratch = made("scratch");
        Path dump = folder.resolve("dump");
        assertThat(DATA.dump(mariadb.server(), resource, dump, scratch).words()).isEqualTo("5 tables");
        assertThat(DATA.verify(mariadb.server(), dump)).isEqualTo("5 tables");
        assertThat(Files.getPosixFilePermissions(dump)).hasSize(2);
        Resource other = made("other");
        DATA.load(mariadb.server(), other, dump);
        PROVIDER.deprovision(mariadb.server(), resource);
        PROVIDER.deprovision(mariadb.server(), scratch);
        assertWhole(other, "of the first");
        assertNothingIsLeft(other);
    }

    /** No account but those of attachments can log in, and none but theirs and the owner is there. */
    private static void assertNothingIsLeft(Resource resource) throws SQLException {
        try (Connection admin = mariadb.admin()) {
            String of = " FROM mysql.global_priv WHERE User LIKE '"
                    + Names.of(resource).database() + "\\_";
            assertThat(JdbcApp.one(admin, "SELECT COUNT(*)" + of + "x%'")).isEqualTo("0");
            assertThat(JdbcApp.one(admin, "SELECT JSON_VALUE(Priv, '$.account_locked')" + of + "owner'"))
                    .isEqualTo("1");
        }
    }

    /** A file that a disk or a transfer has damaged. */
    @Test
    void a_damaged_dump_is_refused_whatever_is_missing_of_it() throws Exception {
        Path dump = folder.resolve("dump");
        DATA.dump(mariadb.server(), filled("x"), dump, made("scratch"));
        byte[] whole = Files.readAllBytes(dump);
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        byte[] text = new GZIPInputStream(Files.newInputStream(dump)).readAllBytes();
        for (byte[] damaged : List.of(
                java.util.Arrays.copyOf(whole, whole.length - 1),
                java.util.Arrays.copyOf(whole, whole.length / 2),
                java.util.Arrays.copyOf(text, text.length / 2),
                changed,
                new byte[0])) {
            Path file = Files.write(Files.createTempFile(folder, "damaged", ""), damaged);
            assertThatThrownBy(() -> DATA.verify(mariadb.server(), file))
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                    .hasMessageContaining("the dump is damaged");
        }
    }

    @Test
    void two_databases_exchange_all_that_they_hold() throws Exception {
        Resource one = filled("of one");
        Resource other = filled("of the other");
        try (Connection open = app(one)) {
            DATA.exchange(mariadb.server(), one, other);
            assertThatThrownBy(() -> JdbcApp.run(open, "SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertWhole(one, "of the other");
        PROVIDER.deprovision(mariadb.server(), one);
        assertWhole(other, "of one");
    }

    /** At whatever step the process dies: to let the users in again is what follows. */
    @Test
    void an_exchange_that_dies_is_made_whole_or_undone() throws Exception {
        dieAtEach(9);
    }

    @Test
    @Tag("soak")
    void an_exchange_that_dies_anywhere_is_made_whole_or_undone() throws Exception {
        dieAtEach(1);
    }

    private static void dieAtEach(int stride) throws Exception {
        Resource one = small("one");
        Resource other = small("other");
        String ofOne = url(one);
        String ofOther = url(other);
        List<String> words = List.of("one", "other");
        String died = "";
        for (int step = 1; died != null; step += stride) {
            died = dies(step, one, other);
            DATA.admit(mariadb.server(), one);
            DATA.admit(mariadb.server(), other);
            String word = word(ofOne);
            assertThat(words).as("step " + step).contains(word);
            assertThat(word(ofOther)).as("step " + step).isEqualTo(words.get(1 - words.indexOf(word)));
        }
        assertThat(word(ofOther)).isIn(words);
        try (Connection admin = mariadb.admin()) {
            assertThat(JdbcApp.one(
                            admin, "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'vektra'"))
                    .isEqualTo("0");
        }
    }

    private static Resource small(String word) throws SQLException {
        Resource resource = made("small");
        try (Connection app = app(resource)) {
            JdbcApp.run(
                    app,
                    "CREATE TABLE t (word TEXT)",
                    "CREATE TABLE only_" + word + " (n INT)",
                    "CREATE VIEW v AS SELECT word FROM t",
                    "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.word = word()",
                    "CREATE FUNCTION word() RETURNS TEXT DETERMINISTIC RETURN '" + word + "'",
                    "INSERT INTO t VALUES ('')");
        }
        return resource;
    }

    /** The one word that table, view, trigger and function agree on. */
    private static String word(String url) throws SQLException {
        try (Connection app = JdbcApp.connect(url)) {
            JdbcApp.run(app, "INSERT INTO t VALUES ('')");
            return JdbcApp.one(
                    app,
                    "SELECT GROUP_CONCAT(DISTINCT word) FROM (SELECT word FROM v UNION ALL SELECT word()"
                            + " UNION ALL SELECT SUBSTR(TABLE_NAME, 6) FROM information_schema.TABLES"
                            + " WHERE TABLE_NAME LIKE 'only%') words");
        }
    }

    /** Where it died; null when it came to its end. */
    private static String dies(int step, Resource one, Resource other) {
        Failpoint.crashAt(step);
        try {
            DATA.exchange(mariadb.server(), one, other);
            return null;
        } catch (Failpoint.Crash crash) {
            return crash.getMessage();
        } finally {
            Failpoint.crashAt(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"foreign-mysql8.sql", "foreign-phpmyadmin.sql"})
    void a_dump_of_another_tool_with_foreign_definers_and_collations_is_loaded(String name) throws Exception {
        Path dump = folder.resolve(name);
        try (var in = getClass().getResourceAsStream(name)) {
            Files.copy(in, dump);
        }
        Resource resource = made("foreign");
        DATA.load(mariadb.server(), resource, dump);
        try (Connection app = app(resource)) {
            assertThat(JdbcApp.one(app, "SELECT title FROM shown WHERE id = 2")).isEqualTo("naïve 😀; DEFINER=`a`@`b`");
            JdbcApp.run(app, "INSERT INTO articles (title) VALUES ('new')");
            assertThat(JdbcApp.one(app, "SELECT COUNT(*) FROM changes")).isEqualTo("1");
        }
    }

    /** The text may want more than an app may do; nothing of that is done. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT ALL ON *.* TO CURRENT_USER;",
                "CREATE DATABASE another;",
                "USE mysql;",
                "SET GLOBAL general_log = 1;",
                "\\! touch FOLDER/pwned",
                "system touch FOLDER/pwned",
                "source FOLDER/other.sql",
                "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t;",
                "CREATE TABLE t (n INT"
            })
    void a_dump_that_reaches_further_is_refused(String attack) throws IOException {
        Files.writeString(folder.resolve("other.sql"), "CREATE TABLE sourced (n INT);");
        Path dump = folder.resolve("dump");
        Files.writeString(dump, attack.replace("FOLDER", folder.toString()) + "\n");
        Resource resource = made("attacked");
        assertThatThrownBy(() -> DATA.load(mariadb.server(), resource, dump))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(folder.resolve("pwned")).doesNotExist();
        PROVIDER.deprovision(mariadb.server(), resource);
    }

    /** A view in the place of a table whose rows are counted, which asks with the rights of its reader. */
    @Test
    void no_function_of_a_dump_runs_with_the_rights_of_the_administrator() throws Exception {
        Path dump = Files.writeString(
                folder.resolve("dump"),
                "CREATE TABLE `t` (n INT);\nRENAME TABLE t TO u;\nDELIMITER ;;\n"
                        + "CREATE FUNCTION f() RETURNS INT SQL SECURITY INVOKER BEGIN\n"
                        + "INSERT INTO u SELECT COUNT(*) FROM mysql.global_priv; RETURN 1; END ;;\nDELIMITER ;\n"
                        + "CREATE SQL SECURITY INVOKER VIEW t AS SELECT 1 AS n FROM DUAL WHERE f() = 1;\n");
        Resource resource = made("evil");
        assertThatThrownBy(() -> DATA.load(mariadb.server(), resource, dump)).isInstanceOf(VektraException.class);
        try (Connection app = app(resource)) {
            assertThat(JdbcApp.one(app, "SELECT COUNT(*) FROM u")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE kept (n INT) WITH SYSTEM VERSIONING",
                "CREATE TABLE t (n INT); CREATE VIEW kept AS SELECT n FROM t; DROP TABLE t",
                "CREATE FUNCTION f() RETURNS INT RETURN 1; CREATE VIEW kept AS SELECT f() AS n; DROP FUNCTION f"
            })
    void what_cannot_be_carried_is_refused_by_name(String statements) throws SQLException {
        Resource resource = made("stuck");
        try (Connection app = app(resource)) {
            JdbcApp.run(app, statements.split("; "));
        }
        assertThatThrownBy(() -> DATA.requireCopyable(mariadb.server(), resource))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("kept");
    }
}
