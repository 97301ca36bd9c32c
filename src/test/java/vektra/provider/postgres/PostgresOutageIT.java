package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.model.Id;
import vektra.model.Kind;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.VektraException;

/** A server that is down, hangs or refuses is UNAVAILABLE within five seconds, managed or not. */
class PostgresOutageIT {
    private static final PostgresProvider PROVIDER = RunningPostgres.PROVIDER;

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
                    managed, "did not answer", () -> PROVIDER.bind(managed, resource, Id.fresh(), Secret.fresh()));
            assertUnavailable(managed, "did not answer", () -> PROVIDER.unbind(managed, resource, Id.fresh()));
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
    void a_server_without_tls_when_the_url_wants_it() {
        Server server =
                PROVIDER.adopt(postgres.server().adminUrl().reveal() + "?sslmode=require", RunningPostgres.defaults());
        assertUnavailable(server, "SSL", () -> PROVIDER.ping(server));
    }

    private static void assertUnavailable(Server server, String reason, ThrowingCallable call) {
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
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
