package vektra.provider.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.Hash;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.sql.ConnectionOptions;

/** What an app tries to reach beyond its database, by the driver that apps use; and the same on an adopted server. */
@ExtendWith(SharedMariadb.class)
class MariadbAttacksIT {
    private static final MariadbProvider PROVIDER = RunningMariadb.PROVIDER;
    private static final MariadbData DATA = RunningMariadb.DATA;

    private static RunningMariadb mariadb;
    private static Attached mallory;
    private static Attached victim;

    /** An app with credentials. */
    private record Attached(Resource resource, Credentials credentials, String url) {
        static Attached of(Server server, String label) {
            return again(server, PROVIDER.provision(server, new Resource(Id.fresh(), label, Map.of())));
        }

        static Attached again(Server server, Resource resource) {
            Credentials made = PROVIDER.grant(server, resource, Id.fresh(), Secret.fresh());
            return new Attached(
                    resource, made, PROVIDER.configVars(server, resource, made).get("MARIADB_URL"));
        }

        Connection connect() throws SQLException {
            return JdbcApp.connect(url);
        }

        String database() {
            return Names.of(resource).database();
        }
    }

    @BeforeAll
    static void start() throws SQLException {
        mariadb = SharedMariadb.get();
        mallory = Attached.of(mariadb.server(), "mallory");
        victim = Attached.of(mariadb.server(), "victim");
        try (Connection app = victim.connect();
                Connection own = mallory.connect()) {
            JdbcApp.run(
                    app,
                    "CREATE TABLE t (n INT, secret VARCHAR(20)) ENGINE=MyISAM",
                    "INSERT INTO t VALUES (1, 'of the victim')",
                    "CREATE PROCEDURE secrets() SELECT 'of the victim'");
            JdbcApp.run(own, "CREATE TABLE t (n INT, secret VARCHAR(20))", "INSERT INTO t VALUES (1, 'own')");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM VICTIM.t",
                "INSERT INTO VICTIM.t VALUES (2, 'x')",
                "CREATE TABLE mine LIKE VICTIM.t",
                "CREATE TABLE merged (n INT, secret VARCHAR(20)) ENGINE=MERGE UNION=(VICTIM.t)",
                "RENAME TABLE t TO VICTIM.mine",
                "CALL VICTIM.secrets()",
                "USE VICTIM",
                "HANDLER VICTIM.t OPEN",
                "LOCK TABLES VICTIM.t READ",
                "SHOW TABLES FROM VICTIM",
                "SHOW CREATE PROCEDURE VICTIM.secrets",
                "CREATE VIEW over AS SELECT * FROM VICTIM.t",
                "CREATE TRIGGER VICTIM.tr BEFORE INSERT ON VICTIM.t FOR EACH ROW SET NEW.n = 0",
                "DROP DATABASE VICTIM",
                "SELECT * FROM mysql.global_priv",
                "SELECT * FROM mysql.user",
                "SELECT body FROM mysql.proc",
                "SELECT * FROM information_schema.INNODB_TRX",
                "SHOW ENGINE INNODB STATUS",
                "SHOW GRANTS FOR 'vektra'@'127.0.0.1'",
                "CREATE DATABASE another",
                "CREATE USER eve",
                "ALTER USER 'vektra'@'127.0.0.1' IDENTIFIED BY 'x'",
                "SET PASSWORD FOR 'vektra'@'127.0.0.1' = PASSWORD('x')",
                "SET PASSWORD FOR 'OTHER'@'%' = PASSWORD('x')",
                "GRANT SELECT ON `MALLORY`.* TO 'OTHER'@'%'",
                "GRANT ALL ON *.* TO CURRENT_USER",
                "DROP USER 'OTHER'@'%'",
                "CREATE ROLE r",
                "SET ROLE vektra",
                "CREATE DEFINER='vektra'@'127.0.0.1' VIEW v AS SELECT 1",
                "CREATE DEFINER='vektra'@'127.0.0.1' PROCEDURE p() SQL SECURITY DEFINER SELECT 1",
                "CREATE DEFINER='OTHER'@'%' PROCEDURE p() SELECT 1",
                "CREATE DEFINER='MALLORY_owner'@'%' PROCEDURE p() SELECT 1",
                "CREATE DEFINER='vektra'@'127.0.0.1' EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1",
                "SELECT secret INTO OUTFILE 'FOLDER/out' FROM t",
                "SELECT secret INTO DUMPFILE 'FOLDER/out' FROM t",
                "LOAD DATA INFILE '/etc/passwd' INTO TABLE t",
                "LOAD DATA INFILE 'DATA/mysql/global_priv.MAD' INTO TABLE t",
                "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t",
                "LOAD XML LOCAL INFILE '/etc/passwd' INTO TABLE t",
                "SET GLOBAL local_infile = 1",
                "SET GLOBAL max_connections = 1",
                "SET GLOBAL event_scheduler = 1",
                "SET GLOBAL secure_file_priv = ''",
                "SET GLOBAL general_log_file = 'FOLDER/out'",
                "SET SESSION sql_log_bin = 0",
                "SET GLOBAL init_connect = 'SELECT 1'",
                "INSTALL SONAME 'ha_connect'",
                "CREATE FUNCTION sys_exec RETURNS INT SONAME 'lib_mysqludf_sys.so'",
                "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST '127.0.0.1')",
                "CREATE TABLE far (n INT) ENGINE=FEDERATED CONNECTION='mysql://a:b@127.0.0.1:1/a/t'",
                "FLUSH TABLES",
                "FLUSH PRIVILEGES",
                "SHUTDOWN",
                "RESET MASTER",
                "SHOW BINARY LOGS",
                "PURGE BINARY LOGS BEFORE NOW()",
                "CHANGE MASTER TO MASTER_HOST='127.0.0.1'",
                "BACKUP STAGE START",
                "ALTER USER CURRENT_USER() WITH MAX_USER_CONNECTIONS 1000",
                "SET max_user_connections = 1000"
            })
    void is_refused(String attack) throws SQLException {
        try (Connection app = connectForFiles()) {
            assertThatThrownBy(() -> JdbcApp.run(app, meant(attack))).as(attack).isInstanceOf(SQLException.class);
        }
        try (Connection admin = mariadb.admin()) {
            assertThat(JdbcApp.one(admin, "SELECT secret FROM `" + victim.database() + "`.t"))
                    .isEqualTo("of the victim");
        }
    }

