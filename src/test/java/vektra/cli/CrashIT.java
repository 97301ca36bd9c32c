package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sample;
import vektra.fixture.Sampled;

/**
 * Kills each changing command between two of its steps, at points that {@link Sample} draws, since the tests of the verbs
 * try all of them in memory; runs the next command, and finds nothing left behind on real servers.
 */
class CrashIT {
    private static final int MORE_THAN_ANY_COMMAND_HAS = 200;
    private static Home home;

    @BeforeAll
    static void open() {
        home = Home.withEverything();
        home.vektra("addons:enable", "postgres", "--spares", "1").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @ParameterizedTest
    @Sampled(oneIn = Sample.SWEEPS)
    @CsvSource({"postgres", "redis", "memcache", "redis:dedicated"})
    void bind_killed_anywhere_is_whole_or_undone_by_the_next_command(String service) throws Exception {
        int died = 0;
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            String app = "bind-" + service.replace(':', '-') + "-" + n;
            if (!Sample.hasPoint(n)) {
                continue;
            }
            Home.Ran ran = home.reallyKilledAt(n, "addons:bind", service, "-a", app);
            if (ran.code() == 0) {
                // else its server would be one left behind for the next test
                home.vektra("apps:destroy", "-a", app, "--destroy-data", "--confirm", app)
                        .ok();
                break;
            }
            ran.exits(137);
            died++;
            home.vektra("addons:bind", service, "-a", app).ok();
            assertThat(home.vektra("addons", "-a", app, "--json").ok().json())
                    .as(ran.err())
                    .hasSize(1);
            works(app, ran.err());
            home.vektra("apps:destroy", "-a", app, "--destroy-data", "--confirm", app)
                    .ok();
            nothingIsLeft(app, ran.err());
        }
        assertThat(died).as("points at which a bind was killed").isPositive();
    }

