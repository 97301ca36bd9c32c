package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** Servers start, stop and stay as commanded, each time, and outlive the command. */
@Sampled(oneIn = 6)
class ServerLifecycleIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis", "memcache"})
    void start_stop_and_restart_do_what_they_say_once_and_the_port_stays(String service) {
        off(service);
        for (String verb : List.of("start", "stop", "restart", "status", "logs")) {
            assertThat(home.vektra("addons:" + verb, service).exits(4).err())
                    .isEqualTo("Error: the service " + service
                            + " is not enabled\n  -> enable it: vektra addons:enable " + service + "\n");
        }
        home.vektra("addons:enable", service).ok();
        JsonNode first = status(service);
        String server = service + " at " + first.at("/server/hosts/0").asText() + "\n";

        assertThat(home.vektra("addons:start", service).ok().out())
                .isEqualTo("Nothing to do: " + server.strip() + " is already running\n");
        assertThat(status(service).at("/pid")).isEqualTo(first.at("/pid"));
        assertThat(home.vektra("addons:stop", service).ok().out()).isEqualTo("Stopped " + server);
        assertThat(home.vektra("addons:stop", service).ok().out())
                .isEqualTo("Nothing to do: " + server.strip() + " is not running\n");
        JsonNode stopped = status(service);
        assertThat(stopped.at("/state").asText()).isEqualTo("stopped");
        assertThat(stopped.at("/pid").isNull()).isTrue();
        assertThat(home.vektra("addons:status", service).ok().out()).contains("State    stopped");
        assertThat(home.vektra("addons:logs", service).ok().err()).isEmpty();

        assertThat(home.vektra("addons:start", service).ok().out()).isEqualTo("Started " + server);
        JsonNode started = status(service);
        assertThat(home.vektra("addons:restart", service).ok().out()).isEqualTo("Restarted " + server);
        JsonNode restarted = status(service);
        assertThat(restarted.at("/state").asText()).isEqualTo("running");
        assertThat(restarted.at("/pid")).isNotEqualTo(started.at("/pid"));
        assertThat(restarted.at("/server")).isEqualTo(first.at("/server"));

        home.vektra("addons:stop", service).ok();
        assertThat(home.vektra("addons:restart", service).ok().out()).isEqualTo("Restarted " + server);
        assertThat(status(service).at("/state").asText()).isEqualTo("running");
    }

    @Test
    void logs_are_the_last_lines_that_the_server_wrote() {
        home.vektra("addons:enable", "redis").ok();
        List<String> all =
                home.vektra("addons:logs", "redis").ok().out().lines().toList();
        assertThat(all).anyMatch(line -> line.contains("Ready to accept connections"));
        assertThat(home.vektra("addons:logs", "redis", "-n", "2").ok().out().lines())
                .isEqualTo(all.subList(all.size() - 2, all.size()));
        assertThat(home.json("addons:logs", "redis", "--lines", "1")
                        .at("/lines/0")
                        .asText())
                .isEqualTo(all.get(all.size() - 1));
        assertThat(home.vektra("addons:logs", "redis", "-n", "0").ok().out()).isEmpty();
        home.vektra("addons:logs", "redis", "-n", "some").exits(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis", "memcache"})
    void a_server_outlives_the_terminal_session_that_it_was_started_in(String service) throws Exception {
        off(service);
        String script = "setsid script -qec '" + Home.LAUNCHER + " addons:enable " + service + "' /dev/null";
        assertThat(home.shell(Map.of("TERM", "xterm"), script).ok().out()).contains("Enabled " + service);
        long pid = status(service).at("/pid").asLong();
        String[] stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"))
                .replaceFirst("(?s).*\\) ", "")
                .split(" ");
        assertThat(stat[3]).as("its session").isEqualTo(String.valueOf(pid));
        assertThat(stat[4]).as("its terminal").isEqualTo("0");
        for (int descriptor = 0; descriptor < 3; descriptor++) {
            assertThat(Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "fd", String.valueOf(descriptor)))
                            .toString())
                    .matches("/dev/null|.*/server\\.log");
        }
        assertThat(status(service).at("/state").asText()).isEqualTo("running");
    }

    @Test
    void a_server_that_was_killed_is_seen_to_be_down_and_comes_back_where_it_was() {
        home.vektra("addons:enable", "redis").ok();
        JsonNode before = status("redis");
        Signal.send("KILL", before.at("/pid").asLong());
        assertThat(status("redis").at("/state").asText()).isEqualTo("stopped");
        assertThat(home.vektra("addons:bind", "redis", "-a", "lazarus").ok().out())
                .startsWith("Bound redis-");
        JsonNode after = status("redis");
        assertThat(after.at("/state").asText()).isEqualTo("running");
        assertThat(after.at("/server")).isEqualTo(before.at("/server"));
        home.vektra("apps:destroy", "-a", "lazarus", "--destroy-data", "--confirm", "lazarus")
                .ok();
    }

    @ParameterizedTest
    @CsvSource({
        "postgress, 3, did you mean postgres?",
        "NoSuch, 2, is not a service name",
        "none-12345, 3, known: efs, logentries"
    })
    void what_is_no_server_is_named_in_the_error(String what, int code, String advice) {
        for (String verb : List.of("status", "stop")) {
            assertThat(home.vektra("addons:" + verb, what).exits(code).err()).contains("'" + what + "'", advice);
        }
    }

    private static void off(String service) {
        home.vektra("addons:disable", service, "--destroy-data", "--confirm", service)
                .ok();
    }

    private static JsonNode status(String service) {
        return home.json("addons:status", service);
    }
}
