package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Real servers of two versions: Debian's PostgreSQL and the build of Maven Central, the Redis build and Debian's. */
@Sampled(oneIn = 3)
class UpgradeServerIT {
    private static final Home home = new Home();

    @BeforeAll
    static void enable() {
        home.enable("postgres");
        home.vektra("addons:enable", "redis", "--from", "embedded").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    /** Each test finds its server empty, and of its first version. */
    @AfterEach
    void empty() {
        for (JsonNode app : home.json("apps")) {
            String name = app.get("name").asText();
            home.vektra("apps:destroy", "-a", name, "--confirm", name, "--destroy-data")
                    .ok();
        }
    }

    private static void back(String service) {
        home.vektra("addons:upgrade-server", service, "--undo", "--confirm", service)
                .ok();
        home.vektra("addons:upgrade-server", service, "--drop-old", "--confirm", service)
                .ok();
    }

    /** An app that writes all the time and counts what was acknowledged. */
    private static final class Writer implements AutoCloseable {
        private final String url;
        private final Set<Integer> acknowledged = new TreeSet<>();
        private final AtomicBoolean goesOn = new AtomicBoolean(true);
        private final Thread thread = new Thread(this::write);

        Writer(String url) {
            this.url = url;
            thread.start();
        }

        private void write() {
            int next = 1;
            while (goesOn.get()) {
                try (Connection connection = Home.connect(url);
                        Statement statement = connection.createStatement()) {
                    while (goesOn.get()) {
                        statement.executeUpdate("INSERT INTO counted VALUES (" + ++next + ")");
                        acknowledged.add(next);
                    }
                } catch (SQLException e) {
                    Thread.onSpinWait(); // kept out: it comes back as apps do
                }
            }
        }

        @Override
        public void close() {
            goesOn.set(false);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Set<Integer> counted(String url) throws SQLException {
        Set<Integer> found = new TreeSet<>();
        try (Connection connection = Home.connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n FROM counted")) {
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
        }
        return found;
    }

    private static void run(String url, String... statements) throws SQLException {
        try (Connection connection = Home.connect(url);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String bound(String app, String service) {
        home.vektra("apps:create", app).ok();
        home.vektra("addons:bind", service, "-a", app).ok();
        return home.config(app).get(service.equals("redis") ? "REDIS_URL" : "DATABASE_URL");
    }

    @Test
    void postgres_keeps_urls_rows_extensions_and_settings_while_an_app_writes() throws Exception {
        String shop = bound("shop", "postgres");
        String note = bound("note", "postgres");
        run(shop, "CREATE TABLE counted (n int PRIMARY KEY)", "CREATE EXTENSION citext");
        run(note, "CREATE TABLE page (t text)", "INSERT INTO page VALUES ('kept')");
        String database = Home.ask(note, "SELECT current_database()");
        run(note, "ALTER DATABASE \"" + database + "\" SET statement_timeout = '33s'");
        Set<Integer> acknowledged;
        try (Writer writer = new Writer(shop)) {
            Home.Ran refused = home.vektra("addons:upgrade-server", "postgres", "--to", "17")
                    .exits(2);
            assertThat(refused.err()).contains("from version 15", "are kept out for some", "--confirm postgres");
            home.vektra("addons:upgrade-server", "postgres", "--to", "17", "--confirm", "postgres")
                    .ok();
            writer.close();
            acknowledged = writer.acknowledged;
        }
        assertThat(home.config("shop")).containsEntry("DATABASE_URL", shop);
        assertThat(Home.ask(shop, "SHOW server_version")).startsWith("17");
        assertThat(acknowledged).isNotEmpty();
        assertThat(counted(shop)).containsAll(acknowledged);
        assertThat(Home.ask(shop, "SELECT count(*) FROM pg_extension WHERE extname = 'citext'"))
                .isEqualTo("1");
        assertThat(Home.ask(note, "SELECT t FROM page")).isEqualTo("kept");
        assertThat(Home.ask(note, "SHOW statement_timeout")).isEqualTo("33s");
        soundWithoutWarning();
        run(note, "INSERT INTO page VALUES ('later')");
        home.vektra("addons:upgrade-server", "postgres", "--undo", "--confirm", "postgres")
                .ok();
        assertThat(Home.ask(note, "SHOW server_version")).startsWith("15");
        assertThat(Home.ask(note, "SELECT count(*) FROM page")).isEqualTo("1");
        home.vektra("addons:upgrade-server", "postgres", "--drop-old", "--confirm", "postgres")
                .ok();
    }

    @Test
    void killed_it_is_the_old_server_that_serves_and_after_the_commit_the_new_one() throws Exception {
        String shop = bound("shop", "postgres");
        run(shop, "CREATE TABLE counted (n int)", "INSERT INTO counted VALUES (7)");
        String[] upgrade = {"addons:upgrade-server", "postgres", "--to", "17", "--confirm", "postgres"};
        // while the data are away, and once the commit is written down
        for (int point : new int[] {33, 60}) {
            home.killedAt(point, upgrade);
            home.vektra("addons:start", "postgres").ok();
            assertThat(counted(shop)).containsExactly(7);
            assertThat(Home.ask(shop, "SHOW server_version")).startsWith(point == 33 ? "15" : "17");
        }
        assertThat(home.path().resolve("servers/postgres.next")).doesNotExist();
        back("postgres");
    }

    @Test
    void redis_keeps_numbers_users_and_keys() {
        String shop = bound("shop", "redis");
        String note = bound("note", "redis");
        try (Jedis redis = new Jedis(java.net.URI.create(shop))) {
            redis.set("a", "1");
            redis.lpush("b", "2", "3");
        }
        home.vektra("addons:upgrade-server", "redis", "--to", "7", "--confirm", "redis")
                .ok();
        assertThat(home.config("note")).containsEntry("REDIS_URL", note);
        try (Jedis redis = new Jedis(java.net.URI.create(shop))) {
            assertThat(redis.info("server")).contains("redis_version:7.");
            assertThat(redis.get("a")).isEqualTo("1");
            assertThat(redis.lrange("b", 0, 9)).containsExactly("3", "2");
        }
        try (Jedis redis = new Jedis(java.net.URI.create(note))) {
            assertThat(redis.dbSize()).isZero();
        }
        soundWithoutWarning();
    }

    private static void soundWithoutWarning() {
        Home.Ran visited = home.vektra("addons:doctor").ok();
        assertThat(visited.out()).isEqualTo("Nothing found\n");
        assertThat(visited.err()).doesNotContain("->");
    }
}
