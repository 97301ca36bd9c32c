package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Add-ons made one beside the other, at once or in the background. */
@Sampled(oneIn = 6)
class CreateIT {
    private static final int MORE_THAN_ANY_COMMAND_HAS = 100;
    private static Home home;

    private String app;

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
    void app(TestInfo test) {
        app = "app-" + Integer.toHexString(test.getDisplayName().hashCode());
        home.vektra("apps:create", app).ok();
    }

    private JsonNode only() {
        JsonNode rows = home.json("addons", "-a", app);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private void works(String variable) {
        try (Jedis redis = new Jedis(home.config(app).get(variable))) {
            redis.set("key", "value");
            assertThat(redis.get("key")).isEqualTo("value");
        }
    }

    @Test
    void a_server_of_its_own_is_made_in_the_background() {
        JsonNode made = home.json("addons:create", "redis:dedicated", "-a", app);
        assertThat(made.get("addon").get("state").asText()).isEqualTo("provisioning");
        assertThat(made.get("attachment").get("config_vars")).isEmpty();
        await().until(() -> home.config(app).containsKey("REDIS_URL"));
        assertThat(only().get("state").asText()).isEqualTo("provisioned");
        works("REDIS_URL");
        assertThat(home.vektra("addons:wait", "-a", app).ok().out()).startsWith("Nothing to do");
    }

    @Test
    void who_waits_gets_it_whole() {
        JsonNode made = home.json("addons:create", "redis:dedicated", "-a", app, "--wait");
        assertThat(made.get("addon").get("state").asText()).isEqualTo("provisioned");
        works("REDIS_URL");
    }

    @Test
    void a_wait_goes_on_where_a_killed_maker_left_off() {
        int died = 0;
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            // its background maker would be killed at that point as well
            Home.Ran created = home.killedAt(n, "addons:create", "redis:dedicated", "-a", app);
            JsonNode rows = home.json("addons", "-a", app);
            if (created.code() == 137 && rows.isEmpty()) {
                died++;
                continue;
            }
            home.vektra("addons:wait", "-a", app).ok();
            assertThat(only().get("state").asText()).as(created.err()).isEqualTo("provisioned");
            works("REDIS_URL");
            home.vektra("addons:destroy", "redis", "-a", app, "--confirm", app).ok();
            if (created.code() == 0 && n > 12) {
                break;
            }
            died++;
        }
        assertThat(died).isGreaterThan(3);
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
    }

    @Test
    void options_of_its_own_server_stand_behind_two_dashes() {
        home.vektra(
                        "addons:create",
                        "redis:dedicated",
                        "-a",
                        app,
                        "--wait",
                        "--",
                        "--maxmemory",
                        "32mb",
                        "--channels=own")
                .ok();
        JsonNode info = home.json("addons:info", "redis", "-a", app);
        assertThat(info.get("server").get("options").get("maxmemory").asText()).isEqualTo("32mb");
        assertThat(info.get("server").get("options").get("channels").asText()).isEqualTo("own");
        assertThat(info.get("limits").get("maxmemory").asText()).isEqualTo("32mb");
        assertThat(home.vektra("addons:create", "redis", "-a", app, "--", "--maxmemory", "32mb")
                        .exits(2)
                        .err())
                .contains("redis:shared has no options per add-on");
        assertThat(home.vektra("addons:create", "redis:dedicated", "-a", app, "--", "--max-memory", "32mb")
                        .exits(2)
                        .err())
                .contains("did you mean --maxmemory?");
        assertThat(only().get("state").asText()).isEqualTo("provisioned");
    }

    @Test
    void a_name_makes_it_safe_to_ask_again() {
        String name = "cache-" + app.substring(4);
        home.vektra("addons:create", "redis", "-a", app, "--name", name).ok();
        JsonNode again = home.json("addons:create", "redis", "-a", app, "--name", name);
        assertThat(again.get("changed").asBoolean()).isFalse();
        assertThat(only().get("name").asText()).isEqualTo(name);
        home.vektra("apps:create", app + "x").ok();
        assertThat(home.vektra("addons:create", "redis", "-a", app + "x", "--name", name)
                        .exits(4)
                        .err())
                .contains("an add-on called " + name + " already exists");
    }

    @Test
    void names_as_in_herokus_command_line_mean_the_same() {
        home.vektra("addons:add", "redis", "-a", app).ok();
        home.vektra("config:add", "A=1", "-a", app).ok();
        home.vektra("config:remove", "A", "-a", app).ok();
        assertThat(home.vektra("info", "-a", app).ok().out()).contains(app);
        home.vektra("addons:remove", "redis", "-a", app, "--confirm", app).ok();
        home.vektra("rename", app + "x", "-a", app).ok();
        home.vektra("destroy", "-a", app + "x", "--confirm", app + "x").ok();
        home.vektra("create", app).ok();
    }

    @Test
    void an_app_may_have_what_the_tags_of_its_space_allow() {
        home.vektra("spaces:create", "prod", "pci").ok();
        home.vektra("plans:tag", "redis:dedicated", "pci", "socs").ok();
        String inside = app + "-prod";
        home.vektra("apps:create", inside).ok();
        assertThat(home.vektra("addons:create", "redis:dedicated", "-a", inside)
                        .exits(4)
                        .err())
                .contains("redis:dedicated is only for spaces with the tag socs, which the space prod lacks");
        assertThat(home.vektra("addons:bind", "redis:dedicated", "-a", app)
                        .exits(4)
                        .err())
                .contains("the tags pci, socs, which " + app + ", being in no space, lacks");
        home.vektra("addons:create", "redis", "-a", inside).ok();
        assertThat(home.vektra("addons:upgrade", "redis:dedicated", "-a", inside)
                        .exits(4)
                        .err())
                .contains("the tag socs");
        assertThat(home.vektra("addons:attach", inside + "::REDIS", "-a", app)
                        .exits(4)
                        .err())
                .contains("cannot be attached to " + app + ": " + app + ", being in no space, lacks the tag pci");
        assertThat(home.vektra("apps:rename", app + "x", "-a", inside).exits(4).err())
                .contains("would have no tags instead of the tag pci");
        home.vektra("spaces:tag", "prod", "socs").ok();
        home.vektra("addons:create", "redis:dedicated", "-a", inside, "--wait").ok();
        home.vektra("apps:create", app + "b-prod").ok();
        home.vektra("addons:attach", inside + "::REDIS", "-a", app + "b-prod").ok();
        home.vektra("plans:tag", "redis:dedicated", "--remove", "pci,socs").ok();
    }
}
