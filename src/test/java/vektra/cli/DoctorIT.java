package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** Each damage is done for real; the doctor names it and changes nothing, fixes it, and then finds nothing. */
@Sampled(oneIn = 12)
class DoctorIT {
    private static final String APP = "shop";
    private static final List<String> SHARED = List.of("postgres", "redis", "memcache");
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        for (String service : SHARED) {
            home.enable(service);
            home.vektra("addons:bind", service, "-a", APP).ok();
        }
        home.vektra("addons:bind", "redis:dedicated", "-a", APP, "--as", "own").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void a_home_that_is_well_is_said_to_be_and_an_empty_one_is_not_even_made() throws IOException {
        Snapshot before = Snapshot.of(home.path());
        healthy(home);
        assertThat(Snapshot.of(home.path())).isEqualTo(before);
        assertThat(home.json("addons:doctor")).isEmpty();
        try (Home empty = new Home()) {
            healthy(empty);
            assertThat(empty.path()).doesNotExist();
        }
    }

    @Test
    void a_database_dropped_by_hand_is_made_again_with_a_warning_that_its_data_are_gone() throws Exception {
        String url = home.config(APP).get("DATABASE_URL");
        String database = url.substring(url.lastIndexOf('/') + 1);
        sql("DROP DATABASE \"" + database + "\" WITH (FORCE)");
        found(home, "the database " + database, "its data are lost");
        assertThat(fixed(home).err()).contains("Warning: the data of postgres-", "are lost");
        assertThat(home.config(APP)).containsEntry("DATABASE_URL", url);
        works();
    }

    @ParameterizedTest
    @CsvSource({
        "DROP OWNED BY ${role}; DROP ROLE ${role}, does not exist on postgres",
        "ALTER ROLE ${role} PASSWORD 'another', cannot log in with its password",
        "ALTER ROLE ${role} NOLOGIN, cannot log in",
        "ALTER ROLE ${role} RESET role, 'not as its owner'",
        "ALTER DATABASE ${database} OWNER TO vektra, belongs to vektra",
        "ALTER DATABASE ${database} ALLOW_CONNECTIONS false, accepts no connections",
    })
    void what_happened_to_a_database_or_its_role_is_undone_and_data_stay(String damage, String reported)
            throws Exception {
        String url = home.config(APP).get("DATABASE_URL");
        try (Connection app = Home.connect(url)) {
            app.createStatement().execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS number");
        }
        String role = '"' + url.replaceFirst(".*//([^:]*):.*", "$1") + '"';
        String database = '"' + url.substring(url.lastIndexOf('/') + 1) + '"';
        for (String statement : damage.split(";")) {
            sql(statement.replace("${role}", role).replace("${database}", database));
        }
        found(home, reported);
        assertThat(fixed(home).err()).doesNotContain("Warning");
        assertThat(Home.ask(url, "SELECT number FROM kept")).isEqualTo("7");
    }

    @Test
    void users_of_redis_are_made_again_after_the_server_lost_its_acl_file_and_keys_stay() throws Exception {
        String url = home.config(APP).get("REDIS_URL");
        try (Jedis app = new Jedis(url)) {
            app.set("kept", "yes");
        }
        home.vektra("addons:stop", "redis").ok();
        Files.delete(home.path().resolve("servers/redis/data/users.acl"));
        home.vektra("addons:start", "redis").ok();
        found(home, "has no record that database", "cannot log in with its password");
        assertThat(fixed(home).err()).doesNotContain("Warning");
        assertThat(home.config(APP)).containsEntry("REDIS_URL", url);
        try (Jedis app = new Jedis(url)) {
            assertThat(app.get("kept")).isEqualTo("yes");
        }
    }

