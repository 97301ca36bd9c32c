package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** One add-on, several apps: each with credentials of its own, and the one that made it stays its owner. */
@Sampled(oneIn = 6)
class AttachIT {
    private static Home home;

    private String owner;
    private String guest;

    @BeforeAll
    static void open() {
        home = new Home();
        home.enable("postgres");
        home.vektra("addons:enable", "redis").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @BeforeEach
    void apps(TestInfo test) {
        String number = Integer.toHexString(test.getDisplayName().hashCode());
        owner = "owner-" + number;
        guest = "guest-" + number;
        home.vektra("apps:create", owner).ok();
        home.vektra("apps:create", guest).ok();
    }

    /** The add-on that an app has attached under a name. */
    private static JsonNode addon(String app, String attachment) {
        return home.json("addons:info", app + "::" + attachment);
    }

    private static String name(String app, String attachment) {
        return addon(app, attachment).get("name").asText();
    }

    private static void redisAnswers(String url) {
        try (Jedis redis = new Jedis(url)) {
            assertThat(redis.ping()).isEqualTo("PONG");
        }
    }

    private static void redisRefuses(String url) {
        assertThatThrownBy(() -> redisAnswers(url)).hasMessageContaining("WRONGPASS");
    }

    @Test
    void two_apps_share_a_database_with_credentials_of_their_own() throws SQLException {
        home.vektra("addons:bind", "postgres", "-a", owner).ok();
        Home.Ran ran = home.vektra("addons:attach", owner + "::DATABASE", "-a", guest, "--as", "shared-db")
                .ok();
        assertThat(ran.out()).contains(" of " + owner + " to " + guest + " as SHARED_DB\nSet SHARED_DB_URL (v2)\n");
        String mine = home.config(owner).get("DATABASE_URL");
        String theirs = home.config(guest).get("SHARED_DB_URL");
        assertThat(mine.replaceFirst("//.*@", "")).isEqualTo(theirs.replaceFirst("//.*@", ""));
        assertThat(Home.ask(mine, "select session_user")).isNotEqualTo(Home.ask(theirs, "select session_user"));
        try (Connection connection = Home.connect(theirs)) {
            connection.createStatement().execute("create table made_by_guest as select 42 as answer");
        }
        try (Connection connection = Home.connect(mine)) {
            connection.createStatement().execute("alter table made_by_guest add column more int");
        }
        assertThat(Home.ask(mine, "select answer from made_by_guest")).isEqualTo("42");
    }

    @Test
    void detaching_one_locks_out_one_app_only() throws SQLException {
        home.vektra("addons:bind", "postgres", "-a", owner).ok();
        home.vektra("addons:attach", owner + "::DATABASE", "-a", guest).ok();
        String mine = home.config(owner).get("DATABASE_URL");
        String theirs = home.config(guest).get("DATABASE_URL");
        try (Connection open = Home.connect(theirs)) {
            home.vektra("addons:detach", "DATABASE", "-a", guest).ok();
            assertThat(open.isValid(5)).isFalse();
        }
        assertThatThrownBy(() -> Home.connect(theirs)).isInstanceOf(SQLException.class);
        assertThat(Home.ask(mine, "select 1")).isEqualTo("1");
        assertThat(home.config(guest)).isEmpty();
        assertThat(addon(owner, "DATABASE").get("elsewhere")).isEmpty();
        assertThat(home.vektra("addons:detach", "DATABASE", "-a", guest)
                        .exits(3)
                        .err())
                .contains("'DATABASE' is not attached to " + guest);
    }

    @Test
    void the_owner_can_be_detached_and_the_others_go_on() {
        home.vektra("addons:bind", "redis", "-a", owner).ok();
        String name = name(owner, "REDIS");
        home.vektra("addons:attach", name, "-a", guest).ok();
        String mine = home.config(owner).get("REDIS_URL");
        home.vektra("addons:unbind", "redis", "-a", owner).ok();
        redisRefuses(mine);
        redisAnswers(home.config(guest).get("REDIS_URL"));
        assertThat(addon(guest, "REDIS").get("app").asText()).isEqualTo(owner);
    }

    @Test
    void what_others_have_attached_is_only_destroyed_by_force() {
        home.vektra("addons:bind", "redis", "-a", owner).ok();
        String name = name(owner, "REDIS");
        home.vektra("addons:attach", name, "-a", guest).ok();
        String theirs = home.config(guest).get("REDIS_URL");
        assertThat(home.vektra("addons:destroy", name, "--confirm", owner)
                        .exits(4)
                        .err())
                .contains("is attached to " + guest + " as well", "--force --confirm " + owner);
        assertThat(home.vektra("addons:destroy", name, "-a", guest, "--force", "--confirm", guest)
                        .exits(4)
                        .err())
                .contains("belongs to " + owner);
        assertThat(home.vektra("addons:destroy", name, "--force").exits(2).err())
                .contains("--confirm " + owner);
        redisAnswers(theirs);
        JsonNode gone = home.json("addons:destroy", name, "--force", "--confirm", owner);
        assertThat(gone.get("detached_from").get(0).asText()).isEqualTo(guest);
        redisRefuses(theirs);
        assertThat(home.config(owner)).isEmpty();
        assertThat(home.config(guest)).isEmpty();
        assertThat(home.json("releases", "-a", guest).get(0).get("description").asText())
                .isEqualTo("Destroy " + name);
    }

    @Test
    void destroying_an_app_keeps_what_it_only_had_attached() {
        home.vektra("addons:bind", "redis", "-a", owner).ok();
        home.vektra("addons:attach", owner + "::REDIS", "-a", guest).ok();
        String theirs = home.config(guest).get("REDIS_URL");
        home.vektra("apps:destroy", "-a", guest, "--destroy-data", "--confirm", guest)
                .ok();
        redisRefuses(theirs);
        redisAnswers(home.config(owner).get("REDIS_URL"));
        assertThat(addon(owner, "REDIS").get("elsewhere")).isEmpty();
    }

    @Test
    void destroying_the_owner_names_those_who_would_lose_it() {
        home.vektra("addons:bind", "redis", "-a", owner).ok();
        home.vektra("addons:attach", owner + "::REDIS", "-a", guest).ok();
        assertThat(home.vektra("apps:destroy", "-a", owner, "--confirm", owner)
                        .exits(4)
                        .err())
                .contains(guest);
        redisAnswers(home.config(guest).get("REDIS_URL"));
    }

    @Test
    void a_taken_name_gets_a_color_and_a_free_one_does_not() {
        home.vektra("addons:create", "redis", "-a", owner).ok();
        JsonNode second = home.json("addons:create", "redis", "-a", owner);
        assertThat(second.get("attachment").get("name").asText()).matches("REDIS_[A-Z]+");
        home.vektra("config:set", "REDIS_URL=mine", "-a", guest).ok();
        JsonNode beside = home.json("addons:create", "redis", "-a", guest);
        assertThat(beside.get("attachment").get("name").asText()).matches("REDIS_[A-Z]+");
        assertThat(home.config(guest)).containsEntry("REDIS_URL", "mine");
    }

    @Test
    void promoting_swaps_the_usual_names_in_one_release() {
        home.vektra("addons:create", "redis", "-a", owner).ok();
        home.vektra("addons:create", "redis", "-a", owner, "--as", "SECOND").ok();
        Map<String, String> before = home.config(owner);
        int release = home.json("apps:info", "-a", owner).get("release").asInt();
        home.vektra("addons:promote", "SECOND", "-a", owner).ok();
        Map<String, String> after = home.config(owner);
        assertThat(database(after.get("REDIS_URL"))).isEqualTo(database(before.get("SECOND_URL")));
        assertThat(after.keySet()).anyMatch(name -> name.matches("REDIS_[A-Z]+_URL"));
        after.forEach((name, url) -> {
            if (name.endsWith("_URL")) {
                redisAnswers(url);
            }
        });
        assertThat(home.json("apps:info", "-a", owner).get("release").asInt()).isEqualTo(release + 1);
        assertThat(home.vektra("addons:promote", "SECOND", "-a", owner).ok().out())
                .startsWith("Nothing to do");
    }

    /** The address and the number of a database, without who logs in. */
    private static String database(String url) {
        return url.replaceFirst(".*@", "");
    }

    @Test
    void a_renamed_add_on_stays_attached_and_is_found_by_its_new_name() {
        home.vektra("addons:bind", "redis", "-a", owner).ok();
        String old = name(owner, "REDIS");
        home.vektra("addons:attach", old, "-a", guest).ok();
        Map<String, String> before = home.config(guest);
        String fresh = "sessions-" + owner.substring(6);
        home.vektra("addons:rename", old, fresh).ok();
        assertThat(home.config(guest)).isEqualTo(before);
        assertThat(name(guest, "REDIS")).isEqualTo(fresh);
        assertThat(home.vektra("addons:info", old).exits(3).err()).contains("no add-on");
        assertThat(home.vektra("addons:rename", fresh, fresh).ok().out()).startsWith("Nothing to do");
        home.vektra("addons:bind", "postgres", "-a", owner).ok();
        assertThat(home.vektra("addons:rename", owner + "::DATABASE", fresh)
                        .exits(4)
                        .err())
                .contains(fresh);
    }

    @Test
    void an_add_on_is_known_by_its_name_its_id_its_attachment_and_its_service() {
        home.vektra("addons:bind", "redis", "-a", owner).ok();
        JsonNode info = addon(owner, "REDIS");
        String name = info.get("name").asText();
        String attachment = info.get("attachments").get(0).get("id").asText();
        for (String way : new String[] {name, info.get("id").asText(), attachment, owner + "::redis"}) {
            assertThat(home.json("addons:info", way).get("name").asText())
                    .as(way)
                    .isEqualTo(name);
            assertThat(home.vektra("addons:docs", way).ok().out()).startsWith("## redis\n");
        }
        for (String way : new String[] {"redis", "REDIS", "redis:shared", attachment}) {
            assertThat(home.json("addons:info", way, "-a", owner).get("name").asText())
                    .as(way)
                    .isEqualTo(name);
        }
        assertThat(home.vektra("addons:info", guest + "::REDIS").exits(3).err())
                .contains("no add-on '" + guest + "::REDIS' on " + guest);
        assertThat(home.vektra("addons:info", "00000000-0000-4000-8000-000000000000")
                        .exits(3)
                        .err())
                .contains("no add-on");
    }

    @Test
    void the_list_tells_owners_and_others() {
        home.vektra("addons:bind", "redis", "-a", owner).ok();
        home.vektra("addons:attach", owner + "::REDIS", "-a", guest, "--as", "CACHE")
                .ok();
        assertThat(home.vektra("addons", "-a", owner).ok().out()).contains("ELSEWHERE\n", "CACHE on " + guest);
        assertThat(home.vektra("addons", "-a", guest).ok().out()).contains("OWNER", owner, "REDIS on " + owner);
        assertThat(home.vektra("addons", "--all").ok().out()).contains("CACHE on " + guest);
        JsonNode row = home.json("addons", "-a", guest).get(0);
        assertThat(row.get("app").asText()).isEqualTo(owner);
        assertThat(row.get("attachments").get(0).get("name").asText()).isEqualTo("CACHE");
        assertThat(row.get("elsewhere").get(0).get("app").asText()).isEqualTo(owner);
    }

    @Test
    void what_has_the_name_steps_aside_only_when_confirmed() {
        home.vektra("addons:bind", "redis", "-a", owner).ok();
        home.vektra("config:set", "CACHE_URL=mine", "-a", guest).ok();
        String[] attach = {"addons:attach", owner + "::REDIS", "-a", guest, "--as", "CACHE"};
        assertThat(home.vektra(attach).exits(4).err()).contains("CACHE_URL of " + guest + " is already set by you");
        String[] wrong = {"addons:attach", owner + "::REDIS", "-a", guest, "--as", "CACHE", "--confirm", owner};
        assertThat(home.vektra(wrong).exits(2).err()).contains("expected --confirm " + guest);
        String[] right = {"addons:attach", owner + "::REDIS", "-a", guest, "--as", "CACHE", "--confirm", guest};
        home.vektra(right).ok();
        redisAnswers(home.config(guest).get("CACHE_URL"));
        assertThat(home.vektra(attach).ok().out()).startsWith("Nothing to do");
        home.vektra("addons:detach", "CACHE", "-a", guest).ok();
        assertThat(home.config(guest)).containsEntry("CACHE_URL", "mine");
    }

    @Test
    void a_renamed_app_keeps_what_it_shares() {
        home.vektra("addons:bind", "redis", "-a", owner).ok();
        home.vektra("addons:attach", owner + "::REDIS", "-a", guest).ok();
        home.vektra("apps:rename", owner + "x", "-a", owner).ok();
        home.vektra("apps:rename", guest + "x", "-a", guest).ok();
        assertThat(home.json("addons", "-a", owner + "x")
                        .get(0)
                        .get("elsewhere")
                        .get(0)
                        .get("app")
                        .asText())
                .isEqualTo(guest + "x");
        assertThat(home.json("addons", "-a", guest + "x").get(0).get("app").asText())
                .isEqualTo(owner + "x");
        home.vektra("addons:detach", "REDIS", "-a", guest + "x").ok();
        home.vektra("addons:destroy", "redis", "-a", owner + "x", "--confirm", owner + "x")
                .ok();
    }

    @Test
    void rotating_for_one_app_leaves_the_others_alone() {
        home.vektra("addons:bind", "redis", "-a", owner).ok();
        home.vektra("addons:attach", owner + "::REDIS", "-a", guest).ok();
        String mine = home.config(owner).get("REDIS_URL");
        String theirs = home.config(guest).get("REDIS_URL");
        home.vektra("addons:rotate", "redis", "-a", guest).ok();
        redisRefuses(theirs);
        redisAnswers(mine);
        redisAnswers(home.config(guest).get("REDIS_URL"));
    }
}
