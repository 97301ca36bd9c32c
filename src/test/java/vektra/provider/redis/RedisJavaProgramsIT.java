package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;

/** Lettuce, spring-session and Redisson on each plan; they come from Maven's repository, with 34 MB of libraries. */
@Tag("soak")
class RedisJavaProgramsIT {
    private static final Path SOURCES = Path.of("src", "it", "redis-programs").toAbsolutePath();
    private static final Path BUILT = Path.of("target", "redis-programs").toAbsolutePath();
    private static final String NO_PERMISSION = ": NOPERM this user has no permissions to run the '";

    private static Home home;

    @BeforeAll
    static void compile_with_a_class_path_of_their_own() throws Exception {
        Files.createDirectories(BUILT);
        run(
                Map.of(),
                "mvn",
                "-B",
                "-ntp",
                "-q",
                "-f",
                SOURCES.resolve("pom.xml").toString(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
                "-DoutputDirectory=" + BUILT.resolve("lib"));
        String source = SOURCES.resolve("RedisPrograms.java").toString();
        run(Map.of(), "javac", "-proc:none", "-nowarn", "-cp", BUILT + "/lib/*", "-d", BUILT.toString(), source);
        home = new Home();
        home.vektra("addons:enable", "redis", "--from", "machine").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void on_a_shared_server() throws Exception {
        home.vektra("addons:bind", "redis:shared", "-a", "shared").ok();
        assertThat(said("shared"))
                .contains(
                        "lettuce: hello hi 1 master",
                        "spring-session NO_OP: 1 SessionCreatedEvent null",
                        "redisson lock: false true",
                        "redisson topic: hi",
                        "redisson map: value key",
                        "redisson delayed: job")
                .contains(
                        "lettuce caching" + NO_PERMISSION + "client|tracking' command",
                        "spring-session" + NO_PERMISSION + "config|get' command",
                        "redisson copy" + NO_PERMISSION + "copy' command");
    }

    @Test
    void on_a_server_of_its_own() throws Exception {
        home.vektra("addons:bind", "redis:dedicated", "-a", "plain").ok();
        assertThat(said("plain"))
                .contains(
                        "lettuce caching: hello",
                        "spring-session" + NO_PERMISSION + "config|set' command",
                        "redisson copy: true");
    }

    @Test
    void on_one_that_publishes_events_of_keys() throws Exception {
        home.vektra("apps:create", "events").ok();
        home.vektra(
                        "addons:create",
                        "redis:dedicated",
                        "-a",
                        "events",
                        "--wait",
                        "--",
                        "--notify-keyspace-events",
                        "gxE")
                .ok();
        assertThat(said("events"))
                .contains(
                        "lettuce: hello hi 1 master",
                        "spring-session: 1 SessionCreatedEvent SessionDeletedEvent",
                        "spring-session NO_OP: 1 SessionCreatedEvent SessionDeletedEvent",
                        "redisson delayed: job");
    }

    private static List<String> said(String app) throws Exception {
        String url =
                home.vektra("config:get", "REDIS_URL", "-a", app).ok().out().strip();
        String path = BUILT + ":" + BUILT + "/lib/*";
        String said = run(Map.of("REDIS_URL", url), "java", "-XX:TieredStopAtLevel=1", "-cp", path, "RedisPrograms");
        return said.lines().map(line -> line.replaceFirst(" channel: .*", "")).toList();
    }

    private static String run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
