package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Sampled;

/** Who is kept out, whose sessions end, and what stays as it was. */
@Sampled(oneIn = 6)
class PostgresGateIT {
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
    void sessions_are_ended_and_counted_and_may_come_back() throws Exception {
        App app = App.on(postgres, "app");
        try (Connection first = app.connect();
                Connection other = app.connect()) {
            assertThat(DATA.act(app.server(), app.resource(), "kill-sessions", Map.of(), List.of())
                            .message())
                    .hasToString("2 sessions ended");
            assertThatThrownBy(() -> JdbcApp.one(first, "SELECT 1")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> JdbcApp.one(other, "SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertThat(app.one("SELECT 1")).isEqualTo("1");
    }

    @Test
    void limits_survive_being_shut() throws Exception {
        App app = App.on(postgres, "app");
        String limit = "SELECT rolconnlimit || rolname FROM pg_roles WHERE rolname = session_user";
        String before = app.one(limit);
        DATA.shut(app.server(), app.resource());
        DATA.admit(app.server(), app.resource());
        assertThat(app.one(limit)).isEqualTo(before).startsWith("20");
    }

    @Test
    void no_session_slips_in_while_many_try_to_log_in() throws Exception {
        App app = App.on(postgres, "eager");
        List<Thread> eager = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    try (Connection connection = app.connect()) {
                        JdbcApp.one(connection, "SELECT pg_sleep(1)");
                    } catch (SQLException e) {
                        // again
                    }
                }
            });
            thread.start();
            eager.add(thread);
        }
        try (Connection admin = postgres.admin("postgres")) {
            for (int round = 0; round < 10; round++) {
                DATA.shut(app.server(), app.resource());
                for (int look = 0; look < 20; look++) {
                    assertThat(JdbcApp.one(
                                    admin,
                                    "SELECT count(*) FROM pg_stat_activity WHERE usename = '"
                                            + app.credentials().user() + "'"))
                            .isEqualTo("0");
                }
                DATA.admit(app.server(), app.resource());
            }
        } finally {
            eager.forEach(Thread::interrupt);
            for (Thread thread : eager) {
                thread.join();
            }
        }
    }
}
