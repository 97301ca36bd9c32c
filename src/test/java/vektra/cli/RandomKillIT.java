package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sample;

/**
 * Kills changing commands with {@code kill -9} at any moment of their lives, not only between two steps as CrashIT does:
 * in the launcher, while the JVM starts, inside a write or a statement. {@code -Dvektra.kills=200} for many that come in
 * time, {@code -Dvektra.seed=N} for the same ones again.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class RandomKillIT {
    private static final int KILLS = Integer.getInteger("vektra.kills", 4);
    private static final long SEED = Sample.seed();
    private static final List<String> APPS = List.of("ant", "bee", "cat");
    private static final List<String> SERVICES = List.of("postgres", "redis");

    private static Home home;
    private final Random random = new Random(SEED);

    @BeforeAll
    static void open() {
        home = new Home();
        SERVICES.forEach(service -> home.vektra("addons:enable", service).ok());
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void whenever_a_command_is_killed_the_next_one_works_and_in_the_end_nothing_is_left() throws Exception {
        Set<String> before = onServers();
        home.vektra("addons:bind", "postgres", "-a", "ant").ok(); // before its time is taken: classes are archived
        long usual =
                killed(Long.MAX_VALUE, "addons:rotate", "postgres", "-a", "ant").nanos();
        int died = 0;
        for (int n = 1; died < KILLS; n++) {
            assertThat(n)
                    .as("commands for " + died + " kills that came in time, seed " + SEED)
                    .isLessThan(KILLS * 20);
            String app = APPS.get(random.nextInt(APPS.size()));
            String service = SERVICES.get(random.nextInt(SERVICES.size()));
            String[] command = command(app, service);
            long moment = (long) (random.nextDouble() * usual);
            String when = "seed " + SEED + ", kill " + n + ": " + String.join(" ", command) + " after "
                    + TimeUnit.NANOSECONDS.toMillis(moment) + " ms";
            try {
                Ended ended = killed(moment, command);
                assertThat(ended.ran().code()).as(ended.toString()).isIn(0, 3, 137);
                if (ended.ran().code() == 137) {
                    died++;
                } else if (ended.ran().code() == 0) {
                    usual = (usual + ended.nanos()) / 2; // other work makes the machine slow, or is over
                }
                home.vektra("addons:bind", service, "-a", app).ok();
                works(app);
            } catch (AssertionError | SQLException e) {
                throw new AssertionError(when, e);
            }
        }
        wellAndEmpty(before);
    }

    /** A command that changes something; not each is possible, and then it says so with exit code 3. */
    private String[] command(String app, String service) {
        String all = switch (random.nextInt(13)) {
            case 0, 1 -> "apps:destroy -a APP --destroy-data --confirm APP";
            case 2, 3 -> "addons:bind SERVICE -a APP --as moreSERVICE";
            case 4 -> "addons:bind SERVICE -a lease --ttl 1s";
            case 5, 6 -> "addons:unbind SERVICE -a APP";
            case 7, 8 -> "addons:destroy SERVICE -a APP --confirm APP";
            case 9 -> "addons:rotate SERVICE -a APP";
            case 10 -> "addons:rotate SERVICE -a APP --grace 1s";
            case 11 -> "config:set -a APP KEY=" + random.nextInt();
            default ->
                List.of(
                                "addons:enable postgres --spares " + random.nextInt(3),
                                "addons:enable postgres --connections-per-app " + (10 + random.nextInt(90)),
                                "addons:enable redis --maxmemory " + (10 + random.nextInt(90)) + "mb",
                                "addons:restart redis")
                        .get(random.nextInt(4));
        };
        return all.replace("APP", app).replace("SERVICE", service).split(" ");
    }

    private record Ended(Home.Ran ran, long nanos) {}

    private static Ended killed(long nanos, String... command) throws InterruptedException {
        long begin = System.nanoTime();
        Process process = home.start(Map.of(), command);
        if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
            process.toHandle().destroyForcibly(); // not the Process, which would close what it said
        }
        process.waitFor();
        long took = System.nanoTime() - begin;
        return new Ended(Home.finish(process, ""), took);
    }

    /** Every URL of the app leads to a server that lets it in. */
    private static void works(String app) throws SQLException {
        for (String url : new TreeSet<>(home.config(app).values())) {
            if (url.startsWith("postgres:")) {
                assertThat(Home.ask(url, "SELECT 42")).isEqualTo("42");
            } else if (url.startsWith("redis:")) {
                try (Jedis redis = new Jedis(url)) {
                    assertThat(redis.set("works", "yes")).isEqualTo("OK");
                }
            }
        }
    }

    private static void wellAndEmpty(Set<String> before) throws Exception {
        home.untilDue(); // what was leased or given a grace
        home.vektra("addons:reap").ok();
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
        for (var app : home.json("apps")) {
            String name = app.at("/name").asText();
            home.vektra("apps:destroy", "-a", name, "--destroy-data", "--confirm", name)
                    .ok();
        }
        // what makes spares works on after its command
        await().untilAsserted(() -> assertThat(onServers()).isEqualTo(before));
        for (String folder : List.of("apps", "addons", "journal", "due")) {
            assertThat(names(folder)).as(folder).isEmpty();
        }
        assertThat(names("servers")).containsExactlyInAnyOrderElementsOf(SERVICES);
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
    }

    private static List<String> names(String folder) throws IOException {
        Path path = home.path().resolve(folder);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** The databases, roles and users that the servers have, without those that stand ready. */
    private static Set<String> onServers() throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection admin = Home.connect(home.adminUrl("postgres"))) {
            ResultSet rows = admin.createStatement()
                    .executeQuery("SELECT 'role ' || rolname FROM pg_roles WHERE rolname !~ '^vektra_spare_' UNION ALL"
                            + " SELECT 'database ' || datname FROM pg_database WHERE datname !~ '^vektra_spare_'");
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        try (Jedis admin = new Jedis(home.adminUrl("redis"))) {
            admin.aclUsers().forEach(user -> found.add("user " + user));
        }
        return found;
    }
}