    @ParameterizedTest
    @CsvSource({"'resetpass >another', cannot log in", "off, cannot log in", "'+select allcommands', is not kept in"})
    void a_user_of_redis_that_was_changed_on_the_server_is_as_before(String rule, String reported) {
        String url = home.config(APP).get("REDIS_URL");
        String user = url.replaceFirst(".*//([^:]*):.*", "$1");
        redis(admin -> admin.aclSetUser(user, rule.split(" ")));
        found(home, reported);
        fixed(home);
        works();
    }

    @Test
    void what_a_crash_left_on_a_managed_server_is_deleted_unless_it_holds_data() throws Exception {
        sql("CREATE ROLE ghost_0123456789ab_owner NOLOGIN");
        sql("CREATE DATABASE ghost_0123456789ab OWNER ghost_0123456789ab_owner");
        sql("CREATE ROLE ghost_0123456789ab_ba9876543210 LOGIN PASSWORD 'x'");
        redis(admin -> {
            admin.aclSetUser("vektra-77-0123456789ab", "reset");
            admin.aclSetUser("ghost-0123456789ab-ba9876543210", "on", ">x");
        });
        found(home, "ghost_0123456789ab on postgres", "vektra-77-0123456789ab on redis", "belongs to no add-on");
        fixed(home);
        assertThat(Home.ask(admin(), "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'ghost%'"))
                .isEqualTo("0");

        sql("CREATE ROLE ghost_0123456789ab_owner NOLOGIN");
        sql("CREATE DATABASE ghost_0123456789ab OWNER ghost_0123456789ab_owner");
        try (Connection ghost = Home.connect(admin().replaceFirst("/postgres$", "/ghost_0123456789ab"))) {
            ghost.createStatement().execute("CREATE TABLE treasure (n int)");
        }
        Home.Ran kept = home.vektra("addons:doctor", "--fix").exits(4);
        assertThat(kept.out())
                .contains("Not fixed: ghost_0123456789ab", "holds 1 table", "--delete ghost_0123456789ab");
        assertThat(Home.ask(admin(), "SELECT count(*) FROM pg_database WHERE datname LIKE 'ghost%'"))
                .isEqualTo("1");
        home.vektra("addons:doctor", "--fix", "--delete", "no_such").exits(3);
        home.vektra("addons:doctor", "--delete", "ghost_0123456789ab").exits(2);
        home.vektra("addons:doctor", "--fix", "--delete", "ghost_0123456789ab").ok();
        healthy(home);
    }

    @Test
    void a_login_of_a_known_add_on_that_is_unknown_is_revoked() throws Exception {
        String url = home.config(APP).get("DATABASE_URL");
        String database = url.substring(url.lastIndexOf('/') + 1);
        sql("CREATE ROLE \"" + database + "_ba9876543210\" LOGIN IN ROLE \"" + database + "_owner\"");
        found(home, database + "_ba9876543210 on postgres", "is no login of postgres-");
        fixed(home);
        works();
    }

    @Test
    void credentials_that_retire_are_no_strays_and_those_in_use_are_the_ones_looked_at() {
        for (String service : List.of("postgres", "redis")) {
            home.vektra("addons:bind", service, "-a", "rotated").ok();
            home.vektra("addons:rotate", service, "-a", "rotated", "--grace", "1h")
                    .ok();
        }
        healthy(home);
        String user = home.config("rotated").get("REDIS_URL").replaceFirst(".*//([^:]*):.*", "$1");
        redis(admin -> admin.aclDelUser(user));
        found(home, "the user " + user);
        fixed(home);
        destroy("rotated");
    }

    @Test
    void a_dry_run_prints_what_would_be_fixed_and_touches_nothing() throws Exception {
        await().until(() -> Trace.isAtRest(home));
        Signal.send("KILL", Long.parseLong(pid("memcache")));
        edit("apps/" + APP + ".json", file -> ((ObjectNode) file.get("config")).remove("REDIS_URL"));
        redis(admin -> admin.aclSetUser("ghost-0123456789ab-ba9876543210", "on", ">x"));
        Trace before = Trace.of(home);
        Home.Ran ran = home.vektra("addons:doctor", "--fix", "--dry-run").ok();
        assertThat(ran.out())
                .contains("would start the server memcache", "would set REDIS_URL of " + APP)
                .contains("Repair REDIS (@ref:redis-")
                .containsOnlyOnce("would delete a leftover of");
        assertThat(Trace.of(home)).isEqualTo(before);
        fixed(home);
    }

