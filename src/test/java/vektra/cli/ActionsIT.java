package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sample;
import vektra.fixture.Sampled;

/** What can be done with an add-on: each service lists it, and the command line does what is listed. */
@Sampled(oneIn = 4)
class ActionsIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = Home.withEverything();
        for (String app : List.of("note", "other")) {
            home.vektra("addons:bind", "redis", "-a", app).ok();
        }
        home.vektra("addons:bind", "memcache", "-a", "note").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static JsonNode act(String... words) {
        List<String> call = new ArrayList<>(List.of("addons:action"));
        call.addAll(List.of(words));
        return home.json(call.toArray(String[]::new));
    }

    private static String url(String app) {
        return home.config(app).get("DATABASE_URL");
    }

    private static void sql(String app, String statements) throws SQLException {
        try (Connection connection = Home.connect(url(app))) {
            connection.createStatement().execute(statements);
        }
    }

    @Test
    void a_backup_brings_back_what_was_there() throws SQLException {
        home.vektra("addons:bind", "postgres", "-a", "saved").ok();
        sql("saved", "create table line (id serial primary key, text text); insert into line (text) values ('kept')");
        JsonNode backup = act("postgres", "backup", "-a", "saved");
        assertThat(backup.get("rows").get(0).get("backup").asText()).isEqualTo("1");
        sql("saved", "drop table line; create table later (id int)");
        assertThat(act("postgres", "backups", "-a", "saved").get("rows")).hasSize(1);

        assertThat(home.vektra("addons:action", "postgres", "restore", "-a", "saved")
                        .exits(2)
                        .err())
                .contains("--confirm saved");
        assertThat(home.vektra("addons:action", "postgres", "restore", "backup=7", "-a", "saved", "--confirm", "saved")
                        .exits(3)
                        .err())
                .contains("has no backup 7");
        String before = url("saved");
        act("postgres", "restore", "backup=1", "-a", "saved", "--confirm", "saved");
        assertThat(url("saved")).isEqualTo(before);
        assertThat(Home.ask(before, "select text from line")).isEqualTo("kept");
        assertThat(Home.ask(before, "select to_regclass('later') is null")).isEqualTo("t");
        sql("saved", "insert into line (text) values ('more'); alter table line add more int");
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
    }

    @Test
    void a_damaged_backup_changes_nothing() throws SQLException, IOException {
        home.vektra("addons:bind", "postgres", "-a", "hurt").ok();
        sql("hurt", "create table line as select generate_series(1, 5000) as id");
        JsonNode backup = act("postgres", "backup", "-a", "hurt");
        Path file = Path.of(backup.get("rows").get(0).get("file").asText());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2));
        home.vektra("addons:action", "postgres", "restore", "-a", "hurt", "--confirm", "hurt")
                .exits(5);
        assertThat(Home.ask(url("hurt"), "select count(*) from line")).isEqualTo("5000");
        // the damage itself is found, and nothing else
        assertThat(home.vektra("addons:doctor").exits(4).out().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("Found: the backup " + file + " is damaged: it has " + Files.size(file) + " bytes");
        home.vektra("backups:delete", "postgres/1", "-a", "hurt", "--confirm", "hurt")
                .ok();
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
    }

    @Test
    @Sampled(oneIn = Sample.SWEEPS)
    void a_restore_killed_anywhere_leaves_the_old_data_or_the_new() throws SQLException {
        home.vektra("addons:bind", "postgres", "-a", "killed").ok();
        sql("killed", "create table line as select 'backed up'::text as text");
        act("postgres", "backup", "-a", "killed");
        int died = 0;
        for (int n = 1; n < 100; n++) {
            if (!Sample.hasPoint(n)) {
                continue;
            }
            sql("killed", "update line set text = 'later'");
            Home.Ran ran = home.reallyKilledAt(
                    n, "addons:action", "postgres", "restore", "-a", "killed", "--confirm", "killed");
            if (ran.code() == 0) {
                break;
            }
            ran.exits(137);
            died++;
            // a note beside the backup may be half written
            home.vektra("addons:doctor", "--fix").ok();
            assertThat(home.vektra("addons:doctor").ok().out()).as(ran.err()).contains("Nothing found");
            assertThat(Home.ask(url("killed"), "select text from line")).isIn("later", "backed up");
        }
        assertThat(died).isPositive();
        assertThat(Home.ask(url("killed"), "select text from line")).isEqualTo("backed up");
    }

    @Test
    void flushing_empties_its_own_number_only() {
        for (String app : List.of("note", "other")) {
            try (Jedis redis = new Jedis(home.config(app).get("REDIS_URL"))) {
                redis.set("key", app);
            }
        }
        assertThat(home.vektra("addons:action", "redis", "flush", "-a", "note")
                        .exits(2)
                        .err())
                .contains("--confirm note");
        act("redis", "flush", "-a", "note", "--confirm", "note");
        try (Jedis note = new Jedis(home.config("note").get("REDIS_URL"));
                Jedis other = new Jedis(home.config("other").get("REDIS_URL"))) {
            assertThat(note.dbSize()).isZero();
            assertThat(other.get("key")).isEqualTo("other");
        }
    }

    @Test
    void every_service_lists_what_it_does_and_does_it() throws SQLException {
        home.vektra("addons:bind", "postgres", "-a", "all").ok();
        sql("all", "create table line (id int)");
        for (String service : List.of("postgres", "redis", "memcache")) {
            String app = service.equals("postgres") ? "all" : "note";
            JsonNode actions = home.json("addons:actions", service, "-a", app);
            assertThat(actions).isNotEmpty();
            assertThat(home.vektra("addons:actions", service, "-a", app).ok().out())
                    .contains(actions.get(0).get("name").asText());
            for (JsonNode action : actions) {
                if (!action.get("destructive").asBoolean()) {
                    Home.Ran ran = home.vektra(
                                    "addons:action", service, action.get("name").asText(), "-a", app)
                            .ok();
                    assertThat(ran.out()).as(action.toString()).isNotBlank();
                }
            }
        }
        assertThat(home.vektra("addons:action", "redis", "stats", "fast=1", "-a", "note")
                        .exits(2)
                        .err())
                .contains("has no parameter fast");
    }

    @Test
    void an_action_has_a_dry_run() {
        assertThat(home.vektra("addons:action", "redis", "flush", "-a", "note", "--dry-run")
                        .ok()
                        .out())
                .contains("would ask for the confirmation 'note'", "would run the action flush on redis-");
        try (Jedis redis = new Jedis(home.config("other").get("REDIS_URL"))) {
            redis.set("stays", "here");
        }
        home.vektra("addons:action", "redis", "flush", "-a", "other", "--confirm", "other", "--dry-run")
                .ok();
        try (Jedis redis = new Jedis(home.config("other").get("REDIS_URL"))) {
            assertThat(redis.get("stays")).isEqualTo("here");
        }
    }
}
