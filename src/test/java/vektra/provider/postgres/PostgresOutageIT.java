package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.postgres.session.ServerUrl;

/** A server that is down, hangs or refuses is UNAVAILABLE within five seconds, managed or not. */
@Sampled(oneIn = 5)
class PostgresOutageIT {
    private static final PostgresProvider PROVIDER = RunningPostgres.PROVIDER;
    private static final PostgresData DATA = RunningPostgres.DATA;

    private static RunningPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = RunningPostgres.any();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void a_hung_server() {
        Server managed = postgres.server();
        Server adopted = PROVIDER.adopt(managed.adminUrl().reveal(), RunningPostgres.defaults());
        Resource resource = PROVIDER.provision(managed, new Resource(Id.fresh(), "hung", Map.of()));
        postgres.signal("STOP");
        try {
            assertUnavailable(managed, "did not answer within 4 s", () -> PROVIDER.ping(managed));
            assertUnavailable(adopted, "did not answer within 4 s", () -> PROVIDER.ping(adopted));
            assertUnavailable(managed, "did not answer", () -> PROVIDER.provision(managed, resource));
            assertUnavailable(
                    managed, "did not answer", () -> PROVIDER.grant(managed, resource, Id.fresh(), Secret.fresh()));
            assertUnavailable(managed, "did not answer", () -> PROVIDER.revoke(managed, resource, Id.fresh()));
            assertUnavailable(managed, "did not answer", () -> PROVIDER.deprovision(managed, resource));
            assertUnavailable(managed, "did not answer", () -> PROVIDER.inspect(managed, resource));
            assertUnavailable(managed, "did not answer", () -> PROVIDER.configure(managed));
        } finally {
            postgres.signal("CONT");
        }
        assertThat(PROVIDER.ping(managed)).isEqualTo(managed.version());
        PROVIDER.deprovision(managed, resource);
    }

    @Test
    void a_server_that_hangs_while_its_data_are_dumped(@TempDir Path folder) throws Exception {
        PostgresProvider hasty = new PostgresProvider(Duration.ofSeconds(1), Path.of("ca.pem"));
        App app = App.on(postgres, "hung");
        assumeTrue(copyable(app));
        app.fill("CREATE TABLE locked (n int)");
        Path file = folder.resolve("dump");
        Resource scratch = PROVIDER.provision(app.server(), new Resource(Id.fresh(), "scratch", Map.of()));
        try (Connection holder = app.connect();
                Connection admin = postgres.admin("postgres")) {
            JdbcApp.run(holder, "BEGIN", "LOCK TABLE locked");
            FutureTask<Throwable> dump = new FutureTask<>(() -> catchThrowable(
                    () -> hasty.abilities().backups().orElseThrow().dump(app.server(), app.resource(), file, scratch)));
            new Thread(dump).start();
            Awaitility.await()
                    .until(() -> JdbcApp.one(
                                    admin,
                                    "SELECT 1 FROM pg_stat_activity WHERE application_name = 'pg_dump'"
                                            + " AND wait_event_type = 'Lock'")
                            != null);
            postgres.signal("STOP");
            try {
                assertThat(dump.get(60, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                        .hasMessageContaining("did not answer");
                assertThat(file).doesNotExist();
            } finally {
                postgres.signal("CONT");
            }
        }
        DATA.dump(app.server(), app.resource(), file, scratch);
        PROVIDER.deprovision(app.server(), scratch);
        PROVIDER.deprovision(app.server(), app.resource());
        try (Connection admin = postgres.admin("postgres")) {
            assertThat(JdbcApp.one(
                            admin,
                            "SELECT count(*) FROM pg_roles WHERE rolname LIKE '%"
                                    + app.resource().id().brief() + "%'"))
                    .isEqualTo("0");
        }
    }

    private static boolean copyable(App app) {
        try {
            DATA.requireCopyable(app.server(), app.resource());
            return true;
        } catch (VektraException e) {
            return false;
        }
    }

    @Test
    void a_wrong_password() {
        Server right = postgres.server();
        Server wrong = PROVIDER.adopt(
                right.adminUrl().reveal().replaceFirst(":[^:@]*@", ":hunter2hunter2@"), RunningPostgres.defaults());
        assertUnavailable(wrong, "refused Vektra's administrator 'vektra'", () -> PROVIDER.ping(wrong));
    }

    @Test
    void a_server_that_was_stopped_and_one_that_is_no_host() {
        Server nowhere = PROVIDER.adopt("postgres://vektra:hunter2@no.such.host.invalid/db", Map.of());
        assertUnavailable(nowhere, "no such host", () -> PROVIDER.ping(nowhere));
        postgres.stop();
        try {
            assertUnavailable(postgres.server(), "does not answer", () -> PROVIDER.ping(postgres.server()));
        } finally {
            postgres.start();
        }
    }

    @Test
    void a_server_without_tls_when_the_url_wants_it() throws Exception {
        Server server =
                PROVIDER.adopt(postgres.server().adminUrl().reveal() + "?sslmode=require", RunningPostgres.defaults());
        tls("SET ssl = off", "off");
        try {
            assertUnavailable(server, "SSL", () -> PROVIDER.ping(server));
        } finally {
            tls("RESET ssl", "on");
        }
    }

    private static void tls(String change, String then) throws Exception {
        try (Connection admin = postgres.admin("postgres")) {
            JdbcApp.run(admin, "ALTER SYSTEM " + change, "SELECT pg_reload_conf()");
        }
        Awaitility.await().untilAsserted(() -> {
            try (Connection admin = postgres.admin("postgres")) {
                assertThat(JdbcApp.one(admin, "SHOW ssl")).isEqualTo(then);
            }
        });
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
