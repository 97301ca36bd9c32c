package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;
import vektra.fixture.Home;
import vektra.fixture.Sample;
import vektra.fixture.Sampled;

/** An add-on moves to another plan with its data, or stays whole where it is. */
@Sampled(oneIn = 8)
class PlansIT {
    private static final int MORE_THAN_ANY_COMMAND_HAS = 100;
    private static Home home;

    private String app;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "postgres", "--spares", "0").ok();
        home.vektra("addons:enable", "redis").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @BeforeEach
    void app(TestInfo test) {
        app = "app-" + Integer.toHexString(test.getDisplayName().hashCode());
        home.vektra("apps:create", app).ok();
    }

    private String url() {
        return home.config(app).get("DATABASE_URL");
    }

    private void fill() throws SQLException {
        try (Connection connection = Home.connect(url())) {
            connection
                    .createStatement()
                    .execute("create table line (id serial primary key, text text not null);"
                            + "insert into line (text) select 'line ' || n from generate_series(1, 1000) n;"
                            + "create view long_line as select * from line where length(text) > 7");
        }
    }

    /** What was filled in is all there, and the app may go on with it. */
    private void isWhole(String why) throws SQLException {
        assertThat(Home.ask(url(), "select count(*) || ' ' || max(text) from line"))
                .as(why)
                .isEqualTo("1000 line 999");
        assertThat(Home.ask(url(), "insert into line (text) values ('more') returning id > 1000"))
                .isEqualTo("t");
        try (Connection connection = Home.connect(url())) {
            connection
                    .createStatement()
                    .execute("delete from line where text = 'more'; alter table line add x int;"
                            + "alter table line drop x; create or replace view long_line as select * from line");
        }
    }

    @Test
    void a_database_moves_to_a_server_of_its_own_and_back() throws SQLException {
        home.vektra("addons:bind", "postgres", "-a", app).ok();
        home.vektra("addons:bind", "postgres", "-a", app, "--as", "REPORTS").ok();
        fill();
        String before = url();
        int release = home.json("apps:info", "-a", app).get("release").asInt();
        JsonNode moved = home.json("addons:upgrade", "postgres:dedicated", "-a", app);
        assertThat(moved.get("plan").asText()).isEqualTo("postgres:dedicated");
        assertThat(moved.get("release").asInt()).isEqualTo(release + 1);
        assertThat(url().replaceFirst(".*@", "")).isNotEqualTo(before.replaceFirst(".*@", ""));
        isWhole("on its own server");
        assertThat(Home.ask(home.config(app).get("REPORTS_URL"), "select count(*) from line"))
                .isEqualTo("1000");
        assertThatThrownBy(() -> Home.connect(before)).isInstanceOf(SQLException.class);

        String name = moved.get("addon").asText();
        JsonNode info = home.json("addons:info", name);
        assertThat(info.get("former").get("plan").asText()).isEqualTo("shared");
        home.vektra("addons:downgrade", name, "shared").ok();
        isWhole("back on the shared server, where its earlier data are kept");
        assertThat(home.json("addons:info", name).get("former").get("plan").asText())
                .isEqualTo("dedicated");
        home.vektra("addons:upgrade", name, "dedicated", "--undo").ok();
        isWhole("on its own server again");
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
        assertThat(home.vektra("addons:upgrade", name, "--drop-old").exits(2).err())
                .contains("--confirm " + name);
        home.vektra("addons:upgrade", name, "--drop-old", "--confirm", name).ok();
        assertThat(home.json("addons:info", name).get("former").isNull()).isTrue();

        home.vektra("addons:downgrade", name, "postgres:shared").ok();
        isWhole("back on the shared server");
        assertThat(home.vektra("addons:downgrade", name, "shared").ok().out()).startsWith("Nothing to do");
        home.vektra("addons:downgrade", name, "--drop-old", "--confirm", name).ok();
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
    }

    @Test
    void all_apps_that_have_it_attached_move_with_it() throws SQLException {
        String guest = app + "-guest";
        home.vektra("apps:create", guest).ok();
        home.vektra("addons:bind", "postgres", "-a", app).ok();
        home.vektra("addons:attach", app + "::DATABASE", "-a", guest, "--as", "SHARED_DB")
                .ok();
        fill();
        home.vektra("addons:upgrade", app + "::DATABASE", "dedicated").ok();
        isWhole("on its own server");
        assertThat(Home.ask(home.config(guest).get("SHARED_DB_URL"), "select count(*) from line"))
                .isEqualTo("1000");
        assertThat(home.json("releases", "-a", guest).get(0).get("description").asText())
                .contains("to postgres:dedicated");
    }

    @Test
    void keys_of_redis_move_with_their_time_to_live() {
        home.vektra("addons:bind", "redis", "-a", app).ok();
        try (Jedis redis = new Jedis(home.config(app).get("REDIS_URL"))) {
            redis.set("plain", "text");
            redis.set("short", "lived", SetParams.setParams().ex(1000));
            redis.rpush("list", "a", "b");
        }
        home.vektra("addons:upgrade", "redis:dedicated", "-a", app).ok();
        try (Jedis redis = new Jedis(home.config(app).get("REDIS_URL"))) {
            assertThat(redis.get("plain")).isEqualTo("text");
            assertThat(redis.ttl("short")).isBetween(1L, 1000L);
            assertThat(redis.lrange("list", 0, -1)).containsExactly("a", "b");
            assertThat(redis.dbSize()).isEqualTo(3);
        }
    }

    @Test
    @Sampled(oneIn = 3)
    void killed_anywhere_the_data_are_whole_on_one_side() throws Exception {
        home.vektra("addons:bind", "postgres", "-a", app).ok();
        fill();
        String name = home.json("addons", "-a", app).get(0).get("name").asText();
        int died = 0;
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            // each takes seconds
            if (!Sample.has(n, 14, 2)) {
                continue;
            }
            Home.Ran ran = home.reallyKilledAt(n, "addons:upgrade", name, "dedicated");
            if (ran.code() == 0) {
                break;
            }
            ran.exits(137);
            died++;
            JsonNode info = home.json("addons:info", name);
            assertThat(info.get("plan").asText()).as(ran.err()).startsWith("postgres:");
            home.vektra("run", "-a", app, "--", "true").ok();
            isWhole(ran.err());
            assertThat(home.vektra("addons:doctor").ok().out()).as(ran.err()).contains("Nothing found");
            if (info.get("plan").asText().equals("postgres:dedicated")) {
                home.vektra("addons:upgrade", name, "--drop-old", "--confirm", name)
                        .ok();
                home.vektra("addons:downgrade", name, "shared").ok();
                home.vektra("addons:upgrade", name, "--drop-old", "--confirm", name)
                        .ok();
            }
        }
        assertThat(died).as("points at which it was killed").isPositive();
        isWhole("at last");
        home.vektra("addons:destroy", name, "--confirm", name).ok();
        try (var servers = Files.list(home.path().resolve("servers"))) {
            assertThat(servers.map(folder -> folder.getFileName().toString()))
                    .noneMatch(folder -> folder.startsWith(name));
        }
    }

    @Test
    void plans_tell_price_limits_in_force_and_whether_they_are_shared() {
        home.vektra("addons:enable", "redis", "--maxmemory", "100mb").ok();
        JsonNode dedicated = home.json("addons:plans", "redis").get(1);
        assertThat(dedicated.get("price").asText()).isEqualTo("free");
        assertThat(dedicated.get("sharable").asBoolean()).isTrue();
        assertThat(dedicated.get("limits").get("maxmemory").asText()).isEqualTo("100mb");
        assertThat(home.vektra("addons:plans", "redis").ok().out()).contains("maxmemory 100mb");
        assertThat(home.json("addons:plans", "syslog").get(0).get("sharable").asBoolean())
                .isFalse();
    }
}
