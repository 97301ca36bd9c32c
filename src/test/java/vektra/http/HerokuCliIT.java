package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Sampled;

/** The unmodified Heroku CLI does against our server what it does against Heroku's. */
@Sampled(oneIn = 14)
class HerokuCliIT {
    private static ServedHome home;
    private static HerokuCli heroku;

    @BeforeAll
    static void open() {
        Optional<Path> program = HerokuCli.installed();
        if (program.isEmpty()) {
            System.out.println("HerokuCliIT is skipped: the Heroku CLI is not here, and npm cannot install it");
        }
        assumeTrue(program.isPresent());
        home = new ServedHome("postgres", "redis", "memcache");
        heroku = new HerokuCli(program.orElseThrow(), home);
    }

    @AfterAll
    static void close() {
        if (home != null) {
            home.close();
        }
    }

    private static String made(String app, String service, String... more) {
        StringBuilder line = new StringBuilder("{\"plan\":\"" + service + "\"");
        for (String field : more) {
            line.append(',').append(field);
        }
        return ServedHome.read(home.call("POST", "/apps/" + app + "/addons", line + "}")
                        .body())
                .get("name")
                .asText();
    }

    private static void app(String name) {
        assertThat(home.call("POST", "/apps", "{\"name\":\"" + name + "\"}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void services_and_plans() {
        heroku.run("addons:services").ok().says("postgres PostgreSQL ga", "redis Redis ga");
        heroku.run("addons:plans postgres").ok().says("default postgres:shared shared free free", "postgres:dedicated");
        heroku.run("addons:plans nosuch").exits(2).says("Couldn't find that add-on service");
        heroku.run("addons:docs postgres --show-url").ok().says("/articles/postgres");
    }

    @Test
    void addons_are_made_listed_shown_and_destroyed() {
        app("acme");
        heroku.run("addons -a acme").ok().says("No add-ons for app acme.");
        heroku.run("addons:create postgres -a acme --name pg-acme")
                .ok()
                .says("Creating postgres on acme... free", "Created pg-acme as DATABASE_URL");
        heroku.run("addons -a acme").ok().says("postgres (pg-acme) shared free free created └─ as DATABASE");
        heroku.run("addons --all").ok().says("acme pg-acme postgres:shared free free created");
        heroku.run("addons --json -a acme").ok().says("\"attachments\"");
        heroku.run("addons:info pg-acme")
                .ok()
                .says("=== pg-acme", "Plan: postgres:shared", "Attachments: acme::DATABASE", "Owning app: acme");
        heroku.run("addons:wait pg-acme").ok();
        heroku.run("addons:docs pg-acme --show-url").ok().says("/articles/postgres");
        heroku.run("addons:open pg-acme --show-url").ok().says(home.url() + "/#/addons/pg-acme");
        heroku.run("addons:create redis -a acme --as DATABASE").says("would be replaced");
        heroku.run("addons:rename pg-acme pg-renamed").ok().says("pg-acme successfully renamed to pg-renamed.");
        heroku.run("addons:info nosuch").exits(2).says("Couldn't find that add-on", "not_found");
        heroku.run("addons:upgrade pg-renamed postgres:nosuch").exits(2).says("no plan called 'nosuch'");
        heroku.run("addons:destroy pg-renamed -a acme --confirm acme")
                .ok()
                .says("Destroying pg-renamed on acme... done");
        assertThat(home.json("addons", "--all").findValuesAsText("name")).doesNotContain("pg-renamed");
    }

    @Test
    void an_addon_with_a_server_of_its_own_is_waited_for_and_moved() {
        app("own");
        heroku.run("addons:create memcache:dedicated -a own --name mc-own --wait")
                .ok();
        heroku.run("addons:wait -a own").ok();
        heroku.run("addons -a own").ok().says("memcache (mc-own) dedicated free free created");
        heroku.run("addons:downgrade mc-own memcache:shared -a own")
                .ok()
                .says("from memcache:dedicated to memcache:shared");
        heroku.run("addons -a own").ok().says("memcache (mc-own) shared");
    }

    @Test
    void addons_are_attached_to_other_apps() {
        app("owner");
        app("guest");
        String name = made("owner", "postgres");
        heroku.run("addons:attach " + name + " -a guest --as SHARED")
                .ok()
                .says("Attaching " + name + " as SHARED to guest... done", "restarting guest... done, v2");
        heroku.run("addons -a owner").ok().says("├─ as DATABASE", "└─ as SHARED on guest app");
        heroku.run("addons -a guest").ok().says("(billed to owner app)");
        heroku.run("addons:destroy " + name + " -a owner --confirm owner")
                .exits(1)
                .says("unable to be destroyed", "guest");
        heroku.run("addons:destroy " + name + " -a guest --confirm guest")
                .exits(1)
                .says("is on owner not guest");
        heroku.run("addons:detach SHARED -a guest")
                .ok()
                .says("Detaching SHARED to " + name + " from guest... done", "done, v3");
        assertThat(home.json("config", "-a", "guest")).isEmpty();
    }

    @Test
    void config_vars_and_releases() {
        app("vars");
        heroku.run("config:set A=1 B=2 -a vars").ok().says("Setting A, B and restarting vars... done, v2", "A: 1");
        heroku.run("config -a vars").ok().says("=== vars Config Vars A: 1 B: 2");
        heroku.run("config:get A -a vars").ok().says(": 1");
        heroku.run("config:unset B -a vars").ok().says("Unsetting B and restarting vars... done, v3");
        heroku.run("config:set nonsense -a vars").exits(1);
        made("vars", "memcache");
        heroku.run("config:set", "MEMCACHE_HOSTS=x", "-a", "vars").exits(2).says("read-only");
        heroku.run("releases -a vars")
                .ok()
                .says("Current: v4", "Set A, B config vars", "Attach MEMCACHE (@ref:memcache-");
        heroku.run("releases:info v2 -a vars").ok().says("=== Release v2", "By: token root", "A: 1");
        heroku.run("rollback v2 -a vars").ok().says("Rolling back vars to v2... done, v5");
        assertThat(home.json("config", "-a", "vars").get("B").asText()).isEqualTo("2");
    }

    @Test
    void apps() {
        heroku.run("apps:create first").ok().says("Creating first... done");
        heroku.run("apps:create first").exits(2).says("already taken");
        heroku.run("apps").ok().says("=== root Apps", "first");
        heroku.run("apps:info -a first").ok().says("=== first", "Owner: root");
        heroku.run("apps:info -a first --shell").ok().says("region=local");
        heroku.run("apps:rename second -a first").ok().says("Renaming first to second... done");
        heroku.run("apps:destroy -a second --confirm second").ok().says("Destroying second");
        heroku.run("apps:info -a second").exits(2).says("Couldn't find that app");
    }

    @Test
    void drains() {
        app("drained");
        heroku.run("drains -a drained").ok();
        heroku.run("drains:add https://127.0.0.1:9/path -a drained").ok().says("Successfully added drain");
        heroku.run("drains -a drained").ok().says("=== Drains https://127.0.0.1:9/path (d.");
        heroku.run("drains:add syslog+tls://127.0.0.1:9 -a drained")
                .ok()
                .says("Successfully added drain syslog+tls://127.0.0.1:9");
        heroku.run("drains -a drained").ok().says(" syslog+tls://127.0.0.1:9 (d.");
        heroku.run("drains:remove https://127.0.0.1:9/path -a drained").ok().says("Successfully removed drain");
        assertThat(home.json("drains", "-a", "drained")).hasSize(1);
    }

    @Test
    void postgres() {
        app("pg");
        String name = made("pg", "postgres");
        heroku.run("pg:info -a pg").ok().says("=== DATABASE_URL", "Plan: postgres:shared", "Add-on: " + name);
        heroku.run("pg:wait -a pg").ok();
        heroku.run("pg:credentials -a pg").ok().says("default active", "as DATABASE");
        heroku.run("pg:credentials:url -a pg").ok().says("Connection URL: postgres://");
        heroku.run("pg:backups -a pg").ok().says("=== Backups");
        if (Files.isExecutable(Path.of("/usr/bin/psql"))) {
            // it asks for TLS
            heroku.run("pg:psql", "-a", "pg", "-c", "select 40 + 2 as answer")
                    .ok()
                    .says("answer -------- 42");
            heroku.run("pg:ps -a pg").ok().says("pid");
        }
        made("pg", "postgres", "\"name\":\"pg-other\"", "\"attachment\":{\"name\":\"OTHER\"}");
        heroku.run("pg:promote OTHER -a pg").ok().says("Promoting pg-other to DATABASE_URL on pg... done");
        heroku.run("pg:promote pg-other -a pg").exits(2).says("already promoted");
        assertThat(home.json("config", "-a", "pg").get("DATABASE_URL").asText())
                .isEqualTo(home.json("config", "-a", "pg").get("POSTGRES_URL").asText());
    }

    @Test
    void backups_are_made_fetched_and_restored_and_a_database_is_emptied(@TempDir Path folder) throws IOException {
        app("bk");
        made("bk", "postgres");
        heroku.run("pg:backups:schedules -a bk").ok().says("No backup schedules found on bk");
        heroku.run("pg:backups:schedule", "DATABASE", "-a", "bk", "--at", "02:00 Europe/Berlin")
                .ok()
                .says("Scheduling automatic daily backups", "Europe/Berlin... done");
        heroku.run("pg:backups:schedules -a bk").ok().says("DATABASE_URL: daily at 2:00 Europe/Berlin");
        heroku.run("pg:backups:unschedule -a bk").ok().says("Unscheduling", "daily backups... done");
        heroku.run("pg:backups:unschedule DATABASE -a bk").exits(1).says("No daily backups found");
        heroku.run("pg:backups:capture -a bk").ok().says("to b001... done");
        heroku.run("pg:backups:info -a bk").ok().says("=== Backup b001", "Status: Completed");
        Path file = folder.resolve("latest.dump");
        heroku.run("pg:backups:download", "-a", "bk", "-o", file.toString()).ok();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("PGDMP");
        heroku.run("pg:backups:url -a bk").ok().says("https://127.0.0.1:");
        heroku.run("pg:reset -a bk --confirm bk").ok().says("done");
        heroku.run("pg:backups:restore b001 DATABASE -a bk --confirm bk").ok().says("Restoring... done");
        heroku.run("pg:backups:delete b001 --confirm bk -a bk").ok().says("Deleting backup b001", "done");
        assertThat(home.json("backups", "-a", "bk")).isEmpty();
        heroku.run("pg:killall -a bk").ok().says("done");
        heroku.run("pg:upgrade:wait DATABASE -a bk").ok();
    }

    @Test
    void a_database_is_copied_over_another_one() {
        app("cp");
        made("cp", "postgres");
        made("cp", "postgres", "\"attachment\":{\"name\":\"OTHER\"}");
        heroku.run("pg:copy DATABASE OTHER -a cp --confirm OTHER")
                .ok()
                .says("Starting copy of DATABASE to OTHER", "Copying... done");
        heroku.run("pg:copy postgres://u:p@127.0.0.1:1/x OTHER -a cp --confirm OTHER")
                .exits(2)
                .says("vektra addons:import");
        heroku.run("pg:backups -a cp").ok().says("b001");
    }

    @Test
    void lines_are_shown() {
        app("lined");
        home.vektra("run", "--logs", "-a", "lined", "--", "echo", "printed");
        await().until(() -> home.vektra("logs", "-a", "lined").contains("printed"));
        heroku.run("logs -a lined").ok().says("]: printed");
        heroku.run("logs -a lined --process-type nosuch").ok();
        assertThat(heroku.run("logs -a lined --source heroku").ok().text()).doesNotContain("printed");
    }

    @Test
    void a_service_that_ships_lines_becomes_a_drain() {
        app("papers");
        heroku.run("addons:create papertrail -a papers").exits(2).says("-- --url HOST:PORT");
        heroku.run("addons:create papertrail -a papers -- --url 127.0.0.1:9")
                .ok()
                .says("The lines of papers go to tcp+tls://127.0.0.1:9", "Created papertrail-papers");
        assertThat(home.json("drains", "-a", "papers")).hasSize(1);
    }

    /** Others are asked for by the exact request in InsteadTest. */
    @ParameterizedTest
    @Sampled(oneIn = 14)
    @CsvSource(delimiter = '|', textBlock = """
            pg:upgrade:run DATABASE --confirm habits -a habits        | To change the version of a database
            pg:settings -a habits                                     | vektra addons:options postgres
            pg:credentials:create DATABASE --name x -a habits         | heroku addons:attach ADDON
            redis:maxmemory --policy noeviction -a habits             | vektra addons:options redis
            ps:scale web=2 -a habits                                  | vektra up -a habits
            ps:restart -a habits                                      | vektra up -a habits
            domains -a habits                                         | so habits has no domains
            certs -a habits                                           | so habits has no certificates
            buildpacks -a habits                                      | so habits has no buildpacks
            pipelines                                                 | an app for each stage
            webhooks -a habits                                        | a drain sends the log lines
            """)
    void what_vektra_has_not_is_answered_by_what_to_do(String line, String part) {
        if (!home.vektra("apps").contains("habits")) {
            app("habits");
            made("habits", "postgres");
            made("habits", "redis");
        }
        heroku.run(line).exits(2).says(part, "not_supported");
    }

    @Test
    @Sampled(oneIn = 1)
    void every_command_is_in_the_documentation() throws IOException {
        String page = Files.readString(Path.of("docs/heroku-cli.md"));
        Set<String> named = Pattern.compile("`([a-z0-9:*-]+)`")
                .matcher(page.substring(page.indexOf("## All commands")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(heroku.commands())
                .hasSizeGreaterThan(300)
                .allMatch(command -> named.stream()
                        .anyMatch(name -> name.equals(command)
                                || name.endsWith(":*") && command.startsWith(name.substring(0, name.length() - 1))));
    }

    @Test
    void redis() {
        app("rd");
        String name = made("rd", "redis");
        heroku.run("redis:info -a rd").ok().says("=== " + name + " (REDISURL, REDIS_URL)", "Plan: redis:shared");
        heroku.run("redis:wait -a rd").ok();
        heroku.run("redis:credentials -a rd").ok().says("redis://");
        made("rd", "redis", "\"name\":\"redis-other\"", "\"attachment\":{\"name\":\"OTHER\"}");
        heroku.run("redis:promote OTHER -a rd").ok().says("Promoting redis-other to REDIS_URL on rd");
        // each service is in its own part of the data API
        assertThat(home.call("GET", "/redis/v0/databases/" + name, "").statusCode())
                .isEqualTo(200);
        for (String family : List.of("postgres", "memcache", "mysql")) {
            assertThat(home.call("GET", "/" + family + "/v0/databases/" + name, "")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void programs_run_with_the_config_vars_of_their_app() {
        app("runner");
        heroku.run("config:set GREETING=hello -a runner").ok();
        heroku.run("run", "-a", "runner", "--", "echo $GREETING world").ok().says("hello world");
        heroku.run("run", "-a", "runner", "--exit-code", "--", "sh -c 'exit 7'").exits(7);
        heroku.run("run", "-a", "runner", "--exit-code", "--", "seq 20000").ok().says(" 19999 20000");
        heroku.run("run:detached", "-a", "runner", "--", "true").ok();
    }

    @Test
    @Sampled(oneIn = 1)
    void a_token_that_is_not_known_is_refused() {
        home.vektra("tokens:create", "short", "--scope", "read");
        home.vektra("tokens:revoke", "short");
        assertThat(home.send(home.request("/apps", "vk_nosuch")).statusCode()).isIn(401, 429);
    }
}
