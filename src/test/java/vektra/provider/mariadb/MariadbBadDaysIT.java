package vektra.provider.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.ServerUrl;

/** A server that is killed, hangs, refuses or has gone is UNAVAILABLE soon, and what was committed is there afterwards. */
@Sampled(oneIn = 6)
class MariadbBadDaysIT {
    private static final MariadbProvider PROVIDER = RunningMariadb.PROVIDER;
    private static final MariadbData DATA = RunningMariadb.DATA;
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static RunningMariadb mariadb;

    @BeforeAll
    static void start() {
        mariadb = RunningMariadb.machine();
    }

    @AfterAll
    static void stop() {
        if (mariadb != null) {
            mariadb.close();
        }
    }

    private static Resource made(String label) {
        return PROVIDER.provision(mariadb.server(), new Resource(Id.fresh(), label, Map.of()));
    }

    private static String url(Resource resource) {
        Credentials made = PROVIDER.grant(mariadb.server(), resource, Id.fresh(), Secret.fresh());
        return PROVIDER.configVars(mariadb.server(), resource, made).get("MARIADB_URL");
    }

    @Test
    void what_was_committed_outlives_a_kill_in_the_middle_of_writing() throws Exception {
        Resource resource = made("killed");
        String url = url(resource);
        AtomicInteger committed = new AtomicInteger();
        try (Connection app = JdbcApp.connect(url)) {
            JdbcApp.run(app, "CREATE TABLE t (n INT PRIMARY KEY, text TEXT)");
            FutureTask<Boolean> writing = new FutureTask<>(() -> {
                try {
                    for (int n = 1; ; n++) {
                        JdbcApp.run(app, "INSERT INTO t VALUES (" + n + ", REPEAT('x', 5000))");
                        committed.set(n);
                    }
                } catch (SQLException e) {
                    return true; // killed
                }
            });
            new Thread(writing).start();
            Awaitility.await().until(() -> committed.get() > 50);
            ProcessHandle process = ProcessHandle.of(mariadb.pid()).orElseThrow();
            mariadb.signal("KILL");
            process.onExit().get(20, TimeUnit.SECONDS);
            assertThat(writing.get(20, TimeUnit.SECONDS)).isTrue();
        }
        assertUnavailable(mariadb.server(), "does not answer", () -> PROVIDER.inspect(mariadb.server(), resource));
        mariadb.start();
        try (Connection app = JdbcApp.connect(url)) {
            int kept = Integer.parseInt(JdbcApp.one(app, "SELECT MAX(n) FROM t"));
            // the answer to the last one may have been lost
            assertThat(kept).isBetween(committed.get(), committed.get() + 1);
            assertThat(JdbcApp.one(app, "SELECT COUNT(*) FROM t")).isEqualTo(Integer.toString(kept));
        }
        assertThat(PROVIDER.inspect(mariadb.server(), resource).exists()).isTrue();
    }

    @Test
    void a_hung_server() throws Exception {
        MariadbProvider hasty = new MariadbProvider(Flavor.MARIADB, SHORT, Path.of("ca.pem"));
        Server managed = mariadb.server();
        Resource resource = hasty.provision(managed, new Resource(Id.fresh(), "hung", Map.of()));
        mariadb.signal("STOP");
        try {
            // in a session that is open already, then in none
            assertUnavailable(managed, "did not answer within 1 s", () -> hasty.ping(managed));
            assertUnavailable(managed, "did not answer within 1 s", () -> hasty.ping(managed));
            assertUnavailable(managed, "did not answer", () -> hasty.ping(mariadb.adopted()));
            assertUnavailable(
                    managed, "did not answer", () -> hasty.grant(managed, resource, Id.fresh(), Secret.fresh()));
            assertUnavailable(managed, "did not answer", () -> hasty.revoke(managed, resource, Id.fresh()));
            assertUnavailable(managed, "did not answer", () -> hasty.deprovision(managed, resource));
        } finally {
            mariadb.signal("CONT");
        }
        assertThat(hasty.ping(managed)).isEqualTo(managed.version());
        hasty.deprovision(managed, resource);
    }

