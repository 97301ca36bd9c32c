package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.InProcess;
import vektra.cli.command.Changing;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Every command that changes something leaves one line that names what it changed, and none that only looks. */
@Sampled(oneIn = 2)
class AuditIT {
    /** Of the drains in the story; ends with the tests. */
    private static final Receiver DESTINATION = Receiver.listening();

    private static final String SECRET = "s3cr3t-value";
    private static final String OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    /** What follows it needs that key. */
    private static final String REWRAP = "keys:rewrap --key-file other";

    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.write("more.env", "C=" + SECRET + "\n");
        JsonShapesIT.giveKey(home);
        JsonShapesIT.giveService(home);
        JsonShapesIT.writeKey(home, "other", OTHER_KEY);
        home.write("rows.yml", "resources: {database: {type: postgres}}\n");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    /** A command, and what its line must hold; with nothing behind the bar there must be no line. */
    private static final String[] STORY = {
        "addons:enable redis --maxmemory 64mb | \"services\":[\"redis\"], \"maxmemory\":\"64mb\"",
        "addons:enable redis |",
        "addons:enable redis --maxmemory 65mb | \"services\":[\"redis\"], \"options\":{\"maxmemory\":\"65mb\"}",
        "apps:create note | \"apps\":[\"note\"], v1: Create app",
        "apps:create note |",
        "config:set A=SECRET B=SECRET -a note | \"apps\":[\"note\"], \"set\":[\"A\",\"B\"]",
        "config:set A=SECRET -a note |",
        "config:set Z=SECRET -a note --dry-run |",
        "config:import more.env -a note | \"set\":[\"C\"]",
        "config:unset B -a note | \"unset\":[\"B\"]",
        "config -a note |",
        "addons:bind redis -a note --ttl 1h | \"attachments\":[\"note::REDIS\"], \"expires\":{\"redis-, redis:shared",
        "addons:attach redis -a note --as cache | note::CACHE, \"addons\":[\"redis-",
        "addons:detach CACHE -a note | note::CACHE",
        "addons:create redis:dedicated -a note --as extra --name redis-extra -- --maxmemory 64mb"
                + " | \"addons\":[\"redis-extra\"], \"plans\":{\"redis-extra\":\"redis:dedicated\"}",
        "addons:wait redis-extra | \"addons\":[\"redis-extra\"], \"set\":[\"EXTRA_URL\"]",
        "addons:rename redis-extra redis-other -a note | redis-extra, redis-other",
        "addons:action EXTRA stats -a note |",
        "addons:action EXTRA flush -a note --confirm note"
                + " | \"apps\":[\"note\"], \"addons\":[\"redis-other\"], \"action\":\"flush\", \"outcome\":\"",
        "addons:action EXTRA rotate -a note | note::EXTRA, \"action\":\"rotate\"",
        "addons:stop redis-other | \"services\":[\"redis\"], \"addons\":[\"redis-other\"]",
        "addons:stop redis-other |",
        "addons:start redis-other | \"addons\":[\"redis-other\"]",
        "addons:restart redis | \"services\":[\"redis\"]",
        "addons:upgrade-server redis |",
        "resources:update extra maxmemory=65mb -a note | \"addons\":[\"redis-other\"]",
        "resources:update extra maxmemory=65mb -a note |",
        "addons:downgrade EXTRA shared -a note | \"plans\":{\"redis-other\":\"redis:shared\"},"
                + " \"plans_before\":{\"redis-other\":\"redis:dedicated\"}",
        "addons:upgrade EXTRA --drop-old -a note --confirm redis-other"
                + " | redis-other, \"outcome\":\"deleted what was kept of redis:dedicated\"",
        "plans:tag redis:dedicated pci | \"tags\":{\"redis:dedicated\":\"pci\"}",
        "spaces:create prod pci | \"spaces\":[\"prod\"], \"tags\":{\"prod\":\"pci\"}",
        "spaces:tag prod socs --remove pci | \"spaces\":[\"prod\"], \"tags\":{\"prod\":\"socs\"}",
        "spaces:destroy prod | \"spaces\":[\"prod\"]",
        "addons:rotate REDIS -a note --grace 1s | note::REDIS, \"set\":[\"REDIS",
        "addons:reap | note::REDIS, revoked earlier credentials",
        "rollback v2 -a note | \"unset\":[\"C\"], Rollback to v2",
        "addons:promote EXTRA -a note | note::REDIS, note::REDIS_, \"addons\":[\"redis-",
        "addons:unbind redis -a note --as REDIS | note::REDIS",
        "addons:destroy EXTRA -a note --confirm note | note::EXTRA, \"destroyed\":[\"redis-other\"]",
        "use note | \"apps\":[\"note\"], \"folder\":\"",
        "use note |",
        "apps:rename paper -a note | \"renamed\":{\"note\":\"paper\"}",
        "addons:enable syslog --url " + DESTINATION.url() + " | \"drains\":[\"syslog\"], \"targets\":{\"syslog\":\"",
        "addons:disable syslog | \"drains\":[\"syslog\"]",
        "drains:add " + DESTINATION.url() + " -a paper | \"drains\":[\"syslog-paper\"], \"apps\":[\"paper\"]",
        "drains:remove syslog-paper -a paper | \"drains\":[\"syslog-paper\"], \"apps\":[\"paper\"]",
        "logs:router --status --listen 5140 | \"logs\":{\"listen\":\"127.0.0.1:5140\"",
        "alerts:add webhook https://user:SECRET@hooks.example.com/SECRET"
                + " | \"alerts\":[\"webhook-1\"], \"target\":\"https://****@hooks.example.com/****\"",
        "alerts:add webhook https://user:SECRET@hooks.example.com/SECRET |",
        "alerts:remove webhook-1 | \"alerts\":[\"webhook-1\"]",
        "tokens:create ci --scope read | \"tokens\":{\"ci\":\"read\"}",
        "tokens:revoke ci | \"tokens\":{\"ci\":\"read\"}",
        "canaries:create probe | \"apps\":[\"probe-",
        "canaries:create probe --dry-run |",
        "canaries:destroy --all --confirm canaries | \"apps\":[\"probe-",
        "monitors:setup | \"apps\":[\"probe-",
        "monitors:setup |",
        "monitors:teardown --confirm canaries | \"apps\":[\"probe-",
        "monitors:teardown |",
        "monitors:create net/ping |",
        "monitors:scale net/ping=2 |",
        "monitors:procfile |",
        "monitors:deploy --to supervisor --out units |",
        "units --out units |",
        "units:app -a paper --out units -- ./start |",
        "monitors:maintenance start net --for 1h | \"begun\":[\"net from 2",
        "monitors:maintenance stop --dry-run |",
        "monitors:maintenance stop | \"ended\":[\"net from 2",
        "monitors:maintenance |",
        "encrypt | \"key\":\"k1\"",
        "encrypt |",
        "keys:rotate --all | \"key\":\"k2\"",
        "keys:rewrap --key-file key |",
        REWRAP + " | \"key\":\"k2\"",
        "decrypt --confirm | \"apps\":[]",
        "decrypt --confirm |",
        "apps:destroy -a paper --confirm paper | \"apps\":[\"paper\"], \"kept\":[\"redis-",
        "addons:stop redis | \"services\":[\"redis\"]",
        "addons:doctor |",
        "addons:doctor --fix | \"services\":[\"redis\"], \"fix\":\"server_down\"",
        "addons:enable postgres --spares 0 | \"services\":[\"postgres\"], \"spares\":\"0\"",
        "apps:create rows | rows",
        "addons:bind postgres -a rows | rows::DATABASE",
        "resources:apply -m rows.yml -a rows | \"apps\":[\"rows\"], \"manifest\":\"rows.yml\"",
        "resources:apply -m rows.yml -a rows |",
        "addons:action postgres backup -a rows | \"apps\":[\"rows\"], \"action\":\"backup\", Backup 1 of",
        "addons:action postgres restore backup=1 -a rows --confirm rows"
                + " | \"action\":\"restore\", \"arguments\":{\"backup\":\"1\"}, Restored backup 1",
        "addons:action postgres kill-sessions -a rows | \"action\":\"kill-sessions\", \"addons\":[\"postgres-",
        "addons:action postgres extensions -a rows |",
        "addons:action postgres backups -a rows |",
        "addons:bind redis -a rows | rows::REDIS",
        "apps:clone rows review --with-data --ttl 1h"
                + " | \"apps\":[\"review\"], \"from\":\"rows\", review::DATABASE, review::REDIS, \"expires\":{\"",
        "apps:clone rows other --dry-run |",
        "addons:destroy redis -a review --confirm review | \"destroyed\":[\"redis-",
        "addons:export redis -a rows -f keys |",
        "addons:import redis keys -a rows | \"addons\":[\"redis-, \"outcome\":\"",
        "backups:now redis -a rows --dry-run |",
        "backups:now redis -a rows | \"apps\":[\"rows\"], \"addons\":[\"redis-, Backup 1 of redis-",
        "backups -a rows |",
        "backups:schedule redis --at @hourly -a rows | \"apps\":[\"rows\"], \"addons\":[\"redis-, \"schedules\":{",
        "backups:schedule redis --at @hourly -a rows |",
        "backups:schedules -a rows |",
        "backups:run |",
        "backups:unschedule redis -a rows | \"addons\":[\"redis-, \"schedules\":{",
        "backups:verify redis -a rows |",
        "backups:restore redis -a rows --confirm rows"
                + " | \"apps\":[\"rows\"], \"from\":\"rows-redis-, Restored backup 1 of",
        "backups:drill redis -a rows --dry-run |",
        "backups:drill redis -a rows | \"apps\":[\"rows\"], \"addons\":[\"redis-, drilled rows-redis-",
        "backups:delete redis/1 -a rows --confirm rows | \"apps\":[\"rows\"], deleted the backup rows-redis-",
        "addons:unbind redis -a rows | rows::REDIS",
        "addons:disable redis --destroy-data --confirm redis | \"services\":[\"redis\"], \"destroyed\":[\"redis-",
        "audit |",
    };

