package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Home;
import vektra.fixture.Sample;
import vektra.fixture.Sampled;

/**
 * Kills each changing command that {@link CrashIT} leaves out between two of its steps, at points that {@link Sample}
 * draws, since the tests of the verbs try all of them in memory; after that the doctor finds nothing, and the command works.
 */
class CrashAnywhereIT {
    private static final int MORE_THAN_ANY_COMMAND_HAS = 100;
    private static Home home;

    @BeforeAll
    static void open() throws IOException {
        home = new Home();
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:enable", "postgres", "--spares", "0").ok();
        Files.writeString(home.scratch().resolve("more.env"), "C=3\nD=4\n");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    /** The commands of the second column are run unhurt before; {@link Round} explains the words. */
    @ParameterizedTest
    @Sampled(oneIn = Sample.SWEEPS)
    @CsvSource({
        "config:set A=1 B=2 -a NEW, ''",
        "config:unset A -a NEW, config:set A=1 -a NEW",
        "config:import more.env -a NEW, ''",
        "rollback v1 -a NEW, config:set A=1 -a NEW",
        "apps:create OTHER, ''",
        "apps:rename OTHER -a NEW, config:set A=1 -a NEW",
        "apps:destroy -a NEW --confirm NEW, ''",
        "apps:destroy -a NEW --destroy-data --confirm NEW, addons:bind redis -a NEW",
        "addons:bind redis -a NEW --ttl 1h, addons:bind redis -a NEW",
        "addons:enable redis --maxmemory 1Nmb, ''",
        "addons:enable syslog --url tcp://127.0.0.1:1 --max-line 20N0, ''",
        "addons:disable syslog, addons:enable syslog --url tcp://127.0.0.1:1",
        "drains:add tcp://127.0.0.1:1 -a NEW, ''",
        "drains:add tcp://127.0.0.1:1 --max-line 4096 -a NEW, drains:add tcp://127.0.0.1:1 -a NEW",
        "drains:remove syslog-NEW -a NEW, drains:add tcp://127.0.0.1:1 -a NEW",
        "apps:destroy -a NEW --confirm NEW, drains:add tcp://127.0.0.1:1 -a NEW",
        "spaces:create spaceN pci, ''",
        "spaces:destroy roomN, spaces:create roomN",
        "plans:tag redis:dedicated --remove tagN, plans:tag redis:dedicated tagN",
        "addons:start redis, addons:stop redis",
        "addons:restart redis, ''",
        "addons:disable memcache, addons:enable memcache",
        "addons:disable memcache --destroy-data --confirm memcache, addons:enable memcache",
        "addons:create redis --as REDIS --confirm NEW -a NEW, addons:create redis -a NEW",
        "addons:attach r-NEW -a NEW, apps:create OTHER & addons:create redis --name r-NEW -a OTHER",
        "addons:detach REDIS -a NEW, SHARED",
        "addons:rename r-NEW q-NEW, SHARED",
        "addons:destroy r-NEW --force --confirm r-NEW, SHARED",
        "apps:rename third-NEW -a NEW, SHARED",
        "addons:promote REDIS_B -a NEW, addons:create redis -a NEW & addons:create redis --as REDIS_B -a NEW",
        "addons:attach r-NEW -a NEW, apps:create OTHER & addons:create redis --name r-NEW -a OTHER"
                + " & apps:destroy -a OTHER --confirm OTHER",
    })
    void killed_anywhere_it_leaves_nothing_that_the_doctor_finds(String call, String before) {
        int died = 0;
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            if (!Sample.hasPoint(n)) {
                continue;
            }
            Round round = Round.of(call, before, n);
            home.vektra("apps:create", round.app()).ok();
            round.commands(before).forEach(first -> home.vektra(first).ok());
            Home.Ran ran = home.reallyKilledAt(n, round.arguments(call));
            if (ran.code() == 0) {
                break;
            }
            ran.exits(137);
            died++;
            if (call.matches("addons:(start|restart|disable) .*")) {
                // a server that was stopped and is still wanted is one that the doctor starts
                home.vektra("addons:doctor", "--fix").ok();
            }
            assertThat(home.vektra("addons:doctor").ok().out()).as(ran.err()).contains("Nothing found");
            Home.Ran again = home.vektra(round.arguments(call));
            // what was decided before the kill has happened, and some names are gone then
            assertThat(again.code()).as(ran.err() + again).isIn(0, 3, 4);
        }
        assertThat(died).as("points at which it was killed").isPositive();
        home.vektra("addons:start", "redis").ok();
        clear();
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
    }

    /** Else the doctor would look at the apps of all sweeps before. Those that share another's add-on go first. */
    private static void clear() {
        for (int i = 0; i < 2; i++) {
            for (JsonNode app : home.json("apps")) {
                String name = app.get("name").asText();
                home.vektra("apps:destroy", "-a", name, "--destroy-data", "--confirm", name);
            }
        }
        assertThat(home.json("apps")).isEmpty();
    }
}
