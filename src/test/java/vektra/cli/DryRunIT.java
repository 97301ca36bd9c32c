package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.cli.command.Changing;
import vektra.cli.command.VektraCommand;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** {@code --dry-run} tells what a command would do and leaves no trace, in the home or on its servers. */
@Sampled(oneIn = 8)
class DryRunIT {
    private static final int MORE_THAN_ANY_COMMAND_HAS = 200;
    /** Each point is CrashIT's matter. */
    private static final int STRIDE = 2;

    private static final String SECRET = "s3cr3tPa55";
    private static Home home;

    @BeforeAll
    static void open() {
        home = Home.withEverything();
        home.vektra("addons:enable", "postgres", "--spares", "1").ok();
        home.vektra("addons:bind", "postgres", "-a", "shop").ok();
        home.vektra("addons:bind", "redis:dedicated", "-a", "shop").ok();
        home.vektra("addons:bind", "redis", "-a", "kept").ok();
        home.vektra("addons:unbind", "redis", "-a", "kept").ok();
        home.vektra("config:set", "TOKEN=" + SECRET, "OLD=" + SECRET, "-a", "shop")
                .ok();
        home.write("more.env", "NEW=" + SECRET + "\nOLD=" + SECRET + "2\n");
        home.vektra("backups:now", "redis", "-a", "shop").ok();
        // the spare that the first bind took is made again meanwhile
        await().until(() -> Trace.isAtRest(home));
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "addons:enable postgres | Nothing to do",
                "addons:enable redis --maxmemory 64mb | would set --maxmemory 64mb of redis",
                "addons:disable memcache | would stop the server memcache;would disable memcache",
                "addons:disable redis --force | would unset REDISURL, REDIS_URL of shop;would disable redis;would revoke the credentials of REDIS of shop",
                "addons:disable memcache --destroy-data | would ask for the confirmation 'memcache';"
                        + "would forget the service memcache;would delete the server memcache and its data",
                "addons:stop postgres | would stop the server postgres",
                "addons:start postgres | Nothing to do",
                "addons:stop postgres redis | would stop the server postgres;would stop the server redis",
                "start | Nothing to do",
                "stop | would stop the server memcache;would stop the server postgres;would stop the server redis-",
                "units --out units | would write /;/units/vektra-postgres.service;/units/vektra.target",
                "addons:restart redis | would stop the server redis;would start the server redis",
                "addons:bind postgres -a shop | Nothing to do",
                "addons:bind redis -a shop --as CACHE | would create credentials for CACHE of shop;would set CACHE_URL of shop",
                "addons:bind memcache -a new | would create memcache-…;would create credentials for MEMCACHE of new;"
                        + "would create the app new;would set MEMCACHE_HOSTS, MEMCACHE_NAMESPACE of new;"
                        + "would record a release of new, v1: Attach MEMCACHE (@ref:memcache-…)",
                "addons:bind postgres:dedicated -a new | would create the server postgres-… (PostgreSQL;"
                        + "would start the server postgres-…;would create postgres-… (a server of its own)",
                "addons:unbind postgres -a shop | would unset DATABASE_URL, POSTGRES_URL of shop;"
                        + "would revoke the credentials of DATABASE of shop",
                "addons:unbind memcache -a shop | Nothing to do",
                "addons:rotate postgres -a shop | would create credentials for DATABASE of shop;"
                        + "would set DATABASE_URL, POSTGRES_URL of shop;would revoke the credentials of DATABASE of shop",
                "addons:rotate postgres -a shop --grace 1h | would create credentials for DATABASE of shop",
                "addons:bind postgres -a shop --ttl 1h | would save the app shop",
                "addons:reap | Nothing to do",
                "addons:destroy postgres -a shop --confirm shop | would delete postgres-",
                "addons:destroy redis -a shop | would ask for the confirmation 'shop';would delete the server redis-",
                "backups:schedule redis --at 02:00 --keep 7d -a shop | would schedule backups of redis-;keep 7d",
                "backups:schedule redis --at 02:00 --to / -a shop --recipient "
                        + "age152gzxv00qgdlzxgap3gkpjtlsfkn8k6mnd4vleqmvyf0wfhwwc3ss9xns7"
                        + " | would schedule backups of redis-;to /, encrypted",
                "backups:unschedule redis -a shop | Nothing to do",
                "backups:run | Nothing to do",
                "backups:now postgres -a shop | would back up postgres-",
                "backups:restore redis -a shop | would ask for the confirmation 'shop';would load a backup into;"
                        + "would replace the data of redis-",
                "backups:drill redis -a shop | would create the server drill-;would load a backup into;"
                        + "would delete the server drill-",
                "backups:delete redis/1 -a shop --confirm shop | would delete the backup shop-redis-",
                "apps:create fresh | would create the app fresh;would record a release of fresh, v1: Create app",
                "apps:create shop | Nothing to do",
                "apps:clone shop review --with-data --ttl 1h | would back up postgres-;would load a backup into postgres-…;"
                        + "would create credentials for DATABASE of review;would create the app review;"
                        + "would record a release of review, v1: Clone shop",
                "apps:rename store -a shop | would rename the app shop to store",
                "apps:destroy -a shop --confirm shop | would keep postgres-;would delete the app shop;"
                        + "would revoke the credentials of DATABASE of shop",
                "apps:destroy -a kept --destroy-data | would ask for the confirmation 'kept';would delete redis-",
                "config:set TOKEN=other NEW=s3cr3tPa55 -a shop | would set NEW, TOKEN of shop",
                "config:set TOKEN=s3cr3tPa55 -a shop | Nothing to do",
                "config:unset TOKEN -a shop | would unset TOKEN of shop;would record a release of shop, v4: Unset TOKEN",
                "config:import more.env -a shop | would set NEW, OLD of shop",
                "home:move elsewhere | would stop the server redis;would move the home to /",
                "home:destroy | would ask for the confirmation '/;would delete the server postgres and its data;"
                        + "would delete the app shop;would delete this home",
                "rollback v2 -a shop | would unset OLD, TOKEN of shop;Rollback to v2",
            })
    void should_tell_the_steps_and_leave_no_trace(String call, String says) {
        Home.Ran ran = dryRun(home, call).ok();
        assertThat(ran.out()).contains(says.split(";")).doesNotContain(SECRET);
        assertThat(ran.err()).isEmpty();
        JsonNode plan = dryRun(home, call + " --json").ok().json();
        assertThat(plan.get("dry_run").asBoolean()).isTrue();
        assertThat(plan.get("command").asText()).isEqualTo(call.split(" ")[0]);
        assertThat(plan.get("steps").isEmpty()).isEqualTo(says.equals("Nothing to do"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | addons:bind postgress -a shop",
                "3 | addons:unbind postgres -a nobody",
                "3 | rollback v99 -a shop",
                "4 | addons:disable postgres",
                "4 | addons:enable redis --listen ::1",
                "4 | config:set DATABASE_URL=x -a shop",
                "4 | apps:rename kept -a shop",
                "4 | addons:bind redis -a shop --as DATABASE",
                "2 | apps:destroy -a shop --confirm sohp",
                "2 | addons:enable redis --maxmemory lots",
            })
    void should_refuse_what_a_real_run_refuses_in_the_same_words(int code, String call) {
        Home.Ran dryRun = dryRun(home, call).exits(code);
        Home.Ran real = home.vektra(call.split(" ")).exits(code);
        assertThat(dryRun.err()).isEqualTo(real.err());
        assertThat(dryRun.out()).isEmpty();
    }

    @Test
    void should_ask_an_external_server_and_not_change_it() {
        try (Home other = new Home()) {
            other.with("THE_URL", home.adminUrl("redis"));
            Trace before = Trace.of(home);
            Home.Ran adopted = dryRun(other, "addons:enable redis --maxmemory 99mb --url-env THE_URL")
                    .ok();
            assertThat(adopted.out()).contains("would enable redis (adopted at 127.0.0.1:");
            dryRun(other, "addons:enable redis --url redis://:pw@127.0.0.1:1").exits(5);
            assertThat(other.path()).doesNotExist();
            assertThat(Trace.of(home)).isEqualTo(before);
            other.vektra("addons:enable", "redis", "--url-env", "THE_URL").ok();
            other.vektra("addons:bind", "redis", "-a", "guest").ok();
            before = Trace.of(home);
            dryRun(other, "addons:bind redis -a second").ok();
            dryRun(other, "addons:destroy redis -a guest").ok();
            assertThat(Trace.of(home)).isEqualTo(before);
            other.vektra("addons:destroy", "redis", "-a", "guest", "--confirm", "guest")
                    .ok();
        }
    }

    @Test
    void should_leave_what_is_due_and_tell_that_a_real_run_ends_it() throws Exception {
        home.vektra("addons:bind", "memcache", "-a", "lease", "--ttl", "1s").ok();
        home.untilDue();
        Home.Ran other = dryRun(home, "config:set A=1 -a lease").ok();
        assertThat(other.out())
                .contains("would unset MEMCACHE_HOSTS, MEMCACHE_NAMESPACE of lease", "would set A of lease");
        assertThat(other.err()).contains("a real run would report: the lease of memcache-");
        Home.Ran reap = dryRun(home, "addons:reap").ok();
        assertThat(reap.out()).contains("would delete memcache-");
        assertThat(home.json("addons:reap").get("reaped")).hasSize(1);
    }

    @Test
    void should_say_who_has_the_port_that_a_server_wants() {
        String port = home.json("addons:status", "redis")
                .at("/server/hosts/0")
                .asText()
                .replaceFirst(".*:", "");
        try (Home other = new Home()) {
            Home.Ran ran = dryRun(other, "addons:enable redis --port " + port).exits(4);
            assertThat(ran.err()).contains("port " + port + " of redis is taken by");
        }
    }

    @Test
    void should_know_what_stopped_servers_need_and_start_none() throws Exception {
        try (Home still = new Home()) {
            still.vektra("addons:enable", "redis").ok();
            still.vektra("addons:bind", "redis", "-a", "note").ok();
            still.vektra("addons:stop", "redis").ok();
            for (String call : List.of(
                    "addons:start redis",
                    "addons:restart redis",
                    "addons:bind redis -a other",
                    "addons:unbind redis -a note",
                    "addons:enable redis --maxmemory 64mb")) {
                Map<String, byte[]> before = bytes(still.path());
                assertThat(dryRun(still, call).ok().out()).as(call).startsWith("would start the server redis\n");
                assertThat(bytes(still.path())).as(call).containsExactlyEntriesOf(before);
            }
            assertThat(dryRun(still, "addons:stop redis").ok().out()).isEqualTo("Nothing to do\n");
        }
    }

    /** Every file, those of servers too, which are all down. */
    private static Map<String, byte[]> bytes(Path folder) throws Exception {
        Map<String, byte[]> bytes = new java.util.TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "addons:enable postgres",
                "addons:enable redis --from embedded --port 5999",
                "addons:enable memcache --from debian",
                "addons:disable redis",
                "addons:disable redis --destroy-data",
                "apps:create note",
                "apps:destroy -a note",
                "addons:bind redis -a note",
                "addons:unbind redis -a note",
                "addons:destroy redis -a note",
                "addons:start redis",
                "config:set A=1 -a note",
                "rollback v1 -a note",
            })
    void should_make_no_home_where_there_is_none(String call) throws Exception {
        try (Home empty = new Home()) {
            Path user = Files.createDirectory(empty.scratch().resolve("user"));
            empty.with("HOME", user.toString()).with("XDG_CACHE_HOME", "");
            Home.Ran dryRun = dryRun(empty, call);
            assertThat(empty.path()).doesNotExist();
            assertThat(user.resolve(".cache/vektra/dist")).doesNotExist();
            assertThat(dryRun.code()).as(dryRun.err()).isIn(0, 3, 4);
            if (dryRun.code() != 0) {
                assertThat(empty.vektra(call.split(" ")).err()).isEqualTo(dryRun.err());
            }
        }
    }

    @Test
    void should_leave_to_the_next_real_run_what_a_crash_left_of_an_enable() {
        int leftovers = 0;
        for (int n = 1; ; n += STRIDE) {
            try (Home crashed = new Home()) {
                String call = "addons:enable memcache --from machine";
                if (!crashes(crashed, n, call)) {
                    break;
                }
                leftovers += leftToRealRun(crashed, "addons:enable", call) ? 1 : 0;
            }
        }
        assertThat(leftovers).as("crashes whose leftovers a dry-run reported").isGreaterThan(3);
    }

    @ParameterizedTest
    @CsvSource({"addons:bind memcache, addons:bind memcache", "addons:destroy memcache --confirm, config:set A=1"})
    void should_leave_to_the_next_real_run_what_a_crash_left(String call, String next) {
        int leftovers = 0;
        for (int n = 1; ; n += STRIDE) {
            String app = "crash-" + n;
            if (call.startsWith("addons:destroy")) {
                home.vektra("addons:bind", "memcache", "-a", app).ok();
            }
            boolean crashed = crashes(home, n, call.replace("--confirm", "--confirm " + app) + " -a " + app);
            if (crashed) {
                leftovers += leftToRealRun(home, call.split(" ")[0], next + " -a " + app) ? 1 : 0;
            }
            home.vektra("apps:destroy", "-a", app, "--destroy-data", "--confirm", app)
                    .ok();
            if (!crashed) {
                break;
            }
        }
        assertThat(leftovers).as("crashes whose leftovers a dry-run reported").isGreaterThan(3);
    }

    /** Kills the call at its point of that number; false when it has not so many. */
    private static boolean crashes(Home where, int n, String call) {
        assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
        Home.Ran ran = where.killedAt(n, call.split(" "));
        assertThat(ran.code()).as(ran.toString()).isIn(0, 137);
        return ran.code() == 137;
    }

    /** Whether the dry-run of the next call reports the crash; the real one then does what was printed. */
    private static boolean leftToRealRun(Home where, String crashed, String next) {
        // what was being started ends soon after the process that started it
        await().until(
                        () -> List.of(Trace.of(where), Trace.of(where)),
                        traces -> traces.get(0).equals(traces.get(1)));
        Home.Ran dryRun = dryRun(where, next).ok();
        where.vektra(next.split(" ")).ok();
        return dryRun.out().startsWith("would settle what a crash left of " + crashed + "\n");
    }

    /** Whatever command there will be: one that changes a home has {@code --dry-run}, and then changes nothing. */
    @TestFactory
    Stream<DynamicTest> each_command_that_changes_something_has_a_dry_run() {
        Home day = new Home();
        day.write("more.env", "C=3\n");
        day.write("convox.yml", JsonShapesIT.MANIFEST);
        JsonShapesIT.giveKey(day);
        JsonShapesIT.giveService(day);
        Stream<DynamicTest> calls = Stream.of(JsonShapesIT.STORY)
                .filter(call -> !call.contains("--dry-run"))
                .map(call -> DynamicTest.dynamicTest("vektra " + call, () -> live(day, call)));
        return calls.onClose(day::close);
    }

    private static void noneWorksInTheBackground(Home day) {
        await().until(() -> Trace.of(day).processes().values().stream().noneMatch(name -> name.endsWith("/java")));
    }

    private static void live(Home day, String said) {
        String call = JsonShapesIT.named(day, said);
        if (call.equals("addons:reap")) {
            day.untilDue(); // what the rotation before it replaced
        }
        if (call.startsWith("addons:wait")) {
            // what is made in the background is made, and its maker gone, before anything is compared
            day.vektra(call.split(" ")).ok();
            noneWorksInTheBackground(day);
        }
        if (changes(call)) {
            dryRun(day, call).ok();
            day.vektra(call.split(" ")).ok();
            return;
        }
        String[] words = withDryRun(call);
        assertThat(day.vektra(words)
                        .exits(call.matches("(addons:connect|resources:console) .*") ? 125 : 2)
                        .err())
                .contains("unknown option '--dry-run'");
        if (call.matches("drains:test .*|logs:router .*|monitors:run .*")) {
            day.vektra(call.split(" ")).ok(); // starts or ends the log router, or logs a run, and changes nothing else
            if (call.endsWith("--stop")) {
                noneWorksInTheBackground(day);
            }
            return;
        }
        Trace before = Trace.of(day);
        day.vektra(call.split(" ")).ok();
        assertThat(Trace.of(day))
                .as("a command that changes something implements Changing")
                .isEqualTo(before);
    }

    @Test
    void only_what_changes_something_has_the_option() {
        Set<String> with = new TreeSet<>();
        Set<String> changing = new TreeSet<>();
        for (String name : new Commands().names()) {
            VektraCommand<?> command = command(name);
            if (command.spec().optionsMap().containsKey("--dry-run")) {
                with.add(name);
            }
            if (command instanceof Changing) {
                changing.add(name);
            }
        }
        assertThat(with).isEqualTo(changing).hasSizeGreaterThan(12).doesNotContain("run", "addons:connect", "config");
    }

    private static boolean changes(String call) {
        return command(call.split(" ")[0]) instanceof Changing;
    }

    private static VektraCommand<?> command(String name) {
        Commands.Entry entry = new Commands().find(name);
        assertThat(entry).as(name).isNotNull();
        return new Commands().make(entry, () -> null);
    }

    /** Runs a call with {@code --dry-run} and sees to it that nothing is different afterwards. */
    private static Home.Ran dryRun(Home where, String call) {
        Trace before = Trace.of(where);
        Home.Ran ran = where.vektra(withDryRun(call));
        assertThat(Trace.of(where)).as(call).isEqualTo(before);
        return ran;
    }

    private static String[] withDryRun(String call) {
        List<String> words = new ArrayList<>(Arrays.asList(call.split(" ")));
        words.add(1, "--dry-run");
        return words.toArray(String[]::new);
    }
}