    private static List<String> lines() throws IOException {
        Path audit = home.path().resolve("audit.jsonl");
        return Files.exists(audit) ? Files.readAllLines(audit) : List.of();
    }

    @TestFactory
    Stream<DynamicTest> each_command_leaves_one_line_that_names_its_object() {
        return Stream.of(STORY).map(row -> DynamicTest.dynamicTest(row, () -> check(row)));
    }

    private static void check(String row) throws Exception {
        String call = row.substring(0, row.indexOf(" |"));
        String wanted = row.substring(row.indexOf(" |") + 2).strip();
        if (call.equals("addons:reap")) {
            home.untilDue();
        }
        List<String> before = lines();
        Home.Ran ran = home.vektra(call.replace("SECRET", SECRET).split(" "));
        assertThat(ran.code()).as(ran.toString()).isIn(0, call.equals("addons:doctor") ? 4 : 0);
        if (call.equals(REWRAP)) {
            home.with("VEKTRA_KEY", OTHER_KEY);
        }
        List<String> after = lines();
        List<String> fresh = after.subList(before.size(), after.size());
        if (wanted.isEmpty()) {
            assertThat(fresh).isEmpty();
            return;
        }
        assertThat(fresh).as(row).hasSize(1);
        assertThat(fresh.get(0))
                .contains("\"command\":\"" + call.split(" ")[0] + "\"")
                .contains("\"user\":\"" + System.getProperty("user.name") + "\"")
                .contains(wanted.split(", "))
                .doesNotContain(SECRET, "password", "redis://", "postgres://");
    }

