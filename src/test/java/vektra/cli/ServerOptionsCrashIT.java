package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** A server that was started to require TLS when the command was killed does not go on like that under a record that says otherwise. */
@Sampled(oneIn = 4)
class ServerOptionsCrashIT {
    private static final String[] SHARED = {"addons:enable", "redis", "--tls", "required"};
    private static final String[] DEDICATED = {
        "addons:create", "redis:dedicated", "-a", "own", "--name", "vault", "--", "--tls", "required"
    };
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:bind", "redis", "-a", "shared").ok();
        home.vektra("apps:create", "own").ok();
        home.vektra("addons:create", "redis:dedicated", "-a", "own", "--name", "vault", "--wait")
                .ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static String url(String app) {
        return home.config(app).get("REDIS_URL");
    }

    private static String ping(String app) {
        try (Jedis redis = new Jedis(URI.create(url(app)))) {
            return redis.ping();
        }
    }

    /** Kills the change between the server's start and its record. */
    private static void kill(String... change) {
        int point = 1;
        Home.Ran ran = home.killedAt(point, change);
        while (!ran.err().contains("options: server runs with them")) {
            assertThat(ran.code()).as("the point comes after " + point).isEqualTo(137);
            ran = home.killedAt(++point, change);
        }
    }

    private static void repaired(String app, String server, String[] change, String... next) {
        home.vektra("addons:stop", server).ok();
        kill(change);
        home.vektra(next).ok();
        assertThat(ping(app)).as("after " + Arrays.toString(next)).isEqualTo("PONG");
    }

    @Test
    void the_next_command_repairs_a_shared_one() {
        repaired("shared", "redis", SHARED, "addons:start", "redis");
        repaired("shared", "redis", SHARED, "addons:rotate", "redis", "-a", "shared");
        changes("shared", "redis", SHARED);
    }

    @Test
    void the_next_command_repairs_a_dedicated_one() {
        repaired("own", "vault", DEDICATED, "addons:restart", "vault");
        repaired("own", "vault", DEDICATED, "addons:doctor", "--fix");
        changes("own", "vault", DEDICATED);
    }

    private static void changes(String app, String server, String... change) {
        home.vektra("addons:stop", server).ok();
        assertThat(home.vektra(change).ok().out()).contains("--tls required");
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(url(app)).startsWith("rediss://");
        home.vektra("addons:rotate", server, "-a", app).ok();
    }
}
