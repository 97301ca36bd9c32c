package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Home;

/** The units that Vektra prints are such that systemd takes them, and do what they say. */
class UnitsIT {
    private static Home home;

    /** A folder whose name systemd would misread if it were not quoted. */
    @BeforeAll
    static void open() {
        home = new Home();
        home.with("VEKTRA_HOME", home.scratch().resolve("ho me%h$x").toString());
        home.vektra("addons:enable", "redis").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--user", "--system"})
    void systemd_has_nothing_to_say_against_a_unit(String whose) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd-analyze on this machine");
        String unit = (whose.equals("--user")
                        ? home.vektra("addons:units", "redis")
                        : home.vektra("addons:units", "redis", "--system"))
                .ok()
                .out();
        Path file = home.write("vektra-redis.service", unit);
        Home.Ran ran = home.program(
                Map.of("XDG_RUNTIME_DIR", home.scratch().toString()),
                "systemd-analyze",
                whose,
                "verify",
                file.toString());
        assertThat(ran.exits(0).out() + ran.err()).isEmpty();
    }

    @Test
    void its_commands_stop_and_start_the_server_and_its_pid_file_holds_the_pid() throws Exception {
        String unit = home.vektra("addons:units", "redis").ok().out();
        Path pidFile = Path.of(setting(unit, "PIDFile"));
        String first = status().at("/pid").asText();
        // systemd reads the first line
        assertThat(Files.readAllLines(pidFile).get(0)).isEqualTo(first);
        Map<String, String> bare = Map.of("VEKTRA_HOME", environment(unit, "VEKTRA_HOME"), "PATH", "/usr/bin:/bin");
        home.program(bare, "/bin/sh", "-c", setting(unit, "ExecStop").replace("$$", "\\$"))
                .ok();
        assertThat(pidFile).doesNotExist();
        home.program(bare, "/bin/sh", "-c", setting(unit, "ExecStart").replace("$$", "\\$"))
                .ok();
        assertThat(Files.readAllLines(pidFile).get(0))
                .isEqualTo(status().at("/pid").asText());
        // the launcher finds a JDK of the system itself, also after an upgrade of that
        assertThat(unit.contains("JAVA_HOME"))
                .isNotEqualTo(System.getProperty("java.home").startsWith("/usr/lib/jvm/"));
    }

    @Test
    void everything_has_units_that_one_target_starts() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd-analyze on this machine");
        home.vektra("addons:bind", "redis", "-a", "shop").ok();
        Path folder = home.scratch().resolve("all units");
        home.vektra("units", "--system", "--out", folder.toString()).ok();
        home.vektra("units:app", "-a", "shop", "--system", "--out", folder.toString(), "--", "/bin/echo", "50% $HOME")
                .ok();
        home.vektra(
                        "units:app",
                        "-a",
                        "shop",
                        "-p",
                        "worker",
                        "--system",
                        "--out",
                        folder.toString(),
                        "--",
                        "/bin/true")
                .ok();
        List<String> names = List.of(
                "vektra-app-shop-worker.service",
                "vektra-app-shop.service",
                "vektra-logs.service",
                "vektra-redis.service",
                "vektra-server.service",
                "vektra.target");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrderElementsOf(names);
        List<String> verify = new ArrayList<>(List.of("systemd-analyze", "--system", "verify"));
        names.forEach(name -> verify.add(folder.resolve(name).toString()));
        Home.Ran ran =
                home.program(Map.of("XDG_RUNTIME_DIR", home.scratch().toString()), verify.toArray(String[]::new));
        assertThat(ran.exits(0).out() + ran.err()).isEmpty();
        assertThat(setting(Files.readString(folder.resolve("vektra.target")), "Wants"))
                .isEqualTo("vektra-redis.service vektra-logs.service vektra-server.service");
        String app = Files.readString(folder.resolve("vektra-app-shop.service"));
        assertThat(setting(app, "After")).isEqualTo("vektra-redis.service");
        assertThat(setting(app, "WantedBy")).isEqualTo("vektra.target");
        Map<String, String> bare = Map.of("VEKTRA_HOME", environment(app, "VEKTRA_HOME"), "PATH", "/usr/bin:/bin");
        Home.Ran echo =
                home.program(bare, "/bin/sh", "-c", setting(app, "ExecStart").replace("$$", "\\$"));
        assertThat(echo.ok().out()).isEqualToIgnoringWhitespace("50% $HOME");
    }

    @Test
    void a_unit_of_the_machine_says_who_runs_it() {
        String unit = home.vektra("addons:units", "redis", "--system").ok().out();
        assertThat(setting(unit, "User")).isEqualTo(System.getProperty("user.name"));
        assertThat(setting(unit, "WantedBy")).isEqualTo("multi-user.target");
    }

    @Test
    void what_vektra_does_not_run_has_no_unit() {
        assertThat(home.vektra("addons:units", "memcache").exits(4).err()).contains("is not enabled");
        assertThat(home.vektra("addons:units", "nosuch").exits(3).err()).contains("no service called 'nosuch'");
    }

    private static JsonNode status() {
        return home.json("addons:status", "redis");
    }

    private static String setting(String unit, String name) {
        return unit.lines()
                .filter(line -> line.startsWith(name + "="))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1)
                .replace("%%", "%");
    }

    private static String environment(String unit, String name) {
        String start = "Environment=\"" + name + "=";
        List<String> found = unit.lines().filter(line -> line.startsWith(start)).toList();
        assertThat(found).hasSize(1);
        return found.get(0).substring(start.length(), found.get(0).length() - 1).replace("%%", "%");
    }
}
