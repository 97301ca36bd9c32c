package vektra.cli;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.fixture.Home;

/**
 * Every {@code --json} shape, pinned by a file in {@code src/test/resources/golden}: scripts depend on each key. A change
 * that is meant is accepted by {@code mvn verify -Dit.test=JsonShapesIT -Dgolden=write} and read in the diff.
 */
class JsonShapesIT {
    /** What of a call is in the name of its file: other options, or a service of the other sort, give another shape. */
    private static final Pattern VARIANT =
            Pattern.compile("(?<= --)(notes|dry-run|stop)\\b|(?<=^addons:[a-z]{1,9} )syslog\\b");

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    /** Of the drains in the story; ends with the tests. */
    private static final Receiver FAR_END = Receiver.listening();

    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    static final String MANIFEST = "resources: {uploads: {type: efs}}\nenvironment: [A=1, KEY]\n";

    /** A day in the life of an app, one command after the other. */
    static final String[] STORY = {
        "addons:enable redis --maxmemory 64mb",
        "addons:services",
        "addons:plans redis",
        "addons:options memcache",
        "apps:create note",
        "config:set A=1 B=2 -a note",
        "config:import more.env -a note",
        "config:unset B -a note",
        "config:get A -a note",
        "addons:bind redis -a note --dry-run",
        "addons:bind redis -a note",
        "addons -a note",
        "addons:info redis -a note",
        "addons:stats -a note",
        "addons:connect redis -a note",
        "addons:export redis -a note -f out.keys",
        "addons:import redis out.keys -a note",
        "backups:now redis -a note",
        "backups -a note",
        "backups:info redis -a note",
        "backups:verify redis -a note",
        "backups:download redis out.backup -a note",
        "backups:drill redis -a note",
        "backups:restore redis -a note --confirm note",
        "backups:delete redis/1 -a note --confirm note",
        "backups:schedule redis --at 02:00 -a note",
        "backups:schedules -a note",
        "backups:run",
        "backups:unschedule redis -a note",
        "resources -a note",
        "resources:types",
        "resources:options redis",
        "resources:info redis -a note",
        "resources:url redis -a note",
        "resources:console redis -a note",
        "resources:export redis -a note -f out.keys",
        "resources:import redis -f out.keys -a note",
        "addons:attach redis -a note --as cache",
        "addons:promote CACHE -a note",
        "addons:detach CACHE -a note",
        "addons:create redis:dedicated -a note --as extra -- --maxmemory 64mb",
        "addons:wait EXTRA -a note",
        "addons:rename EXTRA redis-extra-10000 -a note",
        "addons:actions EXTRA -a note",
        "addons:action EXTRA stats -a note",
        "resources:update extra maxmemory=32mb -a note",
        "addons:downgrade EXTRA shared -a note",
        "addons:upgrade EXTRA --drop-old -a note --confirm redis-extra-10000",
        "addons:docs redis",
        "addons:open EXTRA -a note",
        "plans:tag redis:dedicated pci",
        "spaces:create prod pci",
        "spaces:tag prod socs --remove pci",
        "spaces",
        "spaces:destroy prod",
        "addons:rotate REDIS -a note --grace 1s",
        "addons:reap",
        "addons:spares redis",
        "config -a note",
        "config --notes -a note",
        "apps",
        "apps:info -a note",
        "monitors:dashboard --out index.html",
        "alerts:add command true --after 3 --source git.*",
        "alerts",
        "alerts:test command-1",
        "alerts:remove command-1",
        "releases -a note",
        "releases:info v2 -a note",
        "rollback v2 -a note",
        "addons:status redis",
        "addons:logs redis -n 1",
        "addons:stop redis",
        "addons:start redis",
        "addons:restart redis",
        "addons:upgrade-server redis",
        "addons:stop redis",
        "addons:doctor --fix",
        "addons:units redis",
        "status",
        "units",
        "units:app -a note -- ./start",
        "stop",
        "start",
        "addons:unbind redis -a note",
        "addons:destroy EXTRA -a note --confirm note",
        "use note",
        "apps:rename paper -a note",
        "addons:enable syslog --url " + FAR_END.url(),
        "drains:add " + FAR_END.url() + " -a paper",
        "drains -a paper",
        "drains:info syslog",
        "drains:remove syslog-paper -a paper",
        "drains:test syslog",
        "addons:status syslog",
        "logs -a paper",
        "logs:router --status",
        "addons:disable syslog",
        "logs:router --stop",
        "resources:create redis --name orders --rack",
        "resources:link orders --rack -a paper",
        "resources:unlink orders --rack -a paper",
        "resources:delete orders --rack --confirm orders",
        "apps:destroy -a paper --destroy-data --confirm paper",
        "addons:disable redis",
        "resources:apply -m convox.yml -a shop --dry-run",
        "resources:apply -m convox.yml -a shop",
        "resources:export-manifest -a shop",
        "apps:clone shop review --ttl 2d",
        "monitors:create net/ping",
        "monitors:scale net/ping=2",
        "monitors",
        "monitors:ps",
        "monitors:procfile",
        "monitors:run net/ping -a shop",
        "monitors:deploy --to supervisor",
        "canaries:create probe",
        "canaries",
        "canaries:recycle CANARY",
        "canaries:destroy CANARY --confirm CANARY",
        "monitors:setup",
        "monitors:teardown --confirm canaries",
        "encrypt",
        "keys:rotate",
        "keys:rewrap --key-file key",
        "decrypt --confirm",
        "tokens:create ci",
        "tokens",
        "tokens:revoke ci",
        "compose metadata",
        "monitors:uptime",
        "monitors:slo",
        "monitors:doctor",
        "monitors:metrics",
        "monitors:maintenance",
        "monitors:logs",
        "audit -n 1",
        "version",
        "completion bash",
        "home:destroy --confirm HOME",
    };

