package vektra.cli;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** A home with real servers goes into another one by a file, and to another folder. */
@Sampled(oneIn = 2)
class MovingIT {
    private static final String PASSPHRASE = "correct horse battery staple";

    private static final Home home = new Home();

    @BeforeAll
    static void fill() {
        home.enable("postgres");
        home.enable("redis");
        home.vektra("addons:bind", "postgres", "-a", "shop").ok();
        home.vektra("addons:bind", "redis", "-a", "shop").ok();
        home.vektra("apps:create", "report").ok();
        home.vektra("addons:attach", "shop::DATABASE", "-a", "report", "--as", "SHOP")
                .ok();
        home.vektra("config:set", "GREETING=hello", "-a", "shop").ok();
        sql("create table orders as select n as id, 'line ' || n as text from generate_series(1, 5000) n");
        redis(home, "set page one");
        home.vektra("tokens:create", "ci").ok();
        home.vektra("drains:add", "https://127.0.0.1:9/lines?token=s3cr3t", "-a", "shop")
                .ok();
        home.vektra("backups:schedule", "postgres", "-a", "shop", "--at", "02:00 UTC")
                .ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static void sql(String statement) {
        home.shell(home.config("shop"), "psql -qv ON_ERROR_STOP=1 \"$DATABASE_URL\" -c \"" + statement + "\"")
                .ok();
    }

    private static String redis(Home home, String command) {
        return home.shell(home.config("shop"), "redis-cli -u \"$REDIS_URL\" --no-auth-warning " + command)
                .ok()
                .out()
                .strip();
    }

    private static String orders(Home home) throws Exception {
        return Home.ask(
                home.config("shop").get("DATABASE_URL"), "select count(*) || ' ' || sum(id) || max(text) from orders");
    }

    private static void shape(String name, String json) throws Exception {
        assertThatJson(json).isEqualTo(Files.readString(Path.of("src/test/resources/golden", name + ".json")));
    }

    @Test
    void everything_of_a_home_is_in_another_one_afterwards() throws Exception {
        try (Home to = new Home()) {
            Path monitor = Files.createDirectories(home.path().resolve("monitors/log"));
            Files.writeString(monitor.resolve("current"), "a line\n");
            String file = to.scratch().resolve("home.vektra").toString();
            Map<String, String> key = Map.of("VEKTRA_PASSPHRASE", PASSPHRASE);
            assertThat(home.vektra("home:export", file).exits(2).err())
                    .contains("nothing is given to encrypt the file with", "--passphrase-file", "--plain");
            shape(
                    "home-export",
                    home.vektra(key, "home:export", file, "--json").ok().out());
            assertThat(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("orders", "GREETING", "shop");
            String full = home.vektra(key, "home:export", "/dev/full").exits(5).err();
            assertThat(full).contains("No space left on device").doesNotContain("Exception");
            assertThat(home.vektra("backups", "--all").ok().out()).doesNotContain("shop-");

            assertThat(to.vektra("home:import", file).exits(2).err())
                    .contains("encrypted with a passphrase", "--passphrase-file");
            assertThat(to.vektra(key, "home:import", file, "--dry-run").ok().out())
                    .contains("would fill this home with what the file holds");
            shape(
                    "home-import",
                    to.vektra(key, "home:import", file, "--json").ok().out());

            assertThat(orders(to)).isEqualTo(orders(home)).startsWith("5000 ");
            assertThat(redis(to, "get page")).isEqualTo("one");
            assertThat(to.config("shop")).containsEntry("GREETING", "hello");
            assertThat(to.config("report").get("SHOP_URL"))
                    .isNotEqualTo(home.config("report").get("SHOP_URL"));
            assertThat(Home.ask(to.config("report").get("SHOP_URL"), "select count(*) from orders"))
                    .isEqualTo("5000");
            assertThat(to.json("tokens")).isEqualTo(home.json("tokens"));
            assertThat(to.vektra("drains", "-a", "shop").ok().out())
                    .contains("127.0.0.1:9")
                    .isEqualTo(home.vektra("drains", "-a", "shop").ok().out());
            assertThat(to.vektra("backups:schedules", "--all").ok().out())
                    .isEqualTo(home.vektra("backups:schedules", "--all").ok().out());
            assertThat(to.path().resolve("monitors/log/current")).hasContent("a line");
            assertThat(to.vektra("audit", "-n", "100").ok().out()).contains("tokens:create", "home:import");
            to.vektra("addons:doctor").ok();
            assertThat(to.vektra(key, "home:import", file).exits(4).err()).contains("this home is not empty");
        }
    }

    @Test
    void with_its_servers_running_it_moves_and_they_run_there() throws Exception {
        String before = orders(home);
        Path to = home.path().resolveSibling("moved");
        assertThat(home.vektra("home:move", to.toString(), "--dry-run").ok().out())
                .contains("would move the home to " + to);
        assertThat(home.vektra("home:move", to.toString()).ok().out()).contains("Moved " + home.path());
        assertThat(home.path()).doesNotExist();
        Map<String, String> there = Map.of("VEKTRA_HOME", to.toString());
        home.vektra(there, "addons:doctor").ok();
        String url = home.vektra(there, "config:get", "DATABASE_URL", "-a", "shop")
                .ok()
                .out()
                .strip();
        assertThat(Home.ask(url, "select count(*) || ' ' || sum(id) || max(text) from orders"))
                .isEqualTo(before);
        // and back, so that its servers end with the test
        shape(
                "home-move",
                home.vektra(there, "home:move", home.path().toString(), "--json")
                        .ok()
                        .out());
        assertThat(home.vektra("audit", "-n", "50").ok().out()).contains("home:move");
        assertThat(orders(home)).isEqualTo(before);
    }
}
