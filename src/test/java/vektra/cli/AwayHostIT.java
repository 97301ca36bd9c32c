package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import vektra.fixture.Home;
import vektra.fixture.Ports;

/** One of three adopted memcacheds is away. */
@EnabledIf("possible")
class AwayHostIT {
    private static final String PROGRAM = "/usr/bin/memcached";

    private final List<Process> processes = new ArrayList<>();

    static boolean possible() {
        return Files.isExecutable(Path.of(PROGRAM));
    }

    @AfterEach
    void stop() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }

    @Test
    void an_app_is_bound_and_the_host_is_named() throws Exception {
        List<String> hosts = List.of(started(), started(), started());
        try (Home home = new Home()) {
            home.vektra("addons:enable", "memcache", "--url", String.join(",", hosts))
                    .ok();
            processes.get(1).destroyForcibly().onExit().join();
            Home.Ran bound =
                    home.vektra("addons:bind", "memcache", "-a", "shop").ok();
            String away = "memcache at " + hosts.get(1) + " cannot be reached: Connection refused";
            assertThat(bound.err()).contains(away);
            assertThat(home.config("shop").get("MEMCACHE_HOSTS")).isEqualTo(String.join(",", hosts));
            Home.Ran status = home.vektra("addons:status", "memcache").ok();
            assertThat(status.out()).contains("external");
            assertThat(status.out() + status.err()).contains(away);
            assertThat(home.vektra("addons:doctor").ok().err()).contains(away);
        }
    }

    private String started() throws IOException {
        int port = Ports.free();
        processes.add(
                new ProcessBuilder(PROGRAM, "-l", "127.0.0.1", "-p", Integer.toString(port), "-U", "0", "-u", "root")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
        Awaitility.await().ignoreExceptions().until(() -> {
            new Socket("127.0.0.1", port).close();
            return true;
        });
        return "127.0.0.1:" + port;
    }
}