    @Test
    void keys_in_database_0_are_reported_and_left_alone() {
        redis(admin -> admin.set("lost", "here"));
        Home.Ran reported = home.vektra("addons:doctor", "--fix").exits(4);
        assertThat(reported.out()).contains("Not fixed: 1 key in database 0", "  -> ");
        redis(admin -> {
            assertThat(admin.get("lost")).isEqualTo("here");
            admin.flushDB();
        });
        healthy(home);
    }

    @Test
    void variables_edited_away_or_changed_are_put_back_and_a_users_value_returns_at_unbind() throws Exception {
        String app = "edited";
        home.vektra("addons:bind", "postgres", "-a", app).ok();
        Map<String, String> before = home.config(app);
        edit("apps/" + app + ".json", file -> {
            ((ObjectNode) file.get("config"))
                    .put("DATABASE_URL", "postgres://mine")
                    .remove("POSTGRES_URL");
        });
        found(home, "DATABASE_URL, POSTGRES_URL of " + app);
        fixed(home);
        assertThat(home.config(app)).isEqualTo(before);
        assertThat(home.json("releases", "-a", app).toString()).contains("Repair DATABASE (@ref:postgres-");
        home.vektra("addons:unbind", "postgres", "-a", app).ok();
        assertThat(home.config(app)).isEqualTo(Map.of("DATABASE_URL", "postgres://mine"));
        destroy(app);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis", "memcache"})
    void a_server_that_was_killed_is_started(String service) {
        Signal.send("KILL", Long.parseLong(pid(service)));
        found(home, service + " is not running");
        found(home, "-a", APP, service + " is not running");
        fixed(home);
        works();
    }

    @Test
    void a_data_folder_that_is_gone_is_made_again_with_everything_in_it_but_the_data() throws Exception {
        home.vektra("addons:stop", "postgres").ok();
        Path data = home.path().resolve("servers/postgres/data");
        Files.move(data, data.toRealPath().resolveSibling("aside"));
        found(home, "the data folder of postgres is missing");
        assertThat(home.vektra("addons:doctor", "--fix").exits(4).out())
                .contains("Not fixed: the data folder of postgres is missing: " + data, "--fix --confirm postgres");
        home.vektra("addons:doctor", "--fix", "--confirm", "redis").exits(4);
        assertThat(data).doesNotExist();
        assertThat(home.vektra("addons:doctor", "--fix", "--confirm", "postgres")
                        .ok()
                        .err())
                .contains("the data of postgres are lost");
        healthy(home);
        works();
    }

    @Test
    void data_moved_away_under_a_running_server_are_not_taken_for_lost() throws Exception {
        Path data = home.path().resolve("servers/redis/data");
        Path aside = home.scratch().resolve("moved");
        Files.move(data, aside);
        Home.Ran reported = home.vektra("addons:doctor", "--fix").exits(4);
        assertThat(reported.out()).contains("Not fixed: the data of redis are not in", "but in " + aside);
        Files.move(aside, data);
        healthy(home);
    }

    @Test
    void a_port_that_is_taken_is_exchanged_for_good_and_every_url_goes_along() throws Exception {
        home.vektra("addons:bind", "redis", "-a", "second").ok();
        home.vektra("addons:bind", "redis", "-a", "second", "--as", "more").ok();
        String before = home.config("second").get("REDIS_URL");
        int port = java.net.URI.create(before).getPort();
        home.vektra("addons:stop", "redis").ok();
        try (ServerSocket taker = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taker.isBound()).isTrue();
            assertThat(home.vektra("addons:start", "redis").exits(4).err()).contains("addons:doctor --fix");
            found(home, "redis is not running, and its port " + port + " is taken by java (pid ");
            // all apps, although one is named: they share the server
            Home.Ran ran = home.vektra("addons:doctor", "--fix", "-a", APP).ok();
            assertThat(ran.out()).contains("REDISURL, REDIS_URL of second", "MORE_URL of second", "of " + APP);
            healthy(home);
        }
        String after = home.config("second").get("REDIS_URL");
        assertThat(after)
                .isNotEqualTo(before)
                .isEqualTo(before.replace(
                        ":" + port, ":" + java.net.URI.create(after).getPort()));
        works();
        destroy("second");
    }

