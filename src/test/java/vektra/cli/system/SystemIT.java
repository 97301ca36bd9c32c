package vektra.cli.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Ports;

/** All that runs in a home, seen, stopped and started at once: real servers, a log router, monitors and an API server. */
class SystemIT {
    private final Home home = new Home();

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void everything_is_seen_stopped_and_started_at_once() throws Exception {
        assertThat(home.vektra("status").ok().out()).startsWith("Nothing runs here");
        assertThat(home.vektra("stop").ok().out()).startsWith("Nothing to do");
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:enable", "memcache").ok();
        home.vektra("addons:bind", "redis:dedicated", "-a", "shop", "--ttl", "1d")
                .ok();
        home.vektra("addons:enable", "syslog", "--url", "tcp://127.0.0.1:" + Ports.free())
                .ok();
        String address = "127.0.0.1:" + Ports.free();
        Process api = home.start(Map.of(), "server", "--listen", address);
        home.vektra("monitors:create", "net/ping").ok();
        Process monitors = home.start(Map.of(), "monitors:start");
        // the new drain has its router started by the first line, of a monitor
        await().untilAsserted(() -> assertThat(names(home.json("status").get("processes")))
                .containsExactly("API server", "monitors", "log router"));
        JsonNode status = home.json("status");
        assertThat(status.get("servers").findValuesAsText("state")).hasSize(3).containsOnly("running");
        assertThat(status.at("/processes/0/pid").asLong()).isEqualTo(api.pid());
        assertThat(status.at("/processes/0/url").asText()).isEqualTo("http://" + address);
        assertThat(home.vektra("status").ok().out()).contains("API server", "running", "http://" + address);

        assertThat(home.vektra("stop", "--dry-run").ok().out())
                .contains("would stop the API server", "would stop the monitors", "would stop the server redis");
        assertThat(api.isAlive()).isTrue();

        JsonNode stopped = home.json("stop");
        assertThat(stopped.get("servers").findValuesAsText("changed"))
                .hasSize(3)
                .containsOnly("true");
        assertThat(stopped.get("processes").findValuesAsText("problem")).containsOnly("null");
        assertThat(api.waitFor()).isZero();
        assertThat(monitors.waitFor()).isZero();
        JsonNode after = home.json("status");
        assertThat(after.get("servers").findValuesAsText("state")).containsOnly("stopped");
        assertThat(after.get("processes")).isEmpty();

        assertThat(home.vektra("start").ok().out()).contains("Started redis at", "Started memcache at", "log router");
        assertThat(names(home.json("status").get("processes"))).containsExactly("log router");
        assertThat(home.vektra("start").ok().out().lines()).allMatch(line -> line.startsWith("Nothing to do: "));
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
        home.vektra("stop").ok();
    }

    @Test
    void one_that_cannot_start_stops_no_other() throws Exception {
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:enable", "memcache").ok();
        home.vektra("addons:stop", "redis", "memcache").ok();
        JsonNode both = home.json("addons:status", "redis", "memcache");
        assertThat(both.findValuesAsText("state")).containsExactly("stopped", "stopped");
        assertThat(home.vektra("addons:start", "redis", "nosuch").exits(3).err())
                .contains("no service called 'nosuch'");
        assertThat(home.json("addons:status", "redis").get("state").asText()).isEqualTo("stopped");
        String port = home.json("addons:status", "redis")
                .at("/server/hosts/0")
                .asText()
                .replaceFirst(".*:", "");
        try (ServerSocket other = new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            Home.Ran ran = home.vektra("addons:start", "redis", "memcache").exits(6);
            assertThat(ran.out().lines())
                    .anySatisfy(line -> assertThat(line).startsWith("Not started: redis: "))
                    .anySatisfy(line -> assertThat(line).startsWith("Started memcache at"));
        }
        home.vektra("stop").ok();
    }

    private static List<String> names(JsonNode processes) {
        return processes.findValuesAsText("name");
    }
}
