package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Job queues, caches and tools that apps run, as Debian has them, each with the REDIS_URL of a plan and nothing else. */
@Sampled(oneIn = 6)
class RedisProgramsIT {
    private static final Path PROGRAMS = Path.of("src", "test", "programs").toAbsolutePath();
    private static final Path PYTHON = Path.of("/usr/lib/python3/dist-packages");

    private static Home home;

    @BeforeAll
    static void an_app_on_each_plan() {
        home = new Home();
        home.vektra("addons:enable", "redis", "--from", "machine").ok();
        home.vektra("addons:bind", "redis:shared", "-a", "shared").ok();
        home.vektra("addons:bind", "redis:dedicated", "-a", "dedicated").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void celery(String plan) throws Exception {
        needs("python3-celery", PYTHON.resolve("celery"));
        assertThat(run(plan, "/usr/bin/python3", "celery_jobs.py")).endsWith("5 [{'ok': 'pong'}]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void sidekiq(String plan) throws Exception {
        needs("ruby-sidekiq", Path.of("/usr/bin/sidekiq"));
        assertThat(run(plan, "ruby", "-W0", "sidekiq_jobs.rb")).endsWith("5 1 0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void django_redis(String plan) throws Exception {
        needs("python3-django-redis", PYTHON.resolve("django_redis"));
        assertThat(run(plan, "/usr/bin/python3", "django_cache.py")).endsWith("['page:1', 'page:2'] 2 2 ann None\n");
    }

    /** A worker of RQ looks for its own address in the list of all connections. */
    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void rq(String plan) throws Exception {
        needs("python3-rq", PYTHON.resolve("rq"));
        String said = run(plan, "/usr/bin/python3", "rq_jobs.py");
        if (plan.equals("shared")) {
            assertThat(said).contains("no permissions to run the 'client|list' command");
        } else {
            assertThat(said).endsWith("finished 5 1\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void redis_cli_and_redis_benchmark(String plan) throws Exception {
        for (List<String> tool : List.of(
                List.of("redis-cli", "--scan"),
                List.of("redis-cli", "--bigkeys"),
                List.of("redis-cli", "--memkeys"),
                List.of("redis-benchmark", "-q", "-n", "20", "-t", "set,lpush"))) {
            needs("redis-tools", Path.of("/usr/bin", tool.get(0)));
            List<String> command =
                    Stream.concat(tool.stream(), Stream.of("-u", url(plan))).toList();
            assertThat(run(plan, command.toArray(String[]::new)))
                    .as(tool.toString())
                    .doesNotContain("NOPERM");
        }
    }

    private static String url(String app) {
        return home.vektra("config:get", "REDIS_URL", "-a", app).ok().out().strip();
    }

    private static void needs(String debian, Path file) {
        assumeTrue(Files.exists(file), debian + " is missing; scripts/test installs it");
    }

    private static String run(String app, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(PROGRAMS.toFile());
        builder.environment().putAll(Map.of("REDIS_URL", url(app), "PYTHONDONTWRITEBYTECODE", "1"));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
