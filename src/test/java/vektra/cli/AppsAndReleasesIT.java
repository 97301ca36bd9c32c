package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import vektra.cli.terminal.ShellPlan;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Apps come, are renamed and go; their data stay unless asked for; each change is a release. */
@Sampled(oneIn = 6)
class AppsAndReleasesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
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

    // apps

    @Test
    void creating_an_app_again_changes_nothing() {
        JsonNode first = json("apps:create", "twice");
        assertThat(first.at("/changed").asBoolean()).isTrue();
        JsonNode again = json("apps:create", "twice");
        assertThat(again.at("/changed").asBoolean()).isFalse();
        assertThat(again.at("/app")).isEqualTo(first.at("/app"));
        assertThat(home.vektra("apps:create", "twice").ok().out()).isEqualTo("Nothing to do: twice already exists\n");
        assertThat(json("releases", "-a", "twice")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a.b",
                "../a",
                "a/b",
                "a'b",
                "a\"; drop table apps; --",
                "A",
                "1a",
                "a-",
                "🦊",
                "a\nb",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            })
    void a_name_that_cannot_be_one_is_refused_with_the_rule(String name) {
        Home.Ran ran = home.shell(Map.of(), "vektra apps:create " + ShellPlan.quoted(name));
        assertThat(ran.exits(2).err()).contains("is not an app name", "1 to 63 lower-case letters, digits and dashes");
        assertThat(ran.err().lines()).hasSize(2);
    }

    @Test
    void a_name_of_300_bytes_is_refused_and_not_repeated_in_full() {
        assertThat(home.vektra("apps:create", "a".repeat(300)).exits(2).err().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(120));
    }

    @Test
    void everything_follows_a_renamed_app() {
        home.vektra("addons:bind", "redis", "-a", "before").ok();
        home.vektra("config:set", "-a", "before", "MINE=1").ok();
        Map<String, String> config = home.config("before");
        String addon = addonOf("before");
        put(config.get("REDIS_URL"), "kept");

        home.vektra("apps:create", "taken").ok();
        assertThat(home.vektra("apps:rename", "taken", "-a", "before").exits(4).err())
                .contains("an app called taken already exists");
        assertThat(home.vektra("apps:rename", "after", "-a", "before").ok().out())
                .isEqualTo("The app is now called after (v3)\n");

        home.vektra("config", "-a", "before").exits(3);
        assertThat(home.config("after")).isEqualTo(config);
        assertThat(get(config.get("REDIS_URL"))).isEqualTo("kept");
        assertThat(json("addons:info", addon).at("/app").asText()).isEqualTo("after");
        assertThat(json("releases", "-a", "after").findValuesAsText("description"))
                .containsExactly("Rename before to after", "Set MINE config vars", "Attach REDIS (@ref:" + addon + ")");

        home.vektra("apps:create", "before").ok();
        assertThat(json("addons", "-a", "before")).isEmpty();
        assertThat(json("releases", "-a", "before")).hasSize(1);
        home.vektra("addons:unbind", "redis", "-a", "after").ok();
        home.vektra("addons:bind", "redis", "-a", "after").ok();
        assertThat(get(home.config("after").get("REDIS_URL"))).isEqualTo("kept");
        assertThat(home.vektra("apps:rename", "after", "-a", "after").ok().out())
                .contains("after");
    }

    @Test
    void a_destroyed_apps_data_stays_without_an_owner_and_goes_to_no_other_app() {
        home.vektra("addons:bind", "redis", "-a", "gone").ok();
        String url = home.config("gone").get("REDIS_URL");
        String addon = addonOf("gone");
        put(url, "kept");
        assertThat(home.vektra("apps:destroy", "-a", "gone").exits(2).err()).contains("--confirm gone");
        home.vektra("apps:destroy", "-a", "gone", "--confirm", "other").exits(2);
        assertThat(get(url)).isEqualTo("kept");

        assertThat(home.vektra("apps:destroy", "-a", "gone", "--confirm", "gone")
                        .ok()
                        .out())
                .isEqualTo("Destroyed the app gone\nKept with data, without an owner: " + addon + "\n");
        home.vektra("apps:info", "-a", "gone").exits(3);
        assertThatThrownBy(() -> get(url)).isInstanceOf(JedisException.class);
        assertThat(home.vektra("addons", "--all").ok().out().lines())
                .anyMatch(
                        line -> line.matches("\\(none\\) +" + addon + " +redis:shared +provisioned +\\(not bound\\)"));

        home.vektra("addons:bind", "redis", "-a", "gone").ok();
        assertThat(addonOf("gone")).isNotEqualTo(addon);
        assertThat(get(home.config("gone").get("REDIS_URL"))).isNull();

        assertThat(home.vektra("addons:destroy", addon).exits(2).err()).contains("--confirm " + addon);
        home.vektra("addons:destroy", addon, "--confirm", "gone").exits(2);
        home.vektra("addons:destroy", addon, "--confirm", addon).ok();
        assertThat(home.vektra("addons", "--all").ok().out()).doesNotContain(addon);
        home.vektra("addons:destroy", addon, "--confirm", addon).exits(3);
    }

    @Test
    void a_destroyed_apps_data_goes_with_it_when_asked_for() {
        home.vektra("addons:bind", "redis", "-a", "doomed").ok();
        home.vektra("addons:bind", "redis:dedicated", "--as", "fast", "-a", "doomed")
                .ok();
        List<String> addons =
                json("addons", "-a", "doomed").findValuesAsText("service").isEmpty()
                        ? List.of()
                        : names(json("addons", "-a", "doomed"));
        assertThat(addons).hasSize(2);
        JsonNode result = json("apps:destroy", "-a", "doomed", "--destroy-data", "--confirm", "doomed");
        assertThat(result.at("/addons_destroyed")).hasSize(2);
        assertThat(names(json("addons", "--all"))).doesNotContainAnyElementsOf(addons);
        assertThat(home.path().resolve("servers")).isDirectoryNotContaining("glob:**/redis-*");
    }

    // releases

    @Test
    void releases_tell_who_did_what_when_newest_first() {
        Instant start = Instant.now().minusSeconds(1);
        home.vektra("apps:create", "listed").ok();
        home.vektra("config:set", "-a", "listed", "B=1", "A=1").ok();
        home.vektra("addons:bind", "redis", "-a", "listed").ok();
        home.vektra("config:unset", "-a", "listed", "B").ok();
        home.vektra("addons:unbind", "redis", "-a", "listed").ok();
        String addon = addonOf("listed");
        JsonNode releases = json("releases", "-a", "listed");
        assertThat(releases.findValuesAsText("version")).containsExactly("5", "4", "3", "2", "1");
        assertThat(releases.findValuesAsText("description"))
                .containsExactly(
                        "Detach REDIS (@ref:" + addon + ")",
                        "Unset B config vars",
                        "Attach REDIS (@ref:" + addon + ")",
                        "Set A, B config vars",
                        "Create app");
        assertThat(releases.findValuesAsText("by")).containsOnly(System.getProperty("user.name"));
        assertThat(releases.findValuesAsText("created_at"))
                .allSatisfy(at -> assertThat(Instant.parse(at)).isBetween(start, Instant.now()));

        JsonNode third = json("releases:info", "v3", "-a", "listed");
        assertThat(third.at("/config")).isEqualTo(JSON.valueToTree(Map.of("A", "1", "B", "1")));
        assertThat(third.at("/attached/0").asText()).isEqualTo("REDIS=" + addon);
        assertThat(json("releases:info", "3", "-a", "listed")).isEqualTo(third);
        home.vektra("releases:info", "v6", "-a", "listed").exits(3);
        home.vektra("releases:info", "vx", "-a", "listed").exits(2);
    }

    @Test
    void rollback_restores_the_users_variables_and_never_revoked_credentials() {
        home.vektra("apps:create", "back").ok();
        home.vektra("config:set", "-a", "back", "A=old", "GONE=1").ok();
        home.vektra("addons:bind", "redis", "-a", "back").ok();
        String revoked = home.config("back").get("REDIS_URL");
        home.vektra("config:unset", "-a", "back", "GONE").ok();
        home.vektra("config:set", "-a", "back", "A=new", "LATER=1").ok();
        home.vektra("addons:unbind", "redis", "-a", "back").ok();
        home.vektra("addons:bind", "redis", "-a", "back").ok();
        String current = home.config("back").get("REDIS_URL");
        assertThat(current).isNotEqualTo(revoked);

        assertThat(home.vektra("rollback", "v3", "-a", "back").ok().out())
                .isEqualTo("Rolled back back to v3, as v8\n"
                        + "The variables of add-ons are unchanged: REDISURL, REDIS_URL\n");
        assertThat(home.config("back"))
                .containsOnlyKeys("A", "GONE", "REDISURL", "REDIS_URL")
                .containsEntry("A", "old")
                .containsEntry("REDIS_URL", current);
        put(current, "works");

        home.vektra("addons:unbind", "redis", "-a", "back").ok();
        home.vektra("releases:rollback", "v3", "-a", "back").ok();
        assertThat(home.config("back")).isEqualTo(Map.of("A", "old", "GONE", "1"));
        home.vektra("rollback", "v99", "-a", "back").exits(3);
    }

    @Test
    void the_variables_of_the_last_hundred_releases_are_kept() throws Exception {
        home.vektra("apps:create", "old").ok();
        age("old", 149);
        home.vektra("config:set", "-a", "old", "N=150").ok();
        assertThat(json("releases", "-a", "old")).hasSize(150);
        assertThat(json("releases:info", "v50", "-a", "old").at("/config").isNull())
                .isTrue();
        assertThat(home.vektra("releases:info", "v50", "-a", "old").ok().out()).contains("no longer kept");
        assertThat(home.vektra("rollback", "v50", "-a", "old").exits(4).err()).contains("no longer kept");
        home.vektra("rollback", "v51", "-a", "old").ok();
        assertThat(home.config("old")).isEqualTo(Map.of("N", "51"));
        assertThat(json("releases", "-a", "old")).hasSize(151);
    }

    // helpers

    /** Writes history as so many changes would have: making them takes a minute. */
    private static void age(String app, int releases) throws Exception {
        Path file = home.path().resolve("apps/" + app + ".json");
        ObjectNode state = (ObjectNode) JSON.readTree(Files.readString(file));
        state.put("release", releases).set("config", JSON.valueToTree(Map.of("N", String.valueOf(releases))));
        Files.writeString(file, JSON.writeValueAsString(state));
        Path history = home.path().resolve("apps/" + app + ".releases.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(history));
        ObjectNode line = (ObjectNode) JSON.readTree(lines.get(0));
        for (int n = 2; n <= releases; n++) {
            line.put("version", n).set("config", JSON.valueToTree(Map.of("N", String.valueOf(n))));
            lines.add(JSON.writeValueAsString(line));
        }
        Files.write(history, lines);
    }

    private static JsonNode json(String... call) {
        List<String> words = new ArrayList<>(List.of(call));
        words.add("--json");
        return home.vektra(words.toArray(String[]::new)).ok().json();
    }

    private static List<String> names(JsonNode addons) {
        List<String> names = new ArrayList<>();
        addons.forEach(addon -> names.add(addon.get("name").asText()));
        return names;
    }

    private static String addonOf(String app) {
        return json("addons", "-a", app).at("/0/name").asText();
    }

    private static void put(String url, String value) {
        try (Jedis redis = new Jedis(url)) {
            redis.set("key", value);
        }
    }

    private static String get(String url) {
        try (Jedis redis = new Jedis(url)) {
            return redis.get("key");
        }
    }
}