    @Test
    void a_copy_of_a_home_leaves_the_original_alone_and_gets_ports_of_its_own() throws Exception {
        try (Home copy = new Home()) {
            home.program(
                            Map.of(),
                            "cp",
                            "-aL",
                            home.path().toString(),
                            copy.path().toString())
                    .ok();
            String pid = pid("redis");
            copy.vektra("addons:stop", "redis").ok();
            assertThat(pid("redis"))
                    .as("the original's server, of which the copy has the pid file")
                    .isEqualTo(pid);
            found(copy, "the folder of redis is " + copy.path(), "is taken by redis-server (pid " + pid + ")");
            fixed(copy);
            healthy(home);
            assertThat(copy.config(APP).get("REDIS_URL"))
                    .isNotEqualTo(home.config(APP).get("REDIS_URL"));
            works(copy);
            works(home);
        }
    }

    @Test
    void a_home_that_was_moved_with_its_servers_running_works_where_it_is() throws Exception {
        try (Home old = new Home();
                Home moved = new Home()) {
            old.vektra("addons:enable", "redis").ok();
            old.vektra("addons:bind", "redis", "-a", APP).ok();
            String url = old.config(APP).get("REDIS_URL");
            Files.move(old.path(), moved.path());
            found(moved, "the folder of redis is " + moved.path());
            fixed(moved);
            assertThat(moved.config(APP)).containsEntry("REDIS_URL", url);
            moved.vektra("addons:bind", "redis", "-a", "next").ok();
            assertThat(moved.json("addons:status", "redis").at("/folder").asText())
                    .startsWith(moved.path().toString());
            healthy(moved);
        }
    }

