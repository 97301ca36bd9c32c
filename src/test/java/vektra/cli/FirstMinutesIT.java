package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;

/** The main job from argv to a program that reads its database URL from its environment. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstMinutesIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    @Order(1)
    void enabling_starts_one_real_server_of_each_service() {
        assertThat(home.vektra("addons:services").ok().out()).contains("postgres", "off");
        for (String service : List.of("postgres", "redis", "memcache")) {
            assertThat(home.vektra("addons:enable", service).ok().out())
                    .startsWith("Enabled " + service + " at 127.0.0.1:");
        }
        for (JsonNode service : home.json("addons:services")) {
            assertThat(service.get("state").asText())
                    .isEqualTo(
                            List.of("postgres", "redis", "memcache")
                                            .contains(service.get("name").asText())
                                    ? "running"
                                    : "off");
        }
    }

    @Test
    @Order(2)
    void enabling_again_with_the_same_options_changes_nothing() {
        for (String service : List.of("postgres", "redis", "memcache")) {
            String before = home.vektra("addons:status", service, "--json")
                    .ok()
                    .json()
                    .at("/pid")
                    .asText();
            assertThat(home.vektra("addons:enable", service).ok().out()).startsWith("Nothing to do");
            assertThat(home.vektra("addons:status", service, "--json")
                            .ok()
                            .json()
                            .at("/pid")
                            .asText())
                    .isEqualTo(before);
        }
    }

    @Test
    @Order(3)
    void postgres_sets_the_documented_variables_with_the_same_value() throws Exception {
        home.vektra("addons:bind", "postgres", "-a", "note").ok();
        Map<String, String> config = home.config("note");
        assertThat(config).containsOnlyKeys("DATABASE_URL", "POSTGRES_URL");
        assertThat(config.get("DATABASE_URL"))
                .isEqualTo(config.get("POSTGRES_URL"))
                .matches("postgres://[^:/@]+:[A-Za-z0-9]{22,}@127\\.0\\.0\\.1:\\d+/[^/?]+");
        URI url = URI.create(config.get("DATABASE_URL"));
        String[] login = url.getUserInfo().split(":");
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), login[0], login[1])) {
            connection.createStatement().execute("create table guest (name text)");
            connection.createStatement().execute("insert into guest values ('Ada')");
        }
    }

    @Test
    @Order(4)
    void redis_sets_the_documented_variable_and_the_one_of_today() {
        home.vektra("--app", "note", "addons:bind", "redis").ok();
        Map<String, String> config = home.config("note");
        assertThat(config.get("REDISURL")).matches("tcp://[^:/@]+:[A-Za-z0-9]{22,}@127\\.0\\.0\\.1:\\d+/[1-9]\\d*");
        assertThat(config.get("REDIS_URL")).isEqualTo(config.get("REDISURL").replace("tcp://", "redis://"));
        try (Jedis redis = new Jedis(config.get("REDIS_URL"))) {
            redis.set("greeting", "hello");
            assertThat(redis.get("greeting")).isEqualTo("hello");
        }
    }

    @Test
    @Order(5)
    void memcache_sets_the_documented_variables() throws Exception {
        home.vektra(Map.of("VEKTRA_APP", "note"), "addons:bind", "memcache").ok();
        Map<String, String> config = home.config("note");
        assertThat(config.get("MEMCACHE_HOSTS")).matches("127\\.0\\.0\\.1:\\d+");
        assertThat(config.get("MEMCACHE_NAMESPACE")).matches("[!-~]{1,100}");
        String[] address = config.get("MEMCACHE_HOSTS").split(":");
        MemcachedClient client = new MemcachedClient(
                new ConnectionFactoryBuilder().setDaemon(true).build(),
                List.of(new InetSocketAddress(address[0], Integer.parseInt(address[1]))));
        assertThat(client.set(config.get("MEMCACHE_NAMESPACE") + "k", 0, "v").get())
                .isTrue();
        assertThat(client.get(config.get("MEMCACHE_NAMESPACE") + "k")).isEqualTo("v");
        client.shutdown();
    }

    @Test
    @Order(6)
    void binding_twice_exits_0_says_so_and_changes_nothing() {
        Map<String, String> before = home.config("note");
        for (String service : List.of("postgres", "redis", "memcache")) {
            assertThat(home.vektra("addons:bind", service, "-a", "note").ok().out())
                    .startsWith("Nothing to do");
        }
        assertThat(home.config("note")).isEqualTo(before);
        assertThat(home.vektra("releases", "-a", "note", "--json").ok().json()).hasSize(3);
    }

    @Test
    @Order(7)
    void a_program_sees_the_variables_as_its_environment() {
        String url = home.config("note").get("DATABASE_URL");
        assertThat(home.vektra("run", "-a", "note", "--", "printenv", "DATABASE_URL")
                        .ok()
                        .out())
                .isEqualTo(url + "\n");
    }

    @Test
    @Order(8)
    void the_list_tells_name_plan_state_and_attachment_and_hides_secrets() {
        String table = home.vektra("addons", "-a", "note").ok().out();
        assertThat(table).startsWith("ADD-ON").contains("postgres:shared", "provisioned", "DATABASE");
        String password = URI.create(home.config("note").get("DATABASE_URL"))
                .getUserInfo()
                .split(":")[1];
        assertThat(table).doesNotContain(password);
        assertThat(home.vektra("config", "-a", "note").ok().out())
                .contains("DATABASE_URL:")
                .doesNotContain(password);
        assertThat(home.vektra("config", "-a", "note", "--reveal").ok().out()).contains(password);
        assertThat(home.vektra("addons:info", "postgres", "-a", "note").ok().out())
                .contains("jdbc:postgresql://")
                .doesNotContain(password);
        assertThat(home.vektra("addons:info", "postgres", "-a", "note", "--reveal")
                        .ok()
                        .out())
                .contains(password);
    }

    @Test
    @Order(9)
    void unbinding_takes_the_variables_and_the_access_and_keeps_the_data() throws Exception {
        URI old = URI.create(home.config("note").get("DATABASE_URL"));
        home.vektra("addons:unbind", "postgres", "-a", "note").ok();
        assertThat(home.config("note"))
                .doesNotContainKeys("DATABASE_URL", "POSTGRES_URL")
                .containsKey("REDIS_URL");
        assertThat(canLogIn(old)).isFalse();
        assertThat(home.vektra("addons:unbind", "postgres", "-a", "note").ok().out())
                .startsWith("Nothing to do");

        home.vektra("addons:bind", "postgres", "-a", "note").ok();
        URI fresh = URI.create(home.config("note").get("DATABASE_URL"));
        assertThat(fresh.getPath()).isEqualTo(old.getPath());
        assertThat(fresh.getUserInfo()).isNotEqualTo(old.getUserInfo());
        String[] login = fresh.getUserInfo().split(":");
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + fresh.getHost() + ":" + fresh.getPort() + fresh.getPath(), login[0], login[1])) {
            var guests = connection.createStatement().executeQuery("select name from guest");
            assertThat(guests.next()).isTrue();
            assertThat(guests.getString(1)).isEqualTo("Ada");
        }
    }

    private static boolean canLogIn(URI url) {
        String[] login = url.getUserInfo().split(":");
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), login[0], login[1])) {
            return connection.isValid(3);
        } catch (java.sql.SQLException refused) {
            return false;
        }
    }

    @Test
    @Order(10)
    void every_file_of_the_home_is_private() throws Exception {
        home.files().forEach((file, permissions) -> {
            if (!file.matches("servers/[^/]+/(data|log)/.*")) {
                // a server of root's runs as another user, who must pass through its folder
                boolean link = Files.isSymbolicLink(home.path().resolve(file));
                assertThat(permissions).as(file).matches(link ? "rwx--x--x" : "rw-------|rwx------");
            }
        });
    }

    @Test
    @Order(11)
    void a_service_is_not_disabled_while_an_app_is_bound() {
        Home.Ran refused = home.vektra("addons:disable", "redis").exits(4);
        assertThat(refused.err()).contains("redis is bound to note").contains("addons:unbind redis -a note");
    }

    @Test
    @Order(12)
    void destroying_deletes_the_data_and_needs_a_confirmation() {
        assertThat(home.vektra("addons:destroy", "postgres", "-a", "note")
                        .exits(2)
                        .err())
                .contains("--confirm note");
        home.vektra("addons:destroy", "postgres", "-a", "note", "--confirm", "other")
                .exits(2);
        assertThat(home.config("note")).containsKey("DATABASE_URL");
        URI url = URI.create(home.config("note").get("DATABASE_URL"));
        home.vektra("addons:destroy", "postgres", "-a", "note", "--confirm", "note")
                .ok();
        assertThat(home.config("note")).doesNotContainKey("DATABASE_URL");
        assertThat(canLogIn(url)).isFalse();
        home.vektra("addons:destroy", "postgres", "-a", "note", "--confirm", "note")
                .exits(3);
    }

    @Test
    @Order(13)
    void disabling_keeps_the_data_and_the_port_unless_asked_otherwise() {
        home.vektra("addons:unbind", "redis", "-a", "note").ok();
        String port = home.vektra("addons:status", "redis", "--json")
                .ok()
                .json()
                .at("/server/hosts/0")
                .asText();
        home.vektra("addons:disable", "redis").ok();
        assertThat(home.vektra("addons:disable", "redis").ok().out()).startsWith("Nothing to do");
        home.vektra("addons:enable", "redis").ok();
        assertThat(home.vektra("addons:status", "redis", "--json")
                        .ok()
                        .json()
                        .at("/server/hosts/0")
                        .asText())
                .isEqualTo(port);
        home.vektra("addons:bind", "redis", "-a", "note").ok();
        try (Jedis redis = new Jedis(home.config("note").get("REDIS_URL"))) {
            assertThat(redis.get("greeting")).isEqualTo("hello");
        }
        home.vektra("addons:unbind", "redis", "-a", "note").ok();
        home.vektra("addons:disable", "redis", "--destroy-data").exits(2);
        home.vektra("addons:disable", "redis", "--destroy-data", "--confirm", "redis")
                .ok();
        assertThat(home.path().resolve("servers/redis")).doesNotExist();
        assertThat(home.vektra("addons", "-a", "note").ok().out()).doesNotContain("redis");
    }
}
