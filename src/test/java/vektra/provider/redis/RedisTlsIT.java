package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import vektra.fixture.Home;
import vektra.fixture.NodeModules;
import vektra.fixture.Trust;

/** Programs reach a managed Redis over TLS when they ask for it, and in no other way where that is required. */
class RedisTlsIT {
    private static final String APP = "myapp";
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:bind", "redis", "-a", APP).ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static String url(Home of, String app) {
        return of.config(app).get("REDIS_URL");
    }

    private static JsonNode info(String app) {
        return home.json("addons:info", "redis", "-a", app, "--reveal");
    }

    private static String pid(String server) {
        return home.json("addons:status", server).at("/pid").asText();
    }

    private static String ping(String url) {
        try (Jedis redis = new Jedis(URI.create(url))) {
            return redis.ping();
        }
    }

    private static String ping(String url, TrustManager[] trust) throws Exception {
        try (Jedis redis =
                new Jedis(URI.create(url), Trust.context(trust).getSocketFactory(), null, (host, session) -> true)) {
            return redis.ping();
        }
    }

    @Test
    void a_program_chooses_and_its_variables_are_as_ever() throws Exception {
        String plain = url(home, APP);
        assertThat(plain).startsWith("redis://");
        assertThat(ping(plain)).isEqualTo("PONG");
        assertThat(info(APP).at("/ca").asText()).isEqualTo(home.path() + "/tls/ca.pem");
        String tls = info(APP).at("/connections/0/urls/tls").asText();
        assertThat(tls).startsWith("rediss://");
        assertThat(ping(tls, Trust.in(home))).isEqualTo("PONG");
        assertThat(ping(tls, Trust.anyone())).isEqualTo("PONG");
        assertThatThrownBy(() -> ping(tls, Trust.another())).isInstanceOf(JedisException.class);
    }

    @Test
    void ioredis_and_node_redis_reach_it_as_they_reach_heroku() {
        assumeTrue(NodeModules.areThere(), "npm is missing; scripts/test installs it");
        String url = info(APP).at("/connections/0/urls/tls").asText();
        Map<String, String> environment = Map.of("REDIS_URL", url, "CA", home.path() + "/tls/ca.pem");
        assertThat(NodeModules.run(environment, "node", "tls.mjs").text())
                .isEqualTo("{\"unverified\":[\"PONG\",\"PONG\"],\"verified\":[\"PONG\",\"PONG\"]}\n");
    }

    @Test
    void the_doctor_renews_the_certificate_of_a_running_server() throws Exception {
        String before = pid("redis");
        Trust.forget(home, "redis");
        assertThat(home.vektra("addons:doctor").exits(4).out()).contains("redis has no TLS certificate");
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(ping(info(APP).at("/connections/0/urls/tls").asText(), Trust.in(home)))
                .isEqualTo("PONG");
        assertThat(pid("redis")).isEqualTo(before);
    }

    @Test
    void a_server_that_requires_it_refuses_all_else_and_all_commands_work() throws Exception {
        home.vektra("apps:create", "safe").ok();
        home.vektra(
                        "addons:create",
                        "redis:dedicated",
                        "-a",
                        "safe",
                        "--name",
                        "vault",
                        "--wait",
                        "--",
                        "--tls",
                        "required")
                .ok();
        String url = url(home, "safe");
        assertThat(url).startsWith("rediss://");
        assertThat(ping(url, Trust.in(home))).isEqualTo("PONG");
        assertThatThrownBy(() -> ping(url.replace("rediss:", "redis:"))).isInstanceOf(JedisException.class);
        int port = URI.create(url).getPort();
        var before = Trust.serial(port);
        Files.delete(Trust.certificate(home, "vault"));
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(Trust.serial(port)).isNotEqualTo(before);
        home.vektra("addons:rotate", "vault", "-a", "safe").ok();
        home.vektra("addons:restart", "vault").ok();
        assertThatThrownBy(() -> ping(url, Trust.in(home))).hasMessageContaining("WRONGPASS");
        assertThat(ping(url(home, "safe"), Trust.in(home))).isEqualTo("PONG");
        home.vektra("addons:downgrade", "vault", "redis:shared", "-a", "safe").ok();
        assertThat(ping(url(home, "safe"))).isEqualTo("PONG");
    }

    @Test
    void the_option_changes_with_the_variables_while_the_server_is_stopped() throws Exception {
        try (Home own = new Home();
                Home moved = new Home()) {
            assertThat(own.vektra("addons:enable", "redis", "--from", "docker", "--tls", "required")
                            .exits(2)
                            .err())
                    .contains("--tls required is not for a server in a container");
            own.vektra("addons:enable", "redis").ok();
            own.vektra("addons:bind", "redis", "-a", APP).ok();
            String[] require = {"addons:enable", "redis", "--tls", "required"};
            assertThat(own.vektra(require).exits(4).err()).contains("only while its server is stopped", "addons:stop");
            own.vektra("addons:stop", "redis").ok();
            assertThat(own.vektra(require).ok().err()).contains("addons:doctor --fix");
            assertThat(own.vektra("addons:doctor").exits(4).out()).contains("REDIS_URL of " + APP + " is not as");
            own.vektra("addons:doctor", "--fix").ok();
            assertThat(ping(url(own, APP), Trust.in(own))).isEqualTo("PONG");
            own.vektra("addons:stop", "redis").ok();
            Files.move(own.path(), moved.path());
            moved.vektra("addons:start", "redis").ok();
            assertThat(ping(url(moved, APP), Trust.in(moved))).isEqualTo("PONG");
        }
    }
}