    @ParameterizedTest
    @Sampled(oneIn = Sample.SWEEPS)
    @CsvSource({"postgres", "redis"})
    void unbind_killed_anywhere_is_finished_or_never_happened(String service) throws Exception {
        int died = 0;
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            String app = "unbind-" + service + "-" + n;
            if (!Sample.hasPoint(n)) {
                continue;
            }
            home.vektra("addons:bind", service, "-a", app).ok();
            Home.Ran ran = home.reallyKilledAt(n, "addons:unbind", service, "-a", app);
            if (ran.code() == 0) {
                break;
            }
            ran.exits(137);
            died++;
            home.vektra("addons:unbind", service, "-a", app).ok();
            assertThat(config(app)).as(ran.err()).isEmpty();
            assertThat(logins(app)).as(ran.err()).isEmpty();
            home.vektra("apps:destroy", "-a", app, "--destroy-data", "--confirm", app)
                    .ok();
            nothingIsLeft(app, ran.err());
        }
        assertThat(died).isPositive();
    }

    @ParameterizedTest
    @Sampled(oneIn = Sample.SWEEPS)
    @CsvSource({"postgres", "redis", "redis:dedicated"})
    void destroy_killed_anywhere_is_finished_or_never_happened(String service) throws Exception {
        int died = 0;
        String plain = service.replaceFirst(":.*", "");
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            String app = "destroy-" + service.replace(':', '-') + "-" + n;
            if (!Sample.hasPoint(n)) {
                continue;
            }
            home.vektra("addons:bind", service, "-a", app).ok();
            Home.Ran ran = home.reallyKilledAt(n, "addons:destroy", plain, "-a", app, "--confirm", app);
            if (ran.code() == 0) {
                break;
            }
            ran.exits(137);
            died++;
            Home.Ran again = home.vektra("addons:destroy", plain, "-a", app, "--confirm", app);
            assertThat(again.code()).as(ran.err() + again).isIn(0, 3);
            assertThat(config(app)).as(ran.err()).isEmpty();
            nothingIsLeft(app, ran.err());
        }
        assertThat(died).isPositive();
    }

    @ParameterizedTest
    @Sampled(oneIn = Sample.SWEEPS)
    @CsvSource({"postgres, 0", "redis, 0", "postgres, 1h"})
    void rotate_killed_anywhere_is_whole_or_undone_by_the_next_command(String service, String grace) throws Exception {
        String app = "rotate-" + service + grace;
        home.vektra("addons:bind", service, "-a", app).ok();
        List<String> call = new ArrayList<>(List.of("addons:rotate", service, "-a", app));
        if (!grace.equals("0")) {
            call.addAll(List.of("--grace", grace));
        }
        int died = 0;
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            String[] rotate = call.toArray(String[]::new);
            if (!Sample.hasPoint(n)) {
                continue;
            }
            Home.Ran ran = home.reallyKilledAt(n, rotate);
            if (ran.code() != 0) {
                ran.exits(137);
                died++;
                home.vektra("addons:bind", service, "-a", app).ok();
            }
            works(app, ran.err());
            int retiring = stored(app).findValues("until").size();
            assertThat(logins(app)).as(ran.err()).hasSize(1 + retiring);
            assertThat(due()).as(ran.err()).hasSize(retiring);
            assertThat(journal(home)).as(ran.err()).isEmpty();
            if (ran.code() == 0) {
                break;
            }
        }
        home.vektra("apps:destroy", "-a", app, "--destroy-data", "--confirm", app)
                .ok();
        nothingIsLeft(app, "");
        assertThat(due()).isEmpty();
        assertThat(died).isPositive();
    }

    @ParameterizedTest
    @Sampled(oneIn = Sample.SWEEPS)
    @CsvSource({"postgres", "redis:dedicated"})
    void reap_killed_anywhere_is_finished_or_never_happened(String service) throws Exception {
        int died = 0;
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            if (!Sample.hasPoint(n)) {
                continue;
            }
            String app = "reap-" + service.replace(':', '-') + "-" + n;
            home.vektra("addons:bind", service, "-a", app, "--ttl", "1s").ok();
            home.untilDue();
            Home.Ran ran = home.reallyKilledAt(n, "addons:reap");
            if (ran.code() == 0) {
                break;
            }
            ran.exits(137);
            died++;
            home.vektra("addons:reap").ok();
            assertThat(config(app)).as(ran.err()).isEmpty();
            assertThat(due()).as(ran.err()).isEmpty();
            nothingIsLeft(app, ran.err());
        }
        assertThat(died).isPositive();
    }

    @ParameterizedTest
    @Sampled(oneIn = Sample.SWEEPS)
    @CsvSource({"postgres,machine", "redis,machine", "memcache,machine"})
    void enable_killed_anywhere_works_the_next_time(String service, String from) throws Exception {
        int died = 0;
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            if (!Sample.hasPoint(n)) {
                continue;
            }
            try (Home fresh = new Home()) {
                Home.Ran ran = fresh.reallyKilledAt(n, "addons:enable", service, "--from", from);
                if (ran.code() == 0) {
                    break;
                }
                ran.exits(137);
                died++;
                fresh.vektra("addons:enable", service, "--from", from).ok();
                assertThat(servers(fresh)).as(ran.err()).hasSize(1);
                fresh.vektra("addons:bind", service, "-a", "after").ok();
                assertThat(journal(fresh)).as(ran.err()).isEmpty();
            }
        }
        assertThat(died).isPositive();
    }

    @Test
    @Sampled(oneIn = Sample.SWEEPS)
    void doctor_killed_anywhere_is_finished_by_the_next_one() throws Exception {
        String app = "patient";
        home.vektra("addons:bind", "postgres", "-a", app).ok();
        home.vektra("addons:bind", "redis", "-a", app).ok();
        doctorKilledAnywhere(app, () -> {
            damage(app);
            return () -> {};
        });
    }

    @Test
    @Sampled(oneIn = Sample.SWEEPS)
    void doctor_killed_while_it_moves_a_server_to_another_port_is_finished_by_the_next_one() throws Exception {
        String app = "mover";
        home.vektra("addons:bind", "redis", "-a", app).ok();
        doctorKilledAnywhere(app, () -> {
            home.vektra("addons:stop", "redis").ok();
            int port = java.net.URI.create(config(app).get("REDIS_URL")).getPort();
            ServerSocket taker = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
            assertThat(taker.isBound()).isTrue();
            return taker;
        });
    }

    /** Something that is wrong until it is closed, if not for longer. */
    private interface Wrong {
        AutoCloseable done() throws Exception;
    }

    private static void doctorKilledAnywhere(String app, Wrong wrong) throws Exception {
        int died = 0;
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            if (!Sample.hasPoint(n)) {
                continue;
            }
            try (AutoCloseable harm = wrong.done()) {
                Home.Ran ran = home.reallyKilledAt(n, "addons:doctor", "--fix");
                if (ran.code() == 0) {
                    break;
                }
                ran.exits(137);
                died++;
                fixed(app, ran.err());
            }
        }
        assertThat(died).isGreaterThan(1);
        home.vektra("apps:destroy", "-a", app, "--destroy-data", "--confirm", app)
                .ok();
    }

    /** On its servers, in its file, and in the home. */
    private static void damage(String app) throws Exception {
        Map<String, String> config = config(app);
        String database = config.get("DATABASE_URL").replaceFirst(".*/", "");
        try (Connection admin = connect(adminUrl("postgres"))) {
            admin.createStatement().execute("DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)");
            admin.createStatement().execute("CREATE ROLE ghost_0123456789ab_owner NOLOGIN");
        }
        try (Jedis admin = new Jedis(adminUrl("redis"))) {
            admin.aclUsers().stream().filter(user -> user.startsWith(app)).forEach(admin::aclDelUser);
        }
        Path file = home.path().resolve("apps/" + app + ".json");
        JsonNode content = stored(app);
        ((ObjectNode) content.get("config")).remove("REDIS_URL");
        Files.writeString(file, content.toString());
        Files.writeString(home.path().resolve("apps/.tmp-" + app + ".json"), "{");
        Files.delete(
                home.path().resolve("addons/" + content.at("/addons/0/name").asText()));
    }

    private static void fixed(String app, String when) throws Exception {
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(home.vektra("addons:doctor").ok().out()).as(when).isEqualTo("Nothing found\n");
        assertThat(journal(home)).as(when).isEmpty();
        works(app, when);
    }

    /** The app's file as it stands, read the way users' scripts do. */
    private static JsonNode stored(String app) throws Exception {
        return new ObjectMapper()
                .readTree(home.path().resolve("apps/" + app + ".json").toFile());
    }

    private static List<String> due() {
        String[] names = home.path().resolve("due").toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    private static Map<String, String> config(String app) throws Exception {
        Map<String, String> config = new TreeMap<>();
        stored(app)
                .get("config")
                .properties()
                .forEach(var -> config.put(var.getKey(), var.getValue().asText()));
        return config;
    }

    private static void works(String app, String when) throws Exception {
        Map<String, String> config = config(app);
        if (config.containsKey("DATABASE_URL")) {
            try (Connection connection = connect(config.get("DATABASE_URL"))) {
                assertThat(connection.isValid(5)).as(when).isTrue();
            }
        }
        if (config.containsKey("REDIS_URL")) {
            try (Jedis redis = new Jedis(config.get("REDIS_URL"))) {
                assertThat(redis.set("works", "yes")).as(when).isEqualTo("OK");
            }
        }
        assertThat(config).as(when).isNotEmpty();
    }

    /** Neither the journal, nor a reservation, nor anything on a server tells of the app. */
    private static void nothingIsLeft(String app, String when) throws Exception {
        assertThat(journal(home)).as(when).isEmpty();
        try (Stream<Path> reserved = Files.list(home.path().resolve("addons"))) {
            for (Path file : reserved.toList()) {
                assertThat(Files.readString(file)).as(when).doesNotContain('"' + app + '"');
            }
        }
        assertThat(traces(app)).as(when).isEmpty();
        try (Stream<Path> servers = Files.list(home.path().resolve("servers"))) {
            assertThat(servers.map(path -> path.getFileName().toString()))
                    .as(when)
                    .containsExactlyInAnyOrder("postgres", "redis", "memcache");
        }
    }

    /** Who can log in to a shared server as the app. */
    private static Set<String> logins(String app) throws Exception {
        return onServers("select rolname from pg_roles where rolcanlogin and rolname like '" + app + "%'", app, " on ");
    }

    /** Everything on the shared servers whose name contains the app's: databases, roles, ACL users. */
    private static Set<String> traces(String app) throws Exception {
        return onServers(
                "select rolname from pg_roles where rolname like '" + app + "%'"
                        + " union all select datname from pg_database where datname like '" + app + "%'",
                app,
                "");
    }

    private static Set<String> onServers(String query, String app, String redisState) throws Exception {
        Set<String> found = new TreeSet<>();
        try (Connection admin = connect(adminUrl("postgres"))) {
            ResultSet rows = admin.createStatement().executeQuery(query);
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        try (Jedis admin = new Jedis(adminUrl("redis"))) {
            admin.aclList().stream()
                    .filter(user -> user.contains(redisState) && user.startsWith("user " + app))
                    .forEach(found::add);
        }
        return found;
    }

    private static Connection connect(String url) throws Exception {
        java.net.URI uri = java.net.URI.create(url);
        String[] login = uri.getUserInfo().split(":");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), login[0], login[1]);
    }

    private static String adminUrl(String service) throws Exception {
        JsonNode file = new ObjectMapper()
                .readTree(home.path().resolve("services/" + service + ".json").toFile());
        return file.findValue("admin_url").asText();
    }

    private static List<String> journal(Home home) throws Exception {
        Path journal = home.path().resolve("journal");
        if (!Files.exists(journal)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(journal)) {
            return entries.map(path -> path.getFileName().toString()).toList();
        }
    }

    /** The servers that run in the home's folders: of their processes those whose parent is none of them. */
    private static List<ProcessHandle> servers(Home home) {
        return ProcessHandle.allProcesses()
                .filter(home::hasServer)
                .filter(process -> process.parent().filter(home::hasServer).isEmpty())
                .toList();
    }
}
