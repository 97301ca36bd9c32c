package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** New credentials work before the old ones stop, and at no moment has an app none that work. */
@Sampled(oneIn = 8)
class RotateIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = Home.withEverything();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void a_postgres_login_is_replaced_its_sessions_end_and_its_tables_stay() throws Exception {
        String old = bound("login", "postgres");
        try (Connection session = Home.connect(old)) {
            session.createStatement().execute("create table guest (name text)");
            session.createStatement().execute("insert into guest values ('Ada')");
            Home.Ran ran =
                    home.vektra("addons:rotate", "postgres", "-a", "login").ok();
            assertThat(ran.out())
                    .contains("Rotated the credentials of postgres-", "Set DATABASE_URL, POSTGRES_URL (v2)", "revoked")
                    .doesNotContain(home.password("login", "DATABASE_URL"));
            assertThatThrownBy(() -> session.createStatement().execute("select 1"))
                    .isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> Home.connect(old)).isInstanceOf(SQLException.class);
        Map<String, String> config = home.config("login");
        String fresh = config.get("DATABASE_URL");
        assertThat(config).containsEntry("POSTGRES_URL", fresh).hasSize(2);
        try (Connection session = Home.connect(fresh)) {
            session.createStatement().execute("alter table guest add column age int");
        }
        assertThat(Home.ask(fresh, "select name from guest")).isEqualTo("Ada");
        assertThat(Home.ask(fresh, "select tableowner from pg_tables where tablename = 'guest'"))
                .endsWith("_owner");
        assertThat(logins("login")).isEqualTo(1);
        assertThat(home.json("releases", "-a", "login").at("/0/description").asText())
                .matches("Rotate DATABASE \\(@ref:postgres-.*\\)");
    }

    @Test
    void a_redis_user_is_replaced_its_sessions_end_and_its_keys_stay() {
        String old = bound("re", "redis");
        try (Jedis session = new Jedis(old)) {
            session.set("greeting", "hello");
            home.vektra("addons:rotate", "redis", "-a", "re").ok();
            assertThatThrownBy(session::ping).isInstanceOf(JedisException.class);
        }
        assertThatThrownBy(() -> greeting(old)).isInstanceOf(JedisException.class);
        assertThat(greeting(home.config("re").get("REDIS_URL"))).isEqualTo("hello");
        assertThat(home.config("re").get("REDISURL"))
                .isEqualTo(home.config("re").get("REDIS_URL").replace("redis:", "tcp:"));
    }

    @Test
    void with_a_grace_old_and_new_work_and_then_only_the_new() throws Exception {
        String old = bound("graceful", "postgres");
        String oldRedis = bound("graceful", "redis");
        try (Connection session = Home.connect(old)) {
            JsonNode result = home.json("addons:rotate", "postgres", "-a", "graceful", "--grace", "5s");
            home.leaveDue(true);
            home.vektra("addons:rotate", "redis", "-a", "graceful", "--grace", "5s")
                    .ok();
            home.leaveDue(true);
            assertThat(result.at("/attachments/0/retiring")).hasSize(1);
            assertThat(result.at("/old_until").asText())
                    .isEqualTo(result.at("/attachments/0/retiring/0/until").asText());
            String fresh = home.config("graceful").get("DATABASE_URL");
            assertThat(fresh).isNotEqualTo(old);
            session.createStatement().execute("select 1");
            assertThat(Home.ask(old, "select 1")).isEqualTo("1");
            assertThat(Home.ask(fresh, "select 1")).isEqualTo("1");
            assertThat(greeting(oldRedis)).isNull();
            assertThat(logins("graceful")).isEqualTo(2);
            home.leaveDue(false);
            await().untilAsserted(() -> {
                home.vektra("apps").ok();
                assertThatThrownBy(() -> session.createStatement().execute("select 1"))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> greeting(oldRedis)).isInstanceOf(JedisException.class);
            });
            assertThatThrownBy(() -> Home.connect(old)).isInstanceOf(SQLException.class);
            assertThat(home.config("graceful")).containsEntry("DATABASE_URL", fresh);
            assertThat(Home.ask(fresh, "select 1")).isEqualTo("1");
        }
        assertThat(logins("graceful")).isEqualTo(1);
        assertThat(home.json("apps:info", "-a", "graceful").at("/release").asInt())
                .as("the end of old credentials is no release")
                .isEqualTo(4);
    }

    @Test
    void rotating_within_the_grace_leaves_those_before_alone_and_unbind_takes_all() throws Exception {
        String first = bound("twice", "postgres");
        home.vektra("addons:rotate", "postgres", "-a", "twice", "--grace", "1h").ok();
        String second = home.config("twice").get("DATABASE_URL");
        home.vektra("addons:rotate", "postgres", "-a", "twice").ok();
        String third = home.config("twice").get("DATABASE_URL");
        assertThat(Home.ask(first, "select 1")).isEqualTo("1");
        assertThatThrownBy(() -> Home.connect(second)).isInstanceOf(SQLException.class);
        assertThat(Home.ask(third, "select 1")).isEqualTo("1");
        home.vektra("addons:unbind", "postgres", "-a", "twice").ok();
        assertThat(logins("twice")).isZero();
        assertThat(home.path().resolve("due").toFile().list()).noneMatch(name -> name.contains(addon("twice")));
    }

    @Test
    void an_app_destroyed_with_its_data_kept_leaves_no_earlier_credentials() throws Exception {
        bound("left", "postgres");
        home.vektra("addons:rotate", "postgres", "-a", "left", "--grace", "1h").ok();
        home.vektra("apps:destroy", "-a", "left", "--confirm", "left").ok();
        assertThat(logins("left")).isZero();
    }

    @Test
    void a_service_means_all_attachments_and_a_name_just_that_one() throws Exception {
        bound("several", "postgres");
        home.vektra("addons:bind", "postgres", "-a", "several", "--as", "reports")
                .ok();
        Map<String, String> before = home.config("several");

        home.vektra("addons:rotate", "reports", "-a", "several").ok();
        Map<String, String> one = home.config("several");
        assertThat(one).containsEntry("DATABASE_URL", before.get("DATABASE_URL"));
        assertThat(one.get("REPORTS_URL")).isNotEqualTo(before.get("REPORTS_URL"));

        home.vektra("addons:rotate", "postgres", "-a", "several", "--as", "DATABASE")
                .ok();
        Map<String, String> other = home.config("several");
        assertThat(other).containsEntry("REPORTS_URL", one.get("REPORTS_URL"));
        assertThat(other.get("DATABASE_URL")).isNotEqualTo(one.get("DATABASE_URL"));

        JsonNode all = home.json("addons:rotate", addon("several"), "-a", "several");
        assertThat(all.at("/attachments")).hasSize(2);
        assertThat(all.at("/release").asInt()).as("one release for both").isEqualTo(5);
        Map<String, String> after = home.config("several");
        assertThat(after.values()).doesNotContainAnyElementsOf(other.values());
        for (String url : after.values()) {
            assertThat(Home.ask(url, "select 1")).isEqualTo("1");
        }
        assertThat(logins("several")).isEqualTo(2);
    }

    @Test
    void a_dedicated_server_is_rotated_alike() {
        home.vektra("addons:bind", "redis:dedicated", "-a", "own").ok();
        String old = home.config("own").get("REDIS_URL");
        home.vektra("addons:rotate", "redis", "-a", "own").ok();
        assertThat(greeting(home.config("own").get("REDIS_URL"))).isNull();
        assertThatThrownBy(() -> greeting(old)).isInstanceOf(JedisException.class);
    }

    @Test
    void what_knows_no_users_has_nothing_to_rotate() {
        home.vektra("addons:bind", "memcache", "-a", "cache").ok();
        assertThat(home.vektra("addons:rotate", "memcache", "-a", "cache")
                        .exits(4)
                        .err())
                .contains("has no credentials to rotate");
        try (Home trusting = new Home()) {
            trusting.vektra("addons:enable", "redis", "--auth", "none").ok();
            trusting.vektra("addons:bind", "redis", "-a", "cache").ok();
            trusting.vektra("addons:rotate", "redis", "-a", "cache").exits(4);
            assertThat(trusting.json("apps:info", "-a", "cache").at("/release").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void what_is_not_bound_is_not_found_and_nothing_is_made() throws Exception {
        bound("unbound", "postgres");
        home.vektra("addons:rotate", "redis", "-a", "unbound").exits(3);
        home.vektra("addons:rotate", "postgres", "-a", "unbound", "--as", "reports")
                .exits(3);
        home.vektra("addons:rotate", "postgres", "-a", "nobody").exits(3);
        home.vektra("addons:unbind", "postgres", "-a", "unbound").ok();
        assertThat(home.vektra("addons:rotate", "postgres", "-a", "unbound")
                        .exits(3)
                        .err())
                .contains("not bound to unbound");
        assertThat(logins("unbound")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "10", "0s", "-5m", "1.5h"})
    void a_grace_that_is_no_time_is_refused(String grace) {
        assertThat(home.vektra("addons:rotate", "postgres", "-a", "any", "--grace=" + grace)
                        .exits(2)
                        .err())
                .contains("is not a duration", "90s, 10m, 2h or 7d");
    }

    @ParameterizedTest
    @CsvSource({"postgres, DATABASE_URL", "redis, REDIS_URL"})
    void many_at_once_leave_one_set_of_credentials(String service, String variable) throws Exception {
        String app = "crowd-" + service;
        bound(app, service);
        List<Process> crowd = Stream.generate(() -> home.start(Map.of(), "addons:rotate", service, "-a", app))
                .limit(4)
                .toList();
        for (Process process : crowd) {
            Home.finish(process, "").ok();
        }
        assertThat(home.json("apps:info", "-a", app).at("/release").asInt()).isEqualTo(5);
        String url = home.config(app).get(variable);
        if (service.equals("postgres")) {
            assertThat(Home.ask(url, "select 1")).isEqualTo("1");
            assertThat(logins(app)).isEqualTo(1);
        } else {
            assertThat(greeting(url)).isNull();
            try (Jedis admin = new Jedis(home.adminUrl("redis"))) {
                assertThat(admin.aclUsers().stream().filter(user -> user.startsWith(app + "-")))
                        .hasSize(1);
            }
        }
    }

    private static String bound(String app, String service) {
        home.vektra("addons:bind", service, "-a", app).ok();
        return home.config(app).get(service.equals("postgres") ? "DATABASE_URL" : "REDIS_URL");
    }

    private static String addon(String app) {
        return home.json("addons", "-a", app).at("/0/name").asText();
    }

    private static String greeting(String url) {
        try (Jedis redis = new Jedis(url)) {
            return redis.get("greeting");
        }
    }

    /** How many logins of the app there are on the shared PostgreSQL server. */
    private static int logins(String app) throws SQLException {
        return Integer.parseInt(Home.ask(
                home.adminUrl("postgres"),
                "select count(*) from pg_roles where rolcanlogin and rolname like '" + app + "!_%' escape '!'"));
    }
}
