package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** A clock far ahead of the last use of a home ends neither leases nor earlier credentials. */
@Sampled(oneIn = 2)
class ClockAheadIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "redis").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @BeforeEach
    void leaseAndRotate() throws IOException {
        home.vektra("addons:bind", "redis", "-a", "canary", "--ttl", "5s").ok();
        home.leaveDue(true);
        home.vektra("addons:bind", "redis", "-a", "turned").ok();
        home.vektra("addons:rotate", "redis", "-a", "turned", "--grace", "1s").ok();
        home.leaveDue(false);
        home.untilDue();
    }

    /** To a home that was last used then, the clock of this machine is that far ahead. */
    private static void lastUsed(Duration ago) throws IOException {
        write(Instant.now().minus(ago).toEpochMilli() + " 0-0 5000\n");
    }

    private static void write(String lines) throws IOException {
        Files.writeString(home.path().resolve("clock"), lines);
    }

    @Test
    void should_end_nothing_until_the_date_is_confirmed() throws Exception {
        lastUsed(Duration.ofDays(400));
        String today = Instant.now().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
        for (String[] call :
                new String[][] {{"apps"}, {"config", "-a", "turned"}, {"config:set", "A=1", "-a", "turned"}}) {
            assertThat(home.vektra(call).ok().err())
                    .contains(
                            "Warning: the clock says " + today,
                            "but this home was last used at ",
                            "--confirm " + today);
        }
        assertThat(home.path().resolve("due").toFile().list()).hasSize(2);
        assertThat(home.config("canary")).containsKey("REDIS_URL");
        assertThat(home.stored("turned").findValue("retiring")).hasSize(1);
        assertThat(home.vektra("addons:doctor", "--json").exits(4).json().findValuesAsText("kind"))
                .containsExactly("clock");
        assertThat(home.vektra("addons:reap").exits(2).err()).contains("to do it: --confirm " + today);
        home.vektra("addons:reap", "--confirm", "2001-01-01").exits(2);
        home.vektra("addons:reap", "--dry-run").ok();
        assertThat(home.path().resolve("due").toFile().list()).hasSize(2);
        assertThat(home.vektra("addons:reap", "--confirm", today, "--json")
                        .ok()
                        .json()
                        .at("/reaped"))
                .hasSize(2);
        assertThat(home.vektra("addons:doctor").ok().err()).isEmpty();
    }

    @Test
    void should_end_it_once_the_clock_has_stayed_there() throws Exception {
        lastUsed(Duration.ofDays(90));
        home.vektra("apps").ok();
        String[] seen = Files.readString(home.path().resolve("clock")).split("\n");
        String[] suspected = seen[1].split(" ");
        Duration minutes = Duration.ofMinutes(11);
        write(seen[0] + "\n" + (Long.parseLong(suspected[0]) - minutes.toMillis()) + " " + suspected[1] + " "
                + Math.max(0, Long.parseLong(suspected[2]) - minutes.toMillis()) + "\n");
        assertThat(home.vektra("apps").ok().err()).contains("expired: it is destroyed with its data");
        assertThat(home.path().resolve("due").toFile().list()).isEmpty();
    }
}
