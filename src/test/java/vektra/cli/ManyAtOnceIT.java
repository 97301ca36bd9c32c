package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Dozens of processes at once: each does its work as if it were alone. */
@Sampled(oneIn = 8)
class ManyAtOnceIT {
    private static final int MANY = Integer.getInteger("vektra.many", 10);
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.enable("postgres");
        home.vektra("addons:enable", "redis").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @ParameterizedTest
    @Sampled(oneIn = 2)
    @ValueSource(strings = {"postgres", "redis"})
    void should_give_each_of_many_apps_bound_at_once_an_addon_of_its_own(String service) throws Exception {
        atOnce(MANY, i -> new String[] {"addons:bind", service, "-a", service + "-app-" + i})
                .forEach(Home.Ran::ok);
        Set<String> places = new HashSet<>();
        Set<String> users = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            JsonNode app = app(service + "-app-" + i);
            assertThat(app.at("/release").asInt()).isEqualTo(1);
            assertThat(app.at("/addons")).hasSize(1);
            assertThat(app.at("/config")).hasSize(2);
            assertThat(versions(service + "-app-" + i)).containsExactly(1);
            URI url = URI.create(app.at("postgres".equals(service) ? "/config/DATABASE_URL" : "/config/REDIS_URL")
                    .asText());
            places.add(url.getPath());
            users.add(url.getUserInfo());
            logIn(url);
        }
        assertThat(places).hasSize(MANY);
        assertThat(users).hasSize(MANY);
        assertThat(onServer(service, service + "_app_", service + "-app-")).hasSize(MANY);
        nothingIsInFlight();
    }

    @ParameterizedTest
    @Sampled(oneIn = 2)
    @ValueSource(strings = {"postgres", "redis"})
    void should_bind_one_app_once_when_many_bind_it_at_once(String service) throws Exception {
        String name = "only-" + service;
        List<Home.Ran> all = atOnce(MANY, i -> new String[] {"addons:bind", service, "-a", name});
        all.forEach(Home.Ran::ok);
        assertThat(all.stream().filter(ran -> ran.out().startsWith("Bound "))).hasSize(1);
        assertThat(all.stream().filter(ran -> ran.out().startsWith("Nothing to do: ")))
                .hasSize(MANY - 1);
        JsonNode app = app(name);
        assertThat(app.at("/release").asInt()).isEqualTo(1);
        assertThat(app.at("/addons")).hasSize(1);
        assertThat(app.at("/attachments")).hasSize(1);
        assertThat(versions(name)).containsExactly(1);
        assertThat(onServer(service, "only_" + service, name)).hasSize(1);
        nothingIsInFlight();
    }

    @Test
    void should_lose_no_variable_when_16_set_one_each() throws Exception {
        home.vektra("apps:create", "busy").ok();
        atOnce(16, i -> new String[] {"config:set", "-a", "busy", "VAR_" + i + "=" + i})
                .forEach(Home.Ran::ok);
        Map<String, String> wanted = new TreeMap<>();
        IntStream.range(0, 16).forEach(i -> wanted.put("VAR_" + i, String.valueOf(i)));
        assertThat(home.config("busy")).isEqualTo(wanted);
        assertThat(app("busy").at("/release").asInt()).isEqualTo(17);
        assertThat(versions("busy"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 17).boxed().toList());
        nothingIsInFlight();
    }

    @Test
    void should_start_one_server_when_8_enable_it() throws Exception {
        try (Home fresh = new Home()) {
            List<Home.Ran> all = atOnce(fresh, 8, i -> new String[] {"addons:enable", "redis"});
            all.forEach(Home.Ran::ok);
            assertThat(all.stream().filter(ran -> ran.out().startsWith("Enabled ")))
                    .hasSize(1);
            String pid = fresh.vektra("addons:status", "redis", "--json")
                    .ok()
                    .json()
                    .at("/pid")
                    .asText();
            assertThat(processesIn(fresh.path())).containsExactly(pid);
        }
    }

    /** The processes whose folder is below that one. */
    private static List<String> processesIn(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process :
                    processes.filter(p -> p.toString().matches("/proc/\\d+")).toList()) {
                try {
                    if (Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder)) {
                        found.add(process.getFileName().toString());
                    }
                } catch (IOException gone) {
                    // a process that ended meanwhile is no server
                }
            }
        }
        return found;
    }

    @Test
    void should_leave_one_app_or_none_when_many_make_and_destroy_it() throws Exception {
        List<Home.Ran> all = atOnce(
                16,
                i -> i % 2 == 0
                        ? new String[] {"addons:bind", "redis", "-a", "brief"}
                        : new String[] {"apps:destroy", "-a", "brief", "--destroy-data", "--confirm", "brief"});
        all.forEach(ran -> assertThat(ran.code()).as(ran.toString()).isIn(0, 3));
        home.vektra("addons:bind", "redis", "-a", "brief").ok();
        home.vektra("apps:destroy", "-a", "brief", "--destroy-data", "--confirm", "brief")
                .ok();
        assertThat(onServer("redis", "", "brief")).isEmpty();
        nothingIsInFlight();
    }

    private static List<Home.Ran> atOnce(int count, IntFunction<String[]> argv) {
        return atOnce(home, count, argv);
    }

    /** All are started before one is waited for. */
    private static List<Home.Ran> atOnce(Home in, int count, IntFunction<String[]> argv) {
        ExecutorService readers = Executors.newFixedThreadPool(count);
        try {
            List<CompletableFuture<Home.Ran>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Process process = in.start(Map.of(), argv.apply(i));
                running.add(CompletableFuture.supplyAsync(() -> Home.finish(process, ""), readers));
            }
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            readers.shutdown();
        }
    }

    /** The app as its file says. */
    private static JsonNode app(String name) throws IOException {
        return Home.JSON.readTree(home.path().resolve("apps/" + name + ".json").toFile());
    }

    private static List<Integer> versions(String app) throws IOException {
        List<Integer> versions = new ArrayList<>();
        for (String line : Files.readAllLines(home.path().resolve("apps/" + app + ".releases.jsonl"))) {
            versions.add(Home.JSON.readTree(line).at("/version").asInt());
        }
        return versions;
    }

    private static void nothingIsInFlight() throws IOException {
        try (Stream<Path> journal = Files.list(home.path().resolve("journal"))) {
            assertThat(journal).isEmpty();
        }
    }

    /** The databases of a shared server, or its users, whose name starts like that. */
    private static List<String> onServer(String service, String database, String user) throws Exception {
        if ("redis".equals(service)) {
            try (Jedis admin = new Jedis(home.adminUrl("redis"))) {
                return admin.aclUsers().stream()
                        .filter(name -> name.startsWith(user))
                        .toList();
            }
        }
        List<String> found = new ArrayList<>();
        try (Connection admin = postgres(URI.create(home.adminUrl("postgres")))) {
            ResultSet rows = admin.createStatement().executeQuery("select datname from pg_database");
            while (rows.next()) {
                if (rows.getString(1).replace('-', '_').startsWith(database)) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private static void logIn(URI url) throws Exception {
        if (url.getScheme().startsWith("postgres")) {
            try (Connection connection = postgres(url)) {
                assertThat(connection.isValid(5)).isTrue();
            }
        } else {
            try (Jedis redis = new Jedis(url)) {
                assertThat(redis.set("here", url.getPath())).isEqualTo("OK");
            }
        }
    }

    private static Connection postgres(URI url) throws Exception {
        String[] login = url.getUserInfo().split(":");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), login[0], login[1]);
    }
}