    @Test
    void files_left_by_a_crash_and_files_open_to_others_are_tidied() throws Exception {
        Path left = home.path().resolve("apps/.tmp-shop.json");
        Files.writeString(left, "{");
        Path loose = home.path().resolve("apps/shop.json");
        Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(home.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        found(
                home,
                "left half written by a crash: apps/.tmp-shop.json",
                "open to other users: the home itself, apps/shop.json");
        fixed(home);
        assertThat(left).doesNotExist();
        assertThat(home.files()).containsEntry("apps/shop.json", "rw-------").containsEntry("", "rwx------");
    }

    @Test
    void reservations_of_names_agree_with_the_add_ons_again() throws Exception {
        String addon = home.json("addons", "-a", APP).at("/0/name").asText();
        Path reservation = home.path().resolve("addons/" + addon);
        String text = Files.readString(reservation);
        Files.delete(reservation);
        Files.writeString(home.path().resolve("addons/redis-lost-12345"), text);
        found(home, "the name of " + addon + " is not reserved", "the name redis-lost-12345 is reserved for shop");
        fixed(home);
        assertThat(reservation).hasContent(text);
        assertThat(home.path().resolve("addons/redis-lost-12345")).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_read_is_reported_and_nothing_is_taken_for_a_stray() throws Exception {
        home.vektra("addons:bind", "postgres", "-a", "broken").ok();
        Path file = home.path().resolve("apps/broken.json");
        String text = Files.readString(file);
        Files.writeString(file, "{");
        Home.Ran reported = home.vektra("addons:doctor", "--fix").exits(4);
        assertThat(reported.out()).contains("Not fixed: cannot use " + file).doesNotContain("belongs to no add-on");
        Files.writeString(file, text);
        healthy(home);
        destroy("broken");
    }

    @Test
    void a_server_that_hangs_is_reported_in_time_and_the_others_are_looked_at() throws Exception {
        String pid = pid("redis");
        Signal.send("KILL", Long.parseLong(pid("memcache")));
        Signal.send("STOP", Long.parseLong(pid));
        try {
            found(home, "redis (pid " + pid + ") runs but does not answer", "memcache is not running");
            assertThat(home.vektra("addons:doctor", "--fix").exits(4).out())
                    .contains(
                            "Not fixed: redis",
                            "  -> see vektra addons:logs redis",
                            "Found and fixed: memcache is not running");
        } finally {
            Signal.send("CONT", Long.parseLong(pid));
        }
        healthy(home);
    }

    @Test
    void a_folder_of_a_server_that_is_unknown_is_reported_and_deleted_only_by_name() throws Exception {
        Path folder = home.path().resolve("servers/redis-ghost-12345/data");
        home.program(Map.of(), "mkdir", "-p", "-m", "700", folder.toString()).ok();
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwx------"));
        found(home, "servers/redis-ghost-12345 belongs to no service and no add-on");
        home.vektra("addons:doctor", "--fix").exits(4);
        assertThat(folder).exists();
        home.vektra("addons:doctor", "--fix", "--delete", "redis-ghost-12345").ok();
        assertThat(folder.getParent()).doesNotExist();
        healthy(home);
    }

    @Test
    void an_adopted_server_that_is_down_or_holds_what_another_home_made_is_reported_and_never_touched()
            throws Exception {
        try (Home owner = new Home();
                Home guest = new Home()) {
            owner.vektra("addons:enable", "redis").ok();
            guest.vektra(Map.of("ADMIN", owner.adminUrl("redis")), "addons:enable", "redis", "--url-env", "ADMIN")
                    .ok();
            guest.vektra("addons:bind", "redis", "-a", "guest").ok();
            healthy(guest);

            owner.vektra("addons:bind", "redis", "-a", "theirs").ok();
            Home.Ran reported = guest.vektra("addons:doctor", "--fix").exits(4);
            assertThat(reported.out()).contains("belongs to no add-on of this home", "another home may use it");
            try (Jedis app = new Jedis(owner.config("theirs").get("REDIS_URL"))) {
                assertThat(app.ping()).isEqualTo("PONG");
            }
            String user =
                    guest.config("guest").get("REDIS_URL").replaceFirst(".*//(.*-)[^:-]*:.*", "$1") + "ba9876543210";
            try (Jedis admin = new Jedis(owner.adminUrl("redis"))) {
                admin.aclSetUser(user, "on", ">x");
                assertThat(guest.vektra("addons:doctor", "--fix").exits(4).out())
                        .contains("Found and fixed: " + user);
                assertThat(admin.aclUsers()).doesNotContain(user);
            }
            owner.vektra("addons:stop", "redis").ok();
            assertThat(guest.vektra("addons:doctor").exits(4).out()).contains("Found: Redis at 127.0.0.1:");
        }
    }

    @Test
    void what_waits_in_the_journal_for_a_server_is_reported_tried_at_once_and_given_up_when_the_server_is_gone()
            throws Exception {
        try (Home owner = new Home();
                Home guest = new Home()) {
            owner.vektra("addons:enable", "redis").ok();
            guest.vektra(Map.of("ADMIN", owner.adminUrl("redis")), "addons:enable", "redis", "--url-env", "ADMIN")
                    .ok();
            unfinished(guest, "addons:unbind", "redis", "-a", "guest");
            owner.vektra("addons:stop", "redis").ok();
            Home.Ran waiting = guest.vektra("addons:doctor", "--fix").exits(4);
            assertThat(waiting.out()).contains("Not fixed: journal/", ".finish: addons:unbind is not cleaned up yet");
            owner.vektra("addons:start", "redis").ok();
            assertThat(guest.vektra("addons:doctor", "--fix").ok().out()).contains("Found and fixed: journal/");
            healthy(guest);

            guest.vektra("apps:destroy", "-a", "guest", "--confirm", "guest").ok();
            unfinished(guest, "addons:disable", "redis", "--destroy-data", "--confirm", "redis");
            owner.vektra("addons:stop", "redis").ok();
            assertThat(guest.vektra("addons:doctor").exits(4).out()).contains("addons:disable is not cleaned up yet");
            Home.Ran given = guest.vektra("addons:doctor", "--fix").ok();
            assertThat(given.err()).contains("Warning: guest stays on the server of redis");
            healthy(guest);
        }
    }

    /** Kills a command where it is decided and not yet carried out. */
    private static void unfinished(Home home, String... command) throws IOException {
        for (int n = 1; ; n++) {
            if (command[0].equals("addons:unbind")) {
                home.vektra("addons:bind", "redis", "-a", "guest").ok();
            }
            home.killedAt(n, command).exits(137);
            try (Stream<Path> journal = Files.list(home.path().resolve("journal"))) {
                if (journal.anyMatch(file -> file.toString().endsWith(".finish"))) {
                    return;
                }
            }
        }
    }

    /** The doctor finds what holds each of these words, and changes nothing. */
    private static void found(Home home, String... words) {
        boolean scoped = words[0].equals("-a");
        List<String> expected = List.of(words).subList(scoped ? 2 : 0, words.length);
        Snapshot before = Snapshot.of(home.path());
        Home.Ran ran = scoped
                ? home.vektra("addons:doctor", words[0], words[1]).exits(4)
                : home.vektra("addons:doctor").exits(4);
        assertThat(ran.out()).contains(expected);
        assertThat(ran.out().lines()).allMatch(line -> line.startsWith("Found: ") || line.startsWith("  -> "));
        assertThat(Snapshot.of(home.path())).isEqualTo(before);
    }

    private static Home.Ran fixed(Home home) {
        Home.Ran ran = home.vektra("addons:doctor", "--fix").ok();
        assertThat(ran.out().lines()).isNotEmpty().allMatch(line -> line.startsWith("Found and fixed: "));
        healthy(home);
        return ran;
    }

    private static void healthy(Home home) {
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
    }

    private static void works() {
        works(home);
    }

    /** Every URL of the app leads to a server that lets it in. */
    private static void works(Home home) {
        Map<String, String> config = home.config(APP);
        try {
            assertThat(Home.ask(config.get("DATABASE_URL"), "SELECT 42")).isEqualTo("42");
            for (String name : List.of("REDIS_URL", "OWN_URL")) {
                try (Jedis redis = new Jedis(config.get(name))) {
                    assertThat(redis.set("works", "yes")).isEqualTo("OK");
                }
            }
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void destroy(String app) {
        home.vektra("apps:destroy", "-a", app, "--destroy-data", "--confirm", app)
                .ok();
    }

    private static String pid(String service) {
        return home.json("addons:status", service).at("/pid").asText();
    }

    private static String admin() {
        return home.adminUrl("postgres");
    }

    private static void sql(String statement) throws Exception {
        try (Connection admin = Home.connect(admin())) {
            admin.createStatement().execute(statement);
        }
    }

    private static void redis(Consumer<Jedis> work) {
        try (Jedis admin = new Jedis(home.adminUrl("redis"))) {
            work.accept(admin);
            admin.sendCommand(Protocol.Command.ACL, "SAVE");
        }
    }

    private static void edit(String name, Consumer<JsonNode> change) throws IOException {
        Path file = home.path().resolve(name);
        JsonNode content = Home.JSON.readTree(file.toFile());
        change.accept(content);
        Files.writeString(file, content.toPrettyString());
    }
}