    /** With all that a driver can be made to allow. */
    private static Connection connectForFiles() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://" + mallory.url().replaceFirst(".*@", "")
                + "?allowLocalInfile=true&user="
                + mallory.credentials().user() + "&password="
                + mallory.credentials().password().reveal());
    }

    private static String meant(String attack) {
        return attack.replace("OTHER", victim.credentials().user())
                .replace("VICTIM", victim.database())
                .replace("MALLORY", mallory.database())
                .replace("DATA", mariadb.data().resolve("databases").toString())
                .replace("FOLDER", mariadb.data().resolve("tmp").toString());
    }

    @Test
    void another_folder_for_the_data_of_a_table_is_ignored(@TempDir Path folder) throws Exception {
        folder.toFile().setWritable(true, false);
        try (Connection app = mallory.connect()) {
            for (String engine : List.of("InnoDB", "MyISAM", "Aria")) {
                JdbcApp.run(
                        app,
                        "CREATE TABLE placed_" + engine + " (n INT) ENGINE=" + engine + " DATA DIRECTORY='" + folder
                                + "'",
                        "CREATE TABLE parted_" + engine + " (n INT) ENGINE=" + engine
                                + " PARTITION BY HASH(n) (PARTITION a DATA DIRECTORY='" + folder + "')");
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void an_app_sees_nothing_of_the_others() throws SQLException {
        try (Connection app = mallory.connect();
                Connection other = victim.connect()) {
            assertThat(JdbcApp.one(app, "SELECT LOAD_FILE('/etc/passwd')")).isNull();
            for (String question : List.of(
                    "SELECT GROUP_CONCAT(SCHEMA_NAME) FROM information_schema.SCHEMATA",
                    "SELECT GROUP_CONCAT(TABLE_SCHEMA) FROM information_schema.TABLES",
                    "SELECT GROUP_CONCAT(ROUTINE_SCHEMA) FROM information_schema.ROUTINES",
                    "SELECT GROUP_CONCAT(GRANTEE) FROM information_schema.USER_PRIVILEGES",
                    "SELECT GROUP_CONCAT(USER) FROM information_schema.PROCESSLIST",
                    "SELECT GROUP_CONCAT(TABLE_SCHEMA) FROM information_schema.STATISTICS")) {
                assertThat(String.valueOf(JdbcApp.one(app, question)))
                        .as(question)
                        .doesNotContain(victim.database(), "vektra");
            }
            assertThat(JdbcApp.one(other, "SELECT @@character_set_server")).isEqualTo("utf8mb4");
        }
    }

    @Test
    void a_name_in_which_a_grant_would_see_a_pattern_is_given_to_no_database() {
        for (String label : List.of("app_one", "a%b", "app-1", "1", "", "UPPER", "über")) {
            Names names = Names.of(new Resource(Id.fresh(), label, Map.of()));
            assertThat(names.database()).matches("[a-z][a-z0-9]{1,31}");
            assertThat(names.login(Id.fresh())).matches("[a-z0-9]+_[a-z0-9]+").hasSizeLessThan(64);
        }
    }

    @Test
    void no_more_connections_than_the_plan_has_and_sooner_than_the_server_is_full() throws SQLException {
        Server few = mariadb.server().withOptions(Map.of(ConnectionOptions.CONNECTIONS_PER_APP, "2"));
        Attached limited = Attached.of(few, "limited");
        try (Connection one = limited.connect();
                Connection two = limited.connect()) {
            assertThatThrownBy(limited::connect).hasMessageContaining("max_user_connections");
            assertThat(PROVIDER.examine(few, limited.resource(), List.of(limited.credentials())))
                    .isEmpty();
            PROVIDER.configure(few.withOptions(Map.of(ConnectionOptions.CONNECTIONS_PER_APP, "3")));
            limited.connect().close();
            assertThat(one.isValid(5) && two.isValid(5)).isTrue();
        }
        PROVIDER.configure(mariadb.server());
    }

    @Test
    void what_an_account_defined_works_on_after_rotation_and_unbind() throws SQLException {
        Attached old = Attached.of(mariadb.server(), "definer");
        try (Connection app = old.connect()) {
            JdbcApp.run(
                    app,
                    "CREATE TABLE t (n INT)",
                    "CREATE TABLE log (n INT)",
                    "CREATE VIEW v AS SELECT n FROM t",
                    "CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW INSERT INTO log VALUES (NEW.n)",
                    "CREATE PROCEDURE p() INSERT INTO t VALUES (7)");
        }
        Attached fresh = Attached.again(mariadb.server(), old.resource());
        PROVIDER.revoke(mariadb.server(), old.resource(), old.credentials().id());
        assertThatThrownBy(old::connect).isInstanceOf(SQLException.class);
        try (Connection app = fresh.connect()) {
            JdbcApp.run(app, "CALL p()", "INSERT INTO t VALUES (8)");
            assertThat(JdbcApp.one(app, "SELECT SUM(n) FROM v")).isEqualTo("15");
            assertThat(JdbcApp.one(app, "SELECT SUM(n) FROM log")).isEqualTo("15");
            JdbcApp.run(
                    app, "DROP PROCEDURE p", "DROP TRIGGER tr", "CREATE OR REPLACE VIEW v AS SELECT n + 1 AS n FROM t");
        }
    }

    /** A session that is open while its account is revoked may still set the account's password. */
    @Test
    void a_password_that_is_set_while_its_account_is_revoked_never_opens_it_again() throws Exception {
        Attached app = Attached.of(mariadb.server(), "setter");
        Secret own = Secret.fresh();
        List<Connection> sessions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sessions.add(app.connect());
        }
        CountDownLatch setting = new CountDownLatch(sessions.size());
        List<Thread> setters = sessions.stream()
                .map(session -> new Thread(() -> set(session, Hash.of(own), setting)))
                .toList();
        setters.forEach(Thread::start);
        assertThat(setting.await(30, TimeUnit.SECONDS)).isTrue();
        PROVIDER.revoke(mariadb.server(), app.resource(), app.credentials().id());
        for (Thread setter : setters) {
            setter.join();
        }
        DATA.admit(mariadb.server(), app.resource());
        String url = app.url().replace(app.credentials().password().reveal(), own.reveal());
        assertThatThrownBy(() -> JdbcApp.connect(url)).isInstanceOf(SQLException.class);
        assertThat(PROVIDER.inspect(mariadb.server(), app.resource()).attachments())
                .isEmpty();
    }

    private static void set(Connection session, String hash, CountDownLatch setting) {
        boolean first = true;
        try (session) {
            while (true) {
                JdbcApp.run(session, "SET PASSWORD = '" + hash + "'");
                if (first) {
                    setting.countDown();
                    first = false;
                }
            }
        } catch (SQLException ended) {
            // its session was ended
        }
    }

    @Test
    void an_app_that_changes_its_password_or_drops_its_database_is_found_and_gets_both_again() throws SQLException {
        Attached app = Attached.of(mariadb.server(), "changes");
        try (Connection session = app.connect()) {
            JdbcApp.run(session, "SET PASSWORD = PASSWORD('another')");
        }
        List<Fault> faults = PROVIDER.examine(mariadb.server(), app.resource(), List.of(app.credentials()));
        assertThat(faults).extracting(Fault::harm).containsExactly(Fault.Harm.LOCKED_OUT);
        assertThat(faults.get(0).message().toString()).contains("SET PASSWORD");
        PROVIDER.grant(
                mariadb.server(),
                app.resource(),
                app.credentials().id(),
                app.credentials().password());
        try (Connection session = app.connect()) {
            JdbcApp.run(session, "DROP DATABASE " + app.database());
        }
        assertThat(PROVIDER.examine(mariadb.server(), app.resource(), List.of(app.credentials())))
                .extracting(Fault::harm)
                .containsExactly(Fault.Harm.DATA_LOST);
        PROVIDER.provision(mariadb.server(), app.resource());
        assertThat(PROVIDER.examine(mariadb.server(), app.resource(), List.of(app.credentials())))
                .isEmpty();
    }

    @Test
    void sessions_of_others_cannot_be_ended() throws SQLException {
        try (Connection app = mallory.connect();
                Connection other = victim.connect();
                Connection admin = mariadb.admin()) {
            String id = JdbcApp.one(other, "SELECT CONNECTION_ID()");
            String administrator = JdbcApp.one(admin, "SELECT CONNECTION_ID()");
            for (String attack : List.of("KILL " + id, "KILL QUERY " + id, "KILL " + administrator)) {
                assertThatThrownBy(() -> JdbcApp.run(app, attack)).isInstanceOf(SQLException.class);
            }
            JdbcApp.run(app, "KILL USER '" + victim.credentials().user() + "'@'%'"); // of those that it sees
            assertThat(other.isValid(5) && admin.isValid(5)).isTrue();
        }
    }

    /** Documented: the shared server has one space of names for locks. */
    @Test
    void a_lock_by_name_is_one_of_the_whole_server() throws Exception {
        try (Connection one = mallory.connect();
                Connection other = victim.connect()) {
            assertThat(JdbcApp.one(one, "SELECT GET_LOCK('job', 0)")).isEqualTo("1");
            assertThat(JdbcApp.one(other, "SELECT GET_LOCK('job', 0)")).isEqualTo("0");
        }
    }

    @Test
    void an_open_transaction_holds_up_neither_its_own_revocation_nor_the_end_of_its_add_on() throws Exception {
        Attached app = Attached.of(mariadb.server(), "stubborn");
        try (Connection session = app.connect()) {
            JdbcApp.run(session, "CREATE TABLE t (n INT)", "LOCK TABLES t WRITE");
            FutureTask<Boolean> end = new FutureTask<>(() -> {
                PROVIDER.deprovision(mariadb.server(), app.resource());
                return true;
            });
            new Thread(end).start();
            assertThat(end.get(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> JdbcApp.run(session, "SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void nothing_of_a_server_can_be_read_by_others_and_no_password_is_written_anywhere() throws Exception {
        String admin =
                ServerUrl.parse(mariadb.server().adminUrl().reveal()).password().reveal();
        for (Path file : List.of(mariadb.log(), mariadb.data().resolve("start.sql"))) {
            assertThat(Files.readString(file)).doesNotContain(admin);
        }
        assertThat(Files.getPosixFilePermissions(mariadb.data())).hasSize(3);
        assertThat(Files.getPosixFilePermissions(mariadb.data().resolve("start.sql")))
                .hasSize(2);
        Path proc = Path.of("/proc", Long.toString(mariadb.pid()));
        for (String what : List.of("cmdline", "environ")) {
            assertThat(Files.readString(proc.resolve(what))).doesNotContain(admin, Hash.of(new Secret(admin)));
        }
        try (Connection session = mariadb.admin()) {
            assertThat(JdbcApp.one(
                            session,
                            "SELECT GROUP_CONCAT(Host ORDER BY Host) FROM mysql.user" + " WHERE User = 'vektra'"))
                    .isEqualTo("127.0.0.1,::1");
            assertThat(JdbcApp.one(session, "SELECT COUNT(*) FROM mysql.user WHERE User IN ('', 'root')"))
                    .isEqualTo("0");
        }
    }

    @Test
    void an_adopted_server_works_the_same_and_keeps_what_is_not_ours() throws Exception {
        Server adopted = mariadb.adopted();
        try (Connection admin = mariadb.admin()) {
            JdbcApp.run(
                    admin,
                    "CREATE DATABASE theirs CHARACTER SET latin1",
                    "CREATE DATABASE cafe0123456789abc",
                    "CREATE USER 'eve'@'%' IDENTIFIED BY 'x'",
                    "SET GLOBAL character_set_server = latin1");
            try {
                assertThat(PROVIDER.ping(adopted)).isEqualTo(mariadb.server().version());
                Attached app = Attached.of(adopted, "guest");
                try (Connection session = app.connect()) {
                    JdbcApp.run(session, "CREATE TABLE t (word TEXT)", "INSERT INTO t VALUES ('😀')");
                    assertThat(JdbcApp.one(session, "SELECT word FROM t")).isEqualTo("😀");
                }
                assertThat(PROVIDER.census(adopted, java.util.Set.of()).residents())
                        .noneMatch(resident -> resident.name().startsWith("cafe"));
                PROVIDER.deprovision(adopted, app.resource());
                assertThat(JdbcApp.one(
                                admin,
                                "SELECT COUNT(*) FROM information_schema.SCHEMATA"
                                        + " WHERE SCHEMA_NAME IN ('theirs', 'cafe0123456789abc')"))
                        .isEqualTo("2");
                assertThat(JdbcApp.one(admin, "SELECT COUNT(*) FROM mysql.user WHERE User = 'eve'"))
                        .isEqualTo("1");
            } finally {
                JdbcApp.run(
                        admin,
                        "SET GLOBAL character_set_server = utf8mb4",
                        "DROP DATABASE theirs",
                        "DROP DATABASE cafe0123456789abc",
                        "DROP USER 'eve'@'%'");
            }
        }
    }

    @Test
    void an_administrator_that_may_too_little_is_refused_before_anything_is_made() throws Exception {
        try (Connection admin = mariadb.admin()) {
            JdbcApp.run(
                    admin,
                    "CREATE USER 'weak'@'%' IDENTIFIED BY 'secretsecret'",
                    "GRANT SELECT, CREATE, DROP ON *.* TO 'weak'@'%'");
            try {
                Server weak = PROVIDER.adopt(
                        "mysql://weak:secretsecret@" + mariadb.server().host(), RunningMariadb.defaults());
                assertThatThrownBy(() -> PROVIDER.ping(weak))
                        .isInstanceOfSatisfying(
                                VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                        .hasMessageContaining("CREATE USER");
            } finally {
                JdbcApp.run(admin, "DROP USER 'weak'@'%'");
            }
        }
        assertThatCode(() -> PROVIDER.ping(mariadb.adopted())).doesNotThrowAnyException();
    }
}