    @Test
    void a_server_that_hangs_while_its_data_are_dumped(@TempDir Path folder) throws Exception {
        MariadbProvider hasty = new MariadbProvider(Flavor.MARIADB, Duration.ofMillis(300), Path.of("ca.pem"));
        Resource resource = made("dumped");
        Resource scratch = made("scratch");
        Path file = folder.resolve("dump");
        try (Connection holder = JdbcApp.connect(url(resource));
                Connection admin = mariadb.admin()) {
            JdbcApp.run(holder, "CREATE TABLE held (n INT)", "LOCK TABLE held WRITE");
            FutureTask<Throwable> dump = new FutureTask<>(() -> catchThrowable(
                    () -> hasty.abilities().backups().orElseThrow().dump(mariadb.server(), resource, file, scratch)));
            new Thread(dump).start();
            Awaitility.await()
                    .until(() -> JdbcApp.one(
                                    admin,
                                    "SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table%'")
                            != null);
            mariadb.signal("STOP");
            try {
                assertThat(dump.get(60, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                        .hasMessageContaining("did not answer");
                assertThat(file).doesNotExist();
            } finally {
                mariadb.signal("CONT");
            }
        }
        DATA.dump(mariadb.server(), resource, file, scratch);
        try (Connection admin = mariadb.admin()) {
            assertThat(JdbcApp.one(
                            admin,
                            "SELECT COUNT(*) FROM mysql.global_priv WHERE User LIKE '"
                                    + Names.of(resource).database() + "\\_x%'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void wrong_credentials_and_places_where_no_server_is() {
        Server right = mariadb.server();
        for (String user : List.of("vektra", "nobody")) {
            Server wrong = PROVIDER.adopt(
                    right.adminUrl().reveal().replaceFirst("//vektra:[^@]*@", "//" + user + ":hunter2hunter2@"),
                    RunningMariadb.defaults());
            assertUnavailable(wrong, "refused Vektra's administrator '" + user + "'", () -> PROVIDER.ping(wrong));
        }
        Server nowhere = PROVIDER.adopt("mysql://vektra:hunter2@no.such.host.invalid", Map.of());
        assertUnavailable(nowhere, "no such host", () -> PROVIDER.ping(nowhere));
    }

    /** All connections taken by apps: the administrator has one more, and an app's own are counted as a right password. */
    @Test
    void a_server_without_a_free_connection() throws Exception {
        Resource resource = made("greedy");
        List<Credentials> attached = new java.util.ArrayList<>();
        List<Connection> open = new java.util.ArrayList<>();
        try (Connection admin = mariadb.admin()) {
            JdbcApp.run(admin, "SET GLOBAL max_connections = 10");
            Credentials made = PROVIDER.grant(mariadb.server(), resource, Id.fresh(), Secret.fresh());
            attached.add(made);
            String url = PROVIDER.configVars(mariadb.server(), resource, made).get("MARIADB_URL");
            while (open.size() < 10) {
                try {
                    open.add(JdbcApp.connect(url));
                } catch (SQLException e) {
                    break;
                }
            }
            assertUnavailable(
                    mariadb.server(),
                    "no free connection",
                    () -> PROVIDER.grant(mariadb.server(), resource, Id.fresh(), Secret.fresh()));
            assertThat(DATA.act(mariadb.server(), resource, "kill-sessions", Map.of(), attached)
                            .message()
                            .toString())
                    .isEqualTo(open.size() + " sessions ended");
            PROVIDER.grant(mariadb.server(), resource, Id.fresh(), Secret.fresh());
        } finally {
            for (Connection each : open) {
                each.close();
            }
            try (Connection admin = mariadb.admin()) {
                JdbcApp.run(admin, "SET GLOBAL max_connections = 100");
            }
        }
    }

    private static void assertUnavailable(Server server, String reason, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.getMessage()).contains(server.host().toString()).contains(reason);
            String password =
                    ServerUrl.parse(server.adminUrl().reveal()).password().reveal();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain(password);
            }
        });
    }
}
