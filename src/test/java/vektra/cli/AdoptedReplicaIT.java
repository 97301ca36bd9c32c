package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Ports;

/** An adopted Redis that becomes a replica later, and an address for apps where there is no adopted server. */
@EnabledIf("possible")
class AdoptedReplicaIT {
    private static final String PROGRAM = "/usr/bin/redis-server";

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    static boolean possible() {
        return Files.isExecutable(Path.of(PROGRAM));
    }

    @AfterEach
    void stop() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }

    @Test
    void doctor_names_a_server_that_became_a_replica() throws Exception {
        int adopted = started();
        int master = started();
        try (Home home = new Home()) {
            home.vektra("addons:enable", "redis", "--url", "redis://127.0.0.1:" + adopted)
                    .ok();
            try (Jedis admin = new Jedis("127.0.0.1", adopted)) {
                admin.replicaof("127.0.0.1", master);
            }
            String found = "Redis at 127.0.0.1:" + adopted + " is a replica of 127.0.0.1:" + master;
            assertThat(home.vektra("addons:doctor").exits(4).out()).contains(found);
            assertThat(home.vektra("addons:status", "redis").out()).contains(found);
        }
    }

    @Test
    void an_add_on_with_a_server_of_its_own_has_no_address_for_apps() {
        try (Home home = new Home()) {
            home.vektra("addons:enable", "redis").ok();
            home.vektra("apps:create", "shop").ok();
            assertThat(home.vektra("addons:create", "redis:dedicated", "-a", "shop", "--", "--app-url", "proxy:1")
                            .exits(2)
                            .err())
                    .contains("--app-url is for a server adopted by URL, not for one that Vektra starts");
            assertThat(home.vektra("addons", "-a", "shop", "--json").ok().json())
                    .isEmpty();
        }
    }

    private int started() throws IOException {
        int port = Ports.free();
        processes.add(new ProcessBuilder(PROGRAM, "--port", Integer.toString(port), "--save", "", "--dir", "" + folder)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        Awaitility.await().ignoreExceptions().until(() -> {
            try (Jedis redis = new Jedis("127.0.0.1", port)) {
                return redis.ping().equals("PONG");
            }
        });
        return port;
    }
}
