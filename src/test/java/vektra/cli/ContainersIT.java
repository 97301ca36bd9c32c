package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** Servers in containers do what servers do, and leave nothing behind at the engine. */
@Tag("containers")
@Sampled(oneIn = 8)
class ContainersIT {
    private Home home;
    private Path socket;

    /** The engine is reached through a link, so that it can be lost. */
    @BeforeEach
    void open() throws Exception {
        home = new Home();
        socket = home.scratch().resolve("engine.sock");
        link();
        home.with("DOCKER_HOST", "unix://" + socket);
    }

    private void link() throws Exception {
        String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        Files.createSymbolicLink(socket, Path.of(host.replace("unix://", "")));
    }

    @AfterEach
    void close() throws Exception {
        if (!Files.exists(socket)) {
            link();
        }
        for (String app : List.of("app", "other")) {
            home.vektra("apps:destroy", "-a", app, "--destroy-data", "--confirm", app);
        }
        for (String service : List.of("postgres", "redis", "memcache")) {
            home.vektra("addons:disable", service, "--destroy-data", "--confirm", service);
        }
        List<String> left = atEngine();
        home.close();
        assertThat(left).isEmpty();
    }

    @Test
    void start_stop_restart_status_and_logs_do_what_they_say_and_data_stays() {
        home.vektra("addons:enable", "redis", "--from", "docker").ok();
        home.vektra("addons:bind", "redis", "-a", "app").ok();
        write("app", "key", "value");
        JsonNode first = status("redis");
        assertThat(first.at("/state").asText()).isEqualTo("running");
        assertThat(first.at("/server/source").asText()).isEqualTo("docker");
        String server = "redis at " + first.at("/server/hosts/0").asText() + "\n";

        assertThat(home.vektra("addons:start", "redis").ok().out())
                .isEqualTo("Nothing to do: " + server.strip() + " is already running\n");
        assertThat(home.vektra("addons:stop", "redis").ok().out()).isEqualTo("Stopped " + server);
        assertThat(home.vektra("addons:stop", "redis").ok().out())
                .isEqualTo("Nothing to do: " + server.strip() + " is not running\n");
        assertThat(status("redis").at("/state").asText()).isEqualTo("stopped");
        assertThat(home.vektra("addons:start", "redis").ok().out()).isEqualTo("Started " + server);
        assertThat(home.vektra("addons:restart", "redis").ok().out()).isEqualTo("Restarted " + server);
        assertThat(status("redis").at("/server")).isEqualTo(first.at("/server"));
        assertThat(read("app", "key")).isEqualTo("value");
        assertThat(home.vektra("addons:logs", "redis", "-n", "50").ok().out()).contains("Ready to accept connections");
        assertThat(home.vektra("addons:units", "redis").exits(4).err()).contains("its engine starts it at boot");

        home.vektra("addons:unbind", "redis", "-a", "app").ok();
        home.vektra("addons:disable", "redis").ok();
        assertThat(atEngine()).hasSize(2);
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:bind", "redis", "-a", "app").ok();
        assertThat(read("app", "key")).isEqualTo("value");
    }

    @Test
    void a_server_that_died_or_whose_container_was_deleted_comes_back_with_its_data() {
        home.vektra("addons:enable", "redis", "--from", "docker").ok();
        home.vektra("addons:bind", "redis", "-a", "app").ok();
        write("app", "key", "value");
        long pid = status("redis").at("/pid").asLong();
        Signal.send("KILL", pid);
        // the engine starts it again
        Awaitility.await()
                .until(() -> status("redis").at("/state").asText().equals("running")
                        && status("redis").at("/pid").asLong() != pid);
        home.vektra("addons:bind", "redis", "-a", "other").ok();
        assertThat(read("app", "key")).isEqualTo("value");

        docker("rm", "-f", container("redis"));
        assertThat(home.vektra("addons:status", "redis").ok().out()).contains("no container");
        home.vektra("addons:start", "redis").ok();
        assertThat(read("app", "key")).isEqualTo("value");

        docker("pause", container("redis"));
        assertThat(status("redis").at("/state").asText()).isEqualTo("hung");
        assertThat(home.vektra("addons:start", "redis", "--timeout", "1")
                        .exits(5)
                        .err())
                .contains("redis is paused", "docker unpause ");
        home.vektra("addons:stop", "redis").ok();

        String name = container("redis");
        docker("rm", "-f", name);
        docker("volume", "rm", name);
        assertThat(home.vektra("addons:start", "redis").exits(5).err()).contains("the data of redis is gone");
    }

