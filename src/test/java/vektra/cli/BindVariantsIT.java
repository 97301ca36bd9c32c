package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** The ways to have a service other than the usual one: more attachments, other plans, other servers, other options. */
@Sampled(oneIn = 6)
class BindVariantsIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = Home.withEverything();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    // several attachments

    @ParameterizedTest
    @CsvSource({"postgres, DATABASE_URL", "redis, REDIS_URL"})
    void another_name_is_another_attachment_of_the_same_data_with_credentials_of_its_own(String service, String usual)
            throws Exception {
        String app = "two-" + service;
        home.vektra("addons:bind", service, "-a", app).ok();
        home.vektra("addons:bind", service, "-a", app, "--as", "read-only").ok();
        Map<String, String> config = home.config(app);
        String first = config.get(usual);
        String second = config.get("READ_ONLY_URL");
        assertThat(config).hasSize(3);
        assertThat(URI.create(second).getUserInfo())
                .isNotEqualTo(URI.create(first).getUserInfo());
        assertThat(home.json("addons", "-a", app)).hasSize(1);
        assertThat(home.vektra("addons:bind", service, "-a", app, "--as", "READ_ONLY")
                        .ok()
                        .out())
                .startsWith("Nothing to do");
        write(first, "shared");
        assertThat(read(second)).isEqualTo("shared");

        home.vektra("addons:unbind", service, "-a", app, "--as", "read-only").ok();
        assertThat(home.config(app)).containsEntry(usual, first).hasSize(2);
        assertThat(read(first)).isEqualTo("shared");
        assertThatThrownBy(() -> read(second)).isInstanceOfAny(SQLException.class, JedisException.class);

        home.vektra("addons:bind", service, "-a", app, "--as", "other").ok();
        home.vektra("addons:unbind", service, "-a", app).ok();
        assertThat(home.config(app)).containsOnlyKeys("OTHER_URL");
        assertThat(read(home.config(app).get("OTHER_URL"))).isEqualTo("shared");
    }

    @Test
    void a_name_that_is_attached_to_something_else_is_a_conflict() {
        home.vektra("addons:bind", "redis", "-a", "named", "--as", "store").ok();
        assertThat(home.vektra("addons:bind", "postgres", "-a", "named", "--as", "store")
                        .exits(4)
                        .err())
                .contains("STORE attached to redis-", "--as NAME");
        assertThat(home.vektra("addons:unbind", "postgres", "-a", "named", "--as", "store")
                        .exits(4)
                        .err())
                .contains("STORE of named is redis-");
        home.vektra("addons:bind", "redis", "-a", "named", "--as", "1 bad name").exits(2);
    }

    @Test
    void a_word_that_names_a_service_never_means_something_else_attached_under_that_name() {
        home.vektra("addons:bind", "postgres", "-a", "tricky", "--as", "redis").ok();
        home.vektra("addons:destroy", "redis", "-a", "tricky", "--confirm", "tricky")
                .exits(3);
        assertThat(home.vektra("addons:unbind", "redis", "-a", "tricky").ok().out())
                .startsWith("Nothing to do");
        home.vektra("addons:bind", "postgres", "-a", "tricky").ok();
        home.vektra("addons:bind", "postgres", "-a", "tricky", "--as", "third").ok();
        home.vektra("addons:unbind", "postgres", "-a", "tricky").ok();
        assertThat(home.config("tricky")).containsOnlyKeys("REDIS_URL", "THIRD_URL");
        assertThat(home.vektra("addons:unbind", "postgres", "-a", "tricky")
                        .exits(4)
                        .err())
                .contains("as REDIS and as THIRD", "say REDIS or THIRD instead");
        home.vektra("addons:unbind", "REDIS", "-a", "tricky").ok();
        assertThat(home.config("tricky")).containsOnlyKeys("THIRD_URL");
    }

    // plans

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis", "memcache"})
    void a_dedicated_addon_is_a_server_of_its_own_that_goes_with_it(String service) throws Exception {
        String app = "alone-" + service;
        home.vektra("addons:bind", service + ":dedicated", "-a", app).ok();
        JsonNode addon = home.json("addons", "-a", app).get(0);
        String name = addon.at("/name").asText();
        assertThat(addon.at("/plan").asText()).isEqualTo(service + ":dedicated");
        JsonNode status = home.json("addons:status", name);
        JsonNode shared = home.json("addons:status", service);
        assertThat(status.at("/state").asText()).isEqualTo("running");
        assertThat(status.at("/pid")).isNotEqualTo(shared.at("/pid"));
        assertThat(status.at("/server/hosts")).isNotEqualTo(shared.at("/server/hosts"));
        String url = anyUrl(home.config(app));
        assertThat(url).contains(status.at("/server/hosts/0").asText());
        write(url, "of its own");

        home.vektra("addons:stop", name).ok();
        assertThat(home.json("addons:status", name).at("/state").asText()).isEqualTo("stopped");
        assertThat(home.json("addons:status", service).at("/state").asText()).isEqualTo("running");
        home.vektra("run", "-a", app, "--", "true").ok();
        if (!service.equals("memcache")) {
            assertThat(read(url)).isEqualTo("of its own");
        }
        assertThat(home.vektra("addons:start", name).ok().out()).startsWith("Nothing to do");
        assertThat(home.vektra("addons:restart", name).ok().out()).startsWith("Restarted " + name);
        home.vektra("addons:logs", name).ok();

        long pid = home.json("addons:status", name).at("/pid").asLong();
        Path folder = home.path().resolve("servers/" + name);
        assertThat(folder).exists();
        home.vektra("addons:destroy", service, "-a", app, "--confirm", app).ok();
        assertThat(folder).doesNotExist();
        assertThat(lives(pid)).isFalse();
        home.vektra("addons:status", name).exits(3);
    }

    @Test
    void the_usual_name_holds_one_plan_at_a_time() {
        home.vektra("addons:bind", "redis", "-a", "planned").ok();
        assertThat(home.vektra("addons:bind", "redis:dedicated", "-a", "planned")
                        .exits(4)
                        .err())
                .contains("has REDIS attached to redis-", "--as NAME", "addons:unbind redis -a planned");
        assertThat(home.vektra("addons:bind", "redis:shared", "-a", "planned")
                        .ok()
                        .out())
                .startsWith("Nothing to do");
        assertThat(home.vektra("addons:bind", "redis:huge", "-a", "planned")
                        .exits(3)
                        .err())
                .contains("no plan called 'huge'", "redis:shared, redis:dedicated");
        assertThat(home.vektra("addons:bind", "reddis", "-a", "planned")
                        .exits(3)
                        .err())
                .contains("no service called 'reddis'", "did you mean redis?");
    }

    @Test
    void binding_again_brings_back_what_was_kept_and_not_what_is_bound_elsewhere() throws Exception {
        home.vektra("addons:bind", "redis", "-a", "kept").ok();
        home.vektra("addons:bind", "redis:dedicated", "-a", "kept", "--as", "fast")
                .ok();
        write(home.config("kept").get("REDIS_URL"), "slow");
        write(home.config("kept").get("FAST_URL"), "fast");
        home.vektra("addons:unbind", "redis", "-a", "kept").ok();
        assertThat(home.config("kept")).containsOnlyKeys("FAST_URL");
        home.vektra("addons:bind", "redis", "-a", "kept").ok();
        assertThat(read(home.config("kept").get("REDIS_URL"))).isEqualTo("slow");

        home.vektra("addons:unbind", "redis", "-a", "kept").ok();
        home.vektra("addons:unbind", "redis", "-a", "kept", "--as", "fast").ok();
        home.vektra("addons:bind", "redis:dedicated", "-a", "kept").ok();
        assertThat(read(home.config("kept").get("REDIS_URL"))).isEqualTo("fast");
        home.vektra("addons:bind", "redis", "-a", "kept", "--as", "same").ok();
        assertThat(read(home.config("kept").get("SAME_URL"))).isEqualTo("fast");
        String usual = home.json("addons:info", "REDIS", "-a", "kept").at("/id").asText();
        assertThat(home.json("addons:info", "redis", "-a", "kept").at("/id").asText())
                .as("with two add-ons, the service means the one that is REDIS_URL")
                .isEqualTo(usual);
        assertThat(home.vektra("addons:action", "redis", "stats", "-a", "kept")
                        .ok()
                        .out())
                .contains("keys");
        assertThat(home.vektra("addons:destroy", "redis", "-a", "kept", "--confirm", "kept")
                        .exits(4)
                        .err())
                .contains("can mean redis-", "name the add-on");
        home.vektra("addons:destroy", "redis:dedicated", "-a", "kept", "--confirm", "kept")
                .ok();
        assertThat(home.config("kept")).isEmpty();
    }

    // options

    @Test
    void an_option_that_changes_live_is_in_force_at_once_and_stays() throws Exception {
        assertThat(home.vektra("addons:enable", "redis", "--maxmemory", "64MB", "--maxmemory-policy", "allkeys-lru")
                        .ok()
                        .out())
                .contains("Changed redis", "--maxmemory 64mb", "--maxmemory-policy allkeys-lru")
                .doesNotContain("restart");
        assertThat(redisConfig("maxmemory")).isEqualTo(String.valueOf(64 << 20));
        home.vektra("addons:restart", "redis").ok();
        assertThat(redisConfig("maxmemory")).isEqualTo(String.valueOf(64 << 20));
        assertThat(redisConfig("maxmemory-policy")).isEqualTo("allkeys-lru");

        home.vektra("addons:bind", "postgres", "-a", "limited").ok();
        String url = home.config("limited").get("DATABASE_URL");
        home.vektra("addons:enable", "postgres", "--log-min-duration", "250", "--connections-per-app", "7")
                .ok();
        assertThat(Home.ask(url, "show log_min_duration_statement")).isEqualTo("250ms");
        assertThat(Home.ask(url, "select rolconnlimit from pg_roles where rolname = session_user"))
                .isEqualTo("7");
        assertThat(home.vektra("addons:enable", "postgres").ok().out()).startsWith("Nothing to do");
    }

    @Test
    void an_option_that_takes_a_restart_says_so_and_is_in_force_after_it() throws Exception {
        assertThat(home.vektra("addons:enable", "postgres", "--max-connections", "43")
                        .ok()
                        .out())
                .endsWith("--max-connections 43; takes effect after: vektra addons:restart postgres\n");
        assertThat(Home.ask(home.adminUrl("postgres"), "show max_connections")).isEqualTo("100");
        home.vektra("addons:restart", "postgres").ok();
        assertThat(Home.ask(home.adminUrl("postgres"), "show max_connections")).isEqualTo("43");

        home.vektra("addons:enable", "memcache", "--memory", "32").ok();
        assertThat(limit(home)).isEqualTo("67108864");
        home.vektra("addons:restart", "memcache").ok();
        assertThat(limit(home)).isEqualTo("33554432");

        home.vektra("addons:stop", "memcache").ok();
        assertThat(home.vektra("addons:enable", "memcache", "--memory", "16")
                        .ok()
                        .out())
                .startsWith("Changed memcache")
                .doesNotContain("restart");
        assertThat(limit(home)).isEqualTo("16777216");
    }

    @ParameterizedTest
    @Sampled(oneIn = 1)
    @CsvSource({
        "redis, --auth, none, 4, cannot be changed after the service was enabled (now: acl)",
        "redis, --listen, 0.0.0.0, 4, (now: 127.0.0.1)",
        "postgres, --port, 1234, 4, cannot be changed after",
        "redis, --databases, 1, 2, a whole number from 3 to 1000000",
        "postgres, --max-connections, 0, 2, a whole number from 10 to",
        "postgres, --max-connections, many, 2, a whole number",
        "postgres, --shared-buffers, 1kb, 2, 'a size with its unit, 1024kb or more'",
        "memcache, --memory, 1, 2, a whole number from 8 to",
        "redis, --maxmemory-policy, forget, 2, 'one of: noeviction'",
        "redis, --maxmemory, lots, 2, a size with its unit",
        "redis, --maxmemry, 1mb, 2, did you mean --maxmemory?",
    })
    void an_option_that_cannot_be_is_refused_and_nothing_changes(
            String service, String option, String value, int code, String complaint) throws IOException {
        Path record = home.path().resolve("services/" + service + ".json");
        String before = Files.readString(record);
        assertThat(home.vektra("addons:enable", service, option, value)
                        .exits(code)
                        .err())
                .contains(complaint);
        assertThat(Files.readString(record)).isEqualTo(before);
    }

    @Test
    void redis_without_passwords_sets_the_documented_bare_form() {
        try (Home trusting = new Home()) {
            trusting.vektra("addons:enable", "redis", "--auth", "none").ok();
            trusting.vektra("addons:bind", "redis", "-a", "bare").ok();
            Map<String, String> config = trusting.config("bare");
            assertThat(config.get("REDISURL")).matches("tcp://127\\.0\\.0\\.1:\\d+/[1-9]\\d*");
            assertThat(config.get("REDIS_URL")).isEqualTo(config.get("REDISURL").replace("tcp:", "redis:"));
            try (Jedis redis = new Jedis(config.get("REDIS_URL"))) {
                assertThat(redis.set("a", "1")).isEqualTo("OK");
            }
            assertThat(trusting.vektraFed("get a\n", "addons:connect", "redis", "-a", "bare")
                            .ok()
                            .out())
                    .isEqualTo("1\n");
        }
    }

    // software

    @Test
    void all_three_work_with_software_that_vektra_brings_itself() throws Exception {
        try (Home bare = new Home()) {
            Map<String, String> nothing = Map.of("PATH", "/usr/bin:/bin");
            for (String[] service :
                    new String[][] {{"postgres", "embedded"}, {"redis", "embedded"}, {"memcache", "builtin"}}) {
                JsonNode enabled = bare.vektra(nothing, "addons:enable", service[0], "--from", service[1], "--json")
                        .ok()
                        .json();
                assertThat(enabled.at("/server/source").asText()).isEqualTo(service[1]);
                bare.vektra("addons:bind", service[0], "-a", "all").ok();
            }
            Map<String, String> config = bare.config("all");
            assertThat(config)
                    .containsOnlyKeys(
                            "DATABASE_URL",
                            "POSTGRES_URL",
                            "REDISURL",
                            "REDIS_URL",
                            "MEMCACHE_HOSTS",
                            "MEMCACHE_NAMESPACE");
            for (String url : List.of(
                    config.get("DATABASE_URL"),
                    config.get("REDIS_URL"),
                    anyUrl(Map.of("MEMCACHE_HOSTS", config.get("MEMCACHE_HOSTS"))))) {
                write(url, "brought along");
                assertThat(read(url)).isEqualTo("brought along");
            }
        }
    }

    // adopted servers

    @ParameterizedTest
    @CsvSource({
        "postgres, --url-env, DATABASE_URL",
        "postgres, --url-file, DATABASE_URL",
        "redis, --url-env, REDIS_URL",
        "redis, --url-file, REDIS_URL",
        "redis, --url, REDIS_URL",
        "memcache, --url, MEMCACHE_HOSTS"
    })
    void a_server_that_runs_elsewhere_is_adopted_and_its_secret_is_never_shown(
            String service, String option, String variable) throws Exception {
        String url = service.equals("postgres") ? home.adminUrl(service) + "/postgres" : home.adminUrl(service);
        url = url.replaceFirst("(:\\d+/[^/]+)/postgres$", "$1");
        String secret = service.equals("memcache")
                ? "no secret"
                : URI.create(url).getUserInfo().split(":")[1];
        try (Home guest = new Home()) {
            guest.with("ADMIN_URL", url);
            guest.write("admin-url", url + "\nanything else");
            String source = Map.of("--url-env", "ADMIN_URL", "--url-file", "admin-url", "--url", url)
                    .get(option);
            Process enabling = guest.start(Map.of(), "addons:enable", service, option, source);
            Set<String> commandLines = commandLinesWhile(enabling);
            Home.Ran enabled = Home.finish(enabling, "").ok();
            assertThat(enabled.out()).startsWith("Enabled " + service + " at 127.0.0.1:");
            if (!option.equals("--url")) {
                assertThat(commandLines).noneMatch(line -> line.contains(secret));
            }
            guest.vektra("addons:bind", service, "-a", "visitor").ok();
            String own = guest.config("visitor").get(variable);
            String reachable = service.equals("memcache") ? "memcached://" + own : own;
            write(reachable, "far away");
            assertThat(read(reachable)).isEqualTo("far away");
            assertThat(guest.json("addons:services").findValuesAsText("state")).contains("external");
            for (String call : List.of(
                    "addons:services --json",
                    "addons:status " + service,
                    "addons:status --json " + service,
                    "addons:info --json -a visitor " + service,
                    "addons:info -a visitor " + service,
                    "addons -a visitor --json",
                    "addons:enable --json " + service)) {
                Home.Ran ran = guest.vektra(call.split(" ")).ok();
                assertThat(ran.out() + ran.err()).as(call).doesNotContain(secret);
            }
            for (String verb : List.of("stop", "start", "restart", "logs")) {
                assertThat(guest.vektra("addons:" + verb, service).exits(4).err())
                        .contains("was adopted");
            }
            guest.vektra("addons:destroy", service, "-a", "visitor", "--confirm", "visitor")
                    .ok();
            guest.vektra("addons:disable", service, "--destroy-data", "--confirm", service)
                    .ok();
            assertThat(home.json("addons:status", service).at("/state").asText())
                    .isEqualTo("running");
        }
    }

    @Test
    void what_makes_no_sense_for_an_adopted_server_is_refused() {
        try (Home guest = new Home()) {
            String url = home.adminUrl("redis");
            String secret = URI.create(url).getUserInfo().split(":")[1];
            guest.with("ADMIN_URL", url).with("WRONG_URL", url.replace(secret, "wrong-secret"));
            assertThat(guest.vektra("addons:enable", "redis", "--url-env", "ADMIN_URL", "--port", "1234")
                            .exits(2)
                            .err())
                    .contains("--port is for a server that Vektra starts");
            guest.vektra("addons:enable", "redis", "--url-env", "ADMIN_URL", "--databases", "9")
                    .exits(2);
            guest.vektra("addons:enable", "redis", "--url-env", "ADMIN_URL", "--url", "redis://h")
                    .exits(2);
            guest.vektra("addons:enable", "redis", "--url-env", "NOT_SET").exits(2);
            guest.vektra("addons:enable", "redis", "--url-file", "not-there").exits(2);
            guest.vektra("addons:enable", "redis", "--url", "http://elsewhere").exits(2);
            assertThat(guest.vektra("addons:enable", "redis", "--url-env", "WRONG_URL")
                            .exits(5)
                            .err())
                    .doesNotContain("wrong-secret");
            assertThat(guest.json("addons:services").findValuesAsText("state")).containsOnly("off");
            guest.vektra("addons:enable", "redis", "--url-env", "ADMIN_URL").ok();
            guest.vektra("addons:enable", "redis", "--databases", "9").exits(2);
        }
    }

    // helpers

    /** The command lines of every process that ran until this one ended. */
    private static Set<String> commandLinesWhile(Process process) throws Exception {
        Set<String> lines = new TreeSet<>();
        do {
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                for (Path file : processes
                        .map(p -> p.resolve("cmdline"))
                        .filter(Files::exists)
                        .toList()) {
                    try {
                        lines.add(Files.readString(file, StandardCharsets.ISO_8859_1)
                                .replace('\0', ' '));
                    } catch (IOException ended) {
                        // between the listing and the reading
                    }
                }
            }
        } while (!process.waitFor(5, TimeUnit.MILLISECONDS));
        assertThat(lines).anyMatch(line -> line.contains("vektra.Main addons:enable"));
        return lines;
    }

    /** A zombie is dead, although its parent may never reap it. */
    private static boolean lives(long pid) {
        try {
            return !Files.readString(Path.of("/proc", String.valueOf(pid), "stat"))
                    .matches("(?s).*\\) Z.*");
        } catch (IOException gone) {
            return false;
        }
    }

    private static String redisConfig(String name) {
        try (Jedis redis = new Jedis(home.adminUrl("redis"))) {
            return redis.configGet(name).get(name);
        }
    }

    private static String limit(Home home) throws IOException {
        MemcachedClient client = memcached(home.adminUrl("memcache"));
        try {
            return client.getStats().values().iterator().next().get("limit_maxbytes");
        } finally {
            client.shutdown();
        }
    }

    private static String anyUrl(Map<String, String> config) {
        return config.containsKey("MEMCACHE_HOSTS")
                ? "memcached://" + config.get("MEMCACHE_HOSTS")
                : config.values().stream()
                        .filter(value -> !value.startsWith("tcp:"))
                        .findFirst()
                        .orElseThrow();
    }

    private static MemcachedClient memcached(String url) throws IOException {
        URI uri = URI.create(url);
        return new MemcachedClient(
                new ConnectionFactoryBuilder().setDaemon(true).build(),
                List.of(new InetSocketAddress(uri.getHost(), uri.getPort())));
    }

    private static void write(String url, String value) throws Exception {
        if (url.startsWith("postgres")) {
            try (var connection = Home.connect(url)) {
                connection.createStatement().execute("create table if not exists kept (value text)");
                connection.createStatement().execute("insert into kept values ('" + value + "')");
            }
        } else if (url.startsWith("redis")) {
            try (Jedis redis = new Jedis(url)) {
                redis.set("kept", value);
            }
        } else {
            MemcachedClient client = memcached(url);
            assertThat(client.set("kept", 0, value).get()).isTrue();
            client.shutdown();
        }
    }

    private static String read(String url) throws Exception {
        if (url.startsWith("postgres")) {
            return Home.ask(url, "select value from kept");
        }
        if (url.startsWith("redis")) {
            try (Jedis redis = new Jedis(url)) {
                return redis.get("kept");
            }
        }
        MemcachedClient client = memcached(url);
        try {
            return (String) client.get("kept");
        } finally {
            client.shutdown();
        }
    }
}