    @TestFactory
    Stream<DynamicTest> each_command_prints_the_shape_that_scripts_know() {
        home.write("more.env", "C=3\n");
        giveKey(home);
        home.write("convox.yml", MANIFEST);
        giveService(home);
        return Stream.of(STORY).map(call -> DynamicTest.dynamicTest("vektra " + call + " --json", () -> check(call)));
    }

    /** Sets the key of an encrypted home, which is in a file as well. */
    static void giveKey(Home home) {
        home.with("VEKTRA_KEY", KEY);
        writeKey(home, "key", KEY);
    }

    /** Makes a folder that canaries can be made of. */
    static void giveService(Home home) {
        try {
            Files.createDirectories(home.scratch().resolve("services/probe"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The call, with the home and the name of the canary that there is. */
    static String named(Home home, String call) {
        String known = call.replace("HOME", home.path().toString());
        return known.contains("CANARY")
                ? known.replace("CANARY", home.json("canaries").at("/0/name").asText())
                : known;
    }

    static void writeKey(Home home, String name, String key) {
        try {
            Files.setPosixFilePermissions(home.write(name, key), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void no_command_is_forgotten() {
        Set<String> reported = new LinkedHashSet<>();
        for (String call : STORY) {
            reported.add(call.split(" ")[0]);
        }
        reported.addAll(List.of(
                "run",
                "up",
                "logs:pipe",
                "logs:tail",
                "monitors:start",
                "server",
                "mcp",
                "addons:proxy",
                "resources:proxy")); // print what they are given
        reported.addAll(List.of("login", "logout", "remotes")); // RemoteIT
        reported.addAll(List.of("home:export", "home:import", "home:move")); // MovingIT
        assertThat(reported).containsExactlyInAnyOrderElementsOf(new Commands().names());
    }

    private static void check(String said) throws Exception {
        String call = named(home, said);
        List<String> words = new ArrayList<>(List.of(call.split(" ")));
        words.add(1, "--json"); // behind -- it would be an option of the service
        if (call.equals("addons:reap")) {
            home.untilDue(); // what the rotation before it replaced
        }
        String actual = home.vektra(words.toArray(String[]::new)).ok().out();
        boolean meantToShow = call.equals("config -a note") || call.startsWith("resources:url ");
        if (!meantToShow && Files.exists(home.path())) {
            assertThat(actual).as(call).doesNotContain(secrets());
        }
        Matcher variant = VARIANT.matcher(call);
        String name = words.get(0).replace(':', '-') + (variant.find() ? "-" + variant.group() : "");
        Path golden = GOLDEN.resolve(name + ".json");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, withPlaceholders(actual));
        }
        assertThatJson(actual).isEqualTo(Files.readString(golden));
    }

    private static List<String> secrets() throws IOException {
        List<String> secrets = new ArrayList<>();
        secrets.add(home.adminUrl("redis").replaceFirst(".*:(.*)@.*", "$1"));
        Path app = home.path().resolve("apps/note.json");
        if (Files.exists(app)) {
            Matcher password = Pattern.compile("\"password\" ?: \"([^\"]+)\"").matcher(Files.readString(app));
            while (password.find()) {
                secrets.add(password.group(1));
            }
        }
        return secrets;
    }

    /** What differs from run to run and from machine to machine. */
    private static String withPlaceholders(String json) {
        String anyString = "\"\\${json-unit.any-string}\"";
        return json.replaceAll("\"[0-9a-f]{8}-[0-9a-f-]{27}\"", "\"\\${json-unit.regex}[0-9a-f-]{36}\"")
                .replaceAll("\"20\\d\\d-[0-9-]*T[0-9:.]*Z\"", "\"\\${json-unit.regex}20[0-9-]*T[0-9:.]*Z\"")
                .replaceAll("\"(REDIS=)?redis-[a-z]+-\\d{5}\"", "\"\\${json-unit.regex}$1redis-[a-z]+-[0-9]{5}\"")
                .replace("\"" + home.path() + "\"", anyString)
                .replaceAll("\"probe-[0-9a-f]{6}\"", "\"\\${json-unit.regex}probe-[0-9a-f]{6}\"")
                .replaceAll("\"vk_[^\"]+\"", "\"\\${json-unit.regex}vk_[A-Za-z0-9_-]{43}\"")
                .replaceAll("\"[^\"]*@ref:redis-[^\"]*\"", anyString)
                .replaceAll("\"[^\"$]*redis-[a-z]+-\\d{5}[^\"$]*\"", anyString)
                .replaceAll("\"tcp://127.0.0.1:\\d+\"", "\"\\${json-unit.regex}tcp://127[.]0[.]0[.]1:[0-9]+\"")
                .replaceAll("\"127.0.0.1:\\d+\"", "\"\\${json-unit.regex}127[.]0[.]0[.]1:[0-9]+\"")
                .replaceAll(
                        "(\"(?:pid|sent|lines_per_second|sources|files)\" : )[0-9.]+",
                        "$1\"\\${json-unit.any-number}\"")
                .replaceAll(
                        "(\"(?:url|marker|version|java|by|folder|detail|port|lines|memory of the server|REDISURL|[A-Z]+_URL|redis-cli|StackExchange.Redis)\" : (?:\\[ )?)\"[^\"]*\"",
                        "$1" + anyString)
                .replaceAll("(\"value\" : )\"[0-9.]+[KMG]\"", "$1" + anyString)
                .replaceAll("(\"(?:script|markdown)\" : )\".*\"", "$1" + anyString)
                .replaceAll("(\"source\" : )\"[a-z]+\"(,\\s+\"options)", "$1" + anyString + "$2")
                .replaceAll("(?s)(\"lines\" : \\[\\s*)\"(?:[^\"\\\\]|\\\\.)*\"", "$1" + anyString)
                .replaceAll("(\"text\" : )\"(?:[^\"\\\\]|\\\\.)*\"", "$1" + anyString)
                .replaceAll("(?s)(\"command\" : \\[).*?\\]", "$1 ]")
                .replace("\"command\" : [ ]", "\"command\" : \"${json-unit.ignore}\"");
    }
}
