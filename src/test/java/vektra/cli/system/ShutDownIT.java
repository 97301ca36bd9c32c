package vektra.cli.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;

/** What a machine does to a home while it goes down and comes up: real processes and signals. */
class ShutDownIT {
    private static final int TERMINATED = 143;

    private final Home home = new Home();

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void a_bind_whose_process_group_is_terminated_is_undone_by_the_next_command() throws Exception {
        home.vektra("addons:enable", "postgres").ok();
        home.vektra("apps:create", "shop").ok();
        // as systemd does: the signal goes to each process of the unit
        Process bind = home.launch(
                Map.of(),
                List.of("setsid", Home.LAUNCHER.toString(), "addons:bind", "postgres:dedicated", "-a", "shop"));
        Path servers = home.path().resolve("servers");
        await().pollInterval(Duration.ofMillis(5)).until(() -> entries(servers) > 1);
        assertThat(new ProcessBuilder("kill", "-TERM", "--", "-" + bind.pid())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(bind.waitFor()).isEqualTo(TERMINATED);

        assertThat(home.json("addons", "-a", "shop")).isEmpty();
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
        assertThat(entries(servers)).isEqualTo(1);
        home.vektra("addons:bind", "postgres:dedicated", "-a", "shop").ok();
        assertThat(home.json("addons", "-a", "shop").findValuesAsText("state")).containsExactly("provisioned");
        home.vektra("stop").ok();
    }

    private static long entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).count();
        }
    }

    @Test
    void servers_whose_disk_is_not_mounted_are_named_and_never_made_anew_and_the_others_start() throws Exception {
        for (String service : List.of("redis", "postgres", "memcache")) {
            home.vektra("addons:enable", service).ok();
        }
        home.vektra("addons:bind", "redis:dedicated", "-a", "shop").ok();
        String url = home.config("shop").get("REDIS_URL");
        assertThat(url).isNotNull();
        home.vektra("stop").ok();
        Path postgres = moved("postgres");
        Path redis = moved("redis");

        Home.Ran started = home.vektra("start").exits(6);
        assertThat(started.out().lines())
                .anySatisfy(
                        line -> assertThat(line).startsWith("Not started: postgres: the data of postgres is gone: "))
                .anySatisfy(line -> assertThat(line).startsWith("Not started: redis: the data of redis is gone: "))
                .anySatisfy(line -> assertThat(line).startsWith("Started memcache at"))
                .anySatisfy(line -> assertThat(line).startsWith("Started redis-"));
        Home.Ran fixed = home.vektra("addons:doctor", "--fix").exits(4);
        assertThat(fixed.out())
                .contains("the data folder of postgres is missing", "the data folder of redis is missing");
        assertThat(postgres).doesNotExist();
        assertThat(redis).doesNotExist();

        Files.move(aside(postgres), postgres);
        Files.move(aside(redis), redis);
        assertThat(home.vektra("start").ok().out()).contains("Started postgres at", "Started redis at");
        JsonNode states = home.json("status").get("servers");
        assertThat(states.findValuesAsText("state")).hasSize(4).containsOnly("running");
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
        home.vektra("stop").ok();
    }

    private Path moved(String server) throws IOException {
        Path data =
                home.path().resolve("servers").resolve(server).resolve("data").toRealPath();
        Files.move(data, aside(data));
        return data;
    }

    private static Path aside(Path data) {
        return data.resolveSibling("aside");
    }
}