    @Test
    void no_command_that_changes_something_is_forgotten() {
        Set<String> named = new LinkedHashSet<>();
        for (String row : STORY) {
            named.add(row.split(" ")[0]);
        }
        // what it keeps ready belongs to no app yet, and is mostly made in the background: no line
        named.add("addons:spares");
        // the same verbs under another name
        named.addAll(List.of(
                "canaries:recycle",
                "compose",
                "home:destroy", // and the audit goes with the home
                "start",
                "stop",
                // files of the user, and not of the home
                "login",
                "logout",
                // MovingIT, and MovingTest
                "home:import",
                "home:move",
                "up",
                "resources:create",
                "resources:delete",
                "resources:import",
                "resources:link",
                "resources:unlink"));
        Commands commands = new Commands();
        Set<String> changing = new TreeSet<>();
        for (Commands.Entry entry : commands.all()) {
            if (commands.make(entry, () -> null) instanceof Changing) {
                changing.add(entry.name());
            }
        }
        assertThat(named).containsAll(changing);
    }

    @Test
    void tidied_files_are_named_and_what_is_over_is_by_vektra_itself() throws Exception {
        try (Home own = new Home()) {
            own.vektra("addons:enable", "memcache").ok();
            own.vektra("apps:create", "lease").ok();
            own.vektra("addons:bind", "memcache", "-a", "lease", "--ttl", "1s").ok();
            own.untilDue();
            own.vektra("apps").ok();
            Path loose = own.path().resolve("apps/lease.json");
            Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rw-r--r--"));
            own.vektra("addons:doctor", "--fix").ok();
            JsonNode lines = own.json("audit", "-n", "2");
            assertThat(lines.at("/0/fix").asText()).isEqualTo("loose_file");
            assertThat(lines.at("/0/files/0").asText()).isEqualTo("apps/lease.json");
            assertThat(lines.at("/1/command").asText()).isEqualTo("addons:reap");
            assertThat(lines.at("/1/user").asText()).isEqualTo("vektra itself");
            assertThat(lines.at("/1/destroyed/0").asText()).startsWith("memcache-");
            assertThat(own.json("releases", "-a", "lease").at("/0/by").asText()).isEqualTo("vektra itself");

            shows(own);
        }
    }

