package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Home;

/** A command that changed variables of an app says so to those who run it; times and names are shown for people. */
class RestartNoteIT {
    private static final String TIME = "20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC";
    private static final String NOTE = "Restart %s to use the new values\n";
    private static Home home;

    @BeforeAll
    static void open() throws Exception {
        home = new Home();
        home.vektra("addons:enable", "redis").ok();
        home.write("a.env", "IMPORTED=1\n");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static String talk(String call) {
        return home.vektra(call.replace("a.env", home.scratch().resolve("a.env").toString())
                        .split(" "))
                .ok()
                .err();
    }

    private static void notes(String apps, String... calls) {
        for (String call : calls) {
            assertThat(talk(call)).as(call).isEqualTo(NOTE.formatted(apps));
        }
    }

    private static void silent(String... calls) {
        for (String call : calls) {
            assertThat(talk(call)).as(call).isEmpty();
        }
    }

    @Test
    void config_vars() {
        silent("apps:create vars");
        notes("vars", "config:set A=1 B=2 -a vars", "config:import a.env -a vars", "config:unset A -a vars");
        silent(
                "config:set B=2 -a vars",
                "config:unset A -a vars",
                "config:import a.env -a vars",
                "config:set C=3 -a vars --json",
                "config:set D=4 -a vars --dry-run",
                "config -a vars");
        notes("vars", "rollback v2 -a vars");
        silent("rollback v2 -a vars");
    }

    @Test
    void add_ons() {
        silent("addons:bind redis -a shop", "addons:bind redis -a shop", "apps:create worker");
        notes("shop", "addons:rotate redis -a shop", "addons:bind redis -a shop --as EXTRA");
        notes("shop", "addons:create redis --as CACHE --name second -a shop", "addons:promote second -a shop");
        notes("worker", "addons:attach second -a worker");
        notes("shop, worker", "addons:upgrade second dedicated");
        silent("addons:upgrade second dedicated", "addons:upgrade second --drop-old --confirm second");
        notes("worker", "addons:detach second -a worker");
        silent("addons:unbind redis -a worker", "addons:rotate second -a shop --json");
        notes("shop", "addons:unbind EXTRA -a shop", "addons:destroy second -a shop --confirm shop");
    }

    @Test
    void a_rollback_names_what_it_leaves() {
        home.vektra("apps:create", "back").ok();
        home.vektra("config:set", "A=1", "-a", "back").ok();
        assertThat(home.vektra("rollback", "v1", "-a", "back").ok().out()).isEqualTo("Rolled back back to v1, as v3\n");
        home.vektra("addons:bind", "redis", "-a", "back").ok();
        assertThat(home.vektra("rollback", "v2", "-a", "back").ok().out())
                .isEqualTo("Rolled back back to v2, as v5\n"
                        + "The variables of add-ons are unchanged: REDISURL, REDIS_URL\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apps",
                "apps:info -a timed",
                "addons -a timed",
                "addons:info redis -a timed",
                "addons:status redis",
                "releases -a timed",
                "releases:info v1 -a timed",
                "addons:rotate redis -a timed --grace 1h",
                "addons:bind redis -a timed --ttl 2h",
            })
    void times_are_for_people_and_those_of_json_for_programs(String call) {
        home.vektra("addons:bind", "redis", "-a", "timed", "--ttl", "1h").ok();
        String shown = home.vektra(call.split(" ")).ok().out();
        assertThat(shown).containsPattern(TIME).doesNotContainPattern("\\dT\\d").doesNotContain("Detail");
        if (!call.startsWith("addons:status")) {
            assertThat(home.vektra((call + " --json").split(" ")).ok().out())
                    .containsPattern("\"20[0-9-]{8}T[0-9:.]*Z\"")
                    .doesNotContain(" UTC");
        }
    }

    @Test
    void a_name_keeps_its_letters_at_the_beginning_of_a_sentence() {
        assertThat(home.vektra("addons:bind", "redis", "-a", "named").ok().out())
                .contains("redis");
        assertThat(home.vektra("addons:action", "redis", "stats", "-a", "named")
                        .ok()
                        .out())
                .startsWith("Figures of database ");
        assertThat(home.vektra("help", "addons:units").ok().out()).doesNotContain("Systemd");
    }
}