    @Test
    void a_home_that_was_moved_keeps_its_containers_and_the_doctor_fixes_a_port_that_was_taken() throws Exception {
        assertThat(home.vektra("addons:enable", "redis", "--from", "docker", "--dry-run")
                        .ok()
                        .out())
                .contains("would create the server redis (Redis, docker, a free port)");
        assertThat(atEngine()).isEmpty();
        home.vektra("addons:enable", "redis", "--from", "docker").ok();
        home.vektra("addons:bind", "redis", "-a", "app").ok();
        write("app", "key", "value");
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
        Path elsewhere = Files.move(home.path(), home.scratch().resolve("moved"));
        Map<String, String> moved = Map.of("VEKTRA_HOME", elsewhere.toString());
        home.vektra(moved, "addons:doctor", "--fix").ok();
        home.vektra(moved, "addons:restart", "redis").ok();
        Files.move(elsewhere, home.path());
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(read("app", "key")).isEqualTo("value");

        int port =
                Integer.parseInt(status("redis").at("/server/hosts/0").asText().replaceFirst(".*:", ""));
        home.vektra("addons:stop", "redis").ok();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(home.vektra("addons:doctor", "--fix").ok().out()).contains("its port " + port + " is taken");
            assertThat(taken.getLocalPort()).isEqualTo(port);
        }
        assertThat(home.config("app").get("REDIS_URL")).doesNotContain(":" + port + "/");
        assertThat(read("app", "key")).isEqualTo("value");
    }

    @Test
    void a_dedicated_add_on_has_a_container_of_its_own() {
        home.vektra("addons:enable", "memcache", "--from", "docker", "--memory", "16")
                .ok();
        home.vektra("addons:bind", "memcache:dedicated", "-a", "app").ok();
        assertThat(atEngine()).hasSize(2);
        home.vektra("addons:destroy", "memcache", "-a", "app", "--confirm", "app")
                .ok();
        assertThat(atEngine()).hasSize(1);
        // an option that stands in the command line: the container is made anew
        home.vektra("addons:enable", "memcache", "--memory", "32").ok();
        home.vektra("addons:restart", "memcache").ok();
        home.vektra("addons:bind", "memcache", "-a", "app").ok();
        assertThat(home.vektra("addons:info", "memcache", "-a", "app").ok().out())
                .containsPattern("Server memory limit +32[.]0 MB");
    }

    @Test
    void no_secret_can_be_seen_at_the_engine() throws Exception {
        home.vektra("addons:enable", "postgres", "--from", "docker").ok();
        home.vektra("addons:bind", "postgres", "-a", "app").ok();
        String admin = home.adminUrl("postgres").replaceFirst(".*:(.*)@.*", "$1");
        String pid = status("postgres").at("/pid").asText();
        assertThat(docker("inspect", container("postgres"))
                        + docker("logs", container("postgres"))
                        + Files.readString(Path.of("/proc", pid, "environ"))
                        + Files.readString(Path.of("/proc", pid, "cmdline")))
                .contains("postgresql")
                .doesNotContain(admin, home.password("app", "DATABASE_URL"));
    }

    @Test
    void a_port_that_is_taken_is_a_conflict_that_names_the_taker() throws Exception {
        home.vektra("addons:enable", "memcache", "--from", "docker").ok();
        int port = Integer.parseInt(
                status("memcache").at("/server/hosts/0").asText().replaceFirst(".*:", ""));
        home.vektra("addons:stop", "memcache").ok();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(home.vektra("addons:start", "memcache").exits(4).err())
                    .contains("port " + port + " of memcache is taken by java");
        }
        home.vektra("addons:start", "memcache").ok();
    }

    @Test
    void an_engine_that_is_lost_is_unavailable_in_one_line() throws Exception {
        home.vektra("addons:enable", "memcache", "--from", "docker").ok();
        home.vektra("addons:stop", "memcache").ok();
        Files.delete(socket);
        for (List<String> call : List.of(
                List.of("addons:start", "memcache"),
                List.of("addons:stop", "memcache"),
                List.of("addons:enable", "redis", "--from", "docker"))) {
            assertThat(home.vektra(call.toArray(String[]::new)).exits(5).err())
                    .matches("Error: no container engine answers at unix://.*\n  -> start it, for example: .*\n");
        }
        assertThat(status("memcache").at("/state").asText()).isEqualTo("unreachable");
        assertThat(home.vektra("addons:services").ok().out()).contains("unreachable");
        assertThat(home.path().resolve("servers/redis")).doesNotExist();
        link();
        home.vektra("addons:start", "memcache").ok();
    }

    @Test
    void an_image_that_is_nowhere_is_named_with_the_way_to_get_it() {
        assertThat(home.vektra("addons:enable", "redis", "--from", "docker", "--image", "localhost:1/none:7")
                        .exits(5)
                        .err())
                .contains(
                        "Error: the image localhost:1/none:7 is missing and cannot be pulled: ",
                        "\n  -> pull it, then try again: docker pull localhost:1/none:7\n");
        assertThat(home.path().resolve("servers/redis")).doesNotExist();
        home.vektra("addons:enable", "redis", "--from", "docker", "--image", "memcached:1.6-alpine")
                .exits(5);
        assertThat(atEngine()).isEmpty();
    }

    @Test
    void what_makes_no_sense_is_invalid_and_changes_nothing() {
        assertThat(home.vektra("addons:enable", "redis", "--image", "redis:7")
                        .exits(2)
                        .err())
                .isEqualTo("Error: --image is for a server in a container\n  -> add --from docker\n");
        assertThat(home.vektra(
                                Map.of("DOCKER_HOST", "tcp://10.0.0.1:2375"),
                                "addons:enable",
                                "redis",
                                "--from",
                                "docker")
                        .exits(2)
                        .err())
                .contains("which is no socket of this machine");
        assertThat(home.vektra("addons:services").ok().out()).doesNotContain("running");
        assertThat(atEngine()).isEmpty();
    }

    private void write(String app, String key, String value) {
        try (Jedis redis = new Jedis(home.config(app).get("REDIS_URL"))) {
            redis.set(key, value);
        }
    }

    private String read(String app, String key) {
        try (Jedis redis = new Jedis(home.config(app).get("REDIS_URL"))) {
            return redis.get(key);
        }
    }

    private JsonNode status(String service) {
        return home.json("addons:status", service);
    }

    /** The containers and the named volumes that the engine has of this home. */
    private List<String> atEngine() {
        String label = "label=vektra.home=" + home.path();
        return (docker("ps", "-aq", "--filter", label) + docker("volume", "ls", "-q", "--filter", label))
                .lines()
                .toList();
    }

    private String container(String service) {
        return docker(
                        "ps",
                        "-a",
                        "--filter",
                        "label=vektra.home=" + home.path(),
                        "--filter",
                        "label=vektra.server=" + service,
                        "--format",
                        "{{.Names}}")
                .strip();
    }

    private String docker(String... words) {
        List<String> command = new java.util.ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        Home.Ran ran = home.program(Map.of(), command.toArray(String[]::new)).ok();
        return ran.out() + (words[0].equals("logs") ? ran.err() : "");
    }
}