    private static void shows(Home own) {
        List<String> all = own.vektra("audit").ok().out().lines().toList();
        assertThat(all.get(0)).matches("TIME +WHO +COMMAND +WHAT");
        assertThat(all.get(1)).contains("addons:doctor", "fix loose_file; files apps/lease.json");
        assertThat(all.get(all.size() - 1)).contains("addons:enable", "memcache");
        InProcess.Ended narrow = InProcess.atTerminal(
                java.util.Map.of("VEKTRA_HOME", own.path().toString()), own.scratch(), "", "audit");
        assertThat(narrow.out().lines()).allMatch(line -> line.length() <= 80).anyMatch(line -> line.endsWith("…"));
        assertThat(own.json("audit", "-a", "lease").findValuesAsText("command"))
                .containsExactly("addons:reap", "addons:bind", "apps:create");
        assertThat(own.json("audit", "--since", "1h")).hasSize(all.size() - 1);
        assertThat(own.json("audit", "--since", "2999-01-31")).isEmpty();
        String second = own.json("audit", "-n", "2").at("/1/change").asText();
        List<String> older =
                new ArrayList<>(own.json("audit", "--before", second).findValuesAsText("command"));
        assertThat(older).startsWith("addons:bind").hasSize(all.size() - 3);
        assertThat(own.vektra("audit", "--since", "soon").exits(2).err()).contains("'soon'", "7d");
        assertThat(own.vektra("audit", "-n", "0").exits(2).err()).contains("1 to 1000");
        assertThat(own.vektra("audit", "--before", "x").exits(3).err()).contains("no change x");
        assertThat(own.vektra("audit", "-a", "none").ok().err()).contains("No changes.");
    }
}
