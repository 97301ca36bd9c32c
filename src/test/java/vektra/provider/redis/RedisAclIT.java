package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Figure;
import vektra.model.text.Secret;
import vektra.provider.redis.wire.RedisUrl;

/** What an app's user may not do, and what it may, on each version of Redis that Vektra starts. */
@ParameterizedClass
@ValueSource(strings = {"machine", "embedded", "static"})
class RedisAclIT {
    /** B's number is 2. */
    private static final List<String> FORBIDDEN = List.of(
            "select 2",
            "SELECT 02",
            "select 0",
            "swapdb 1 2",
            "move mine 2",
            "copy mine stolen DB 2",
            "copy mine stolen",
            "flushall",
            "flushall async",
            "config get *",
            "config set dir /tmp",
            "config rewrite",
            "config resetstat",
            "debug sleep 0",
            "debug object mine",
            "acl list",
            "acl users",
            "acl getuser default",
            "acl setuser intruder on nopass +@all",
            "acl deluser vektra",
            "acl load",
            "acl save",
            "acl log",
            "monitor",
            "shutdown nosave",
            "replicaof 127.0.0.1 1",
            "slaveof no one",
            "migrate 127.0.0.1 1 mine 2 100",
            "restore copy 0 x",
            "restore-asking copy 0 x",
            "psync ? -1",
            "sync",
            "replconf listening-port 1",
            "failover",
            "cluster reset",
            "latency latest",
            "latency reset",
            "slowlog get",
            "slowlog reset",
            "module list",
            "module load /tmp/x.so",
            "client list",
            "client kill type normal",
            "client pause 1",
            "client unpause",
            "client unblock 1",
            "client no-evict on",
            "client tracking on",
            "client tracking on bcast",
            "client caching yes",
            "script flush",
            "script kill",
            "script debug no",
            "function load x",
            "function list",
            "function flush",
            "function kill",
            "function dump",
            "function delete x",
            "function restore x",
            "save",
            "bgsave",
            "bgrewriteaof",
            "pfdebug getreg mine",
            "pfselftest");

    private static final List<String> ALLOWED = List.of(
            "info",
            "keys *",
            "scan 0",
            "dbsize",
            "randomkey",
            "multi",
            "get mine",
            "exec",
            "object encoding mine",
            "dump mine",
            "wait 0 1",
            "lastsave",
            "role",
            "client setname worker",
            "client getname",
            "client id",
            "client reply on",
            "command count",
            "memory usage mine",
            "publish anything hello",
            "pubsub channels",
            "xadd stream * a b",
            "hello 2",
            "select 1",
            "flushdb");

    @Parameter
    String source;

    private TestRedis.Managed redis;
    private Resource a;
    private Resource b;
    private Credentials ofA;
    private Credentials ofB;

    @BeforeEach
    void two_apps() {
        redis = TestRedis.managed(source);
        a = TestRedis.PROVIDER.provision(redis.server, new Resource(Id.fresh(), "a", Map.of()));
        b = TestRedis.PROVIDER.provision(redis.server, new Resource(Id.fresh(), "b", Map.of()));
        assertThat(List.of(a.facts(), b.facts())).containsExactly(Map.of("database", "1"), Map.of("database", "2"));
        ofA = TestRedis.PROVIDER.grant(redis.server, a, Id.fresh(), Secret.fresh());
        ofB = TestRedis.PROVIDER.grant(redis.server, b, Id.fresh(), Secret.fresh());
        try (Jedis app = login(ofB, 2)) {
            app.set("secret", "of B");
        }
    }

    @AfterEach
    void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void forbids_whatever_reaches_beyond_the_own_number() {
        assertForbidden();
    }

    @Test
    void stands_again_after_the_server_was_killed() throws Exception {
        redis.process.signal("KILL");
        redis.start();
        assertForbidden();
    }

    @Test
    void lets_an_app_do_its_work() {
        try (Jedis app = login(ofA, 1)) {
            app.set("mine", "1");
            app.rpush("list", "x", "y");
            for (String line : ALLOWED) {
                assertThat(catchThrowable(() -> send(app, line))).as(line).isNull();
            }
            assertThat(app.keys("*")).isEmpty();
        }
    }

    @Test
    void scripts_run_where_the_server_keeps_them_apart_and_nowhere_else() {
        try (Jedis app = login(ofA, 1)) {
            List<String> lines =
                    List.of("eval return(redis.call('set','mine',1)) 0", "script load return(1)", "script exists abc");
            for (String line : lines) {
                if (source.equals("machine")) {
                    assertThat(catchThrowable(() -> send(app, line))).as(line).isNull();
                } else {
                    assertForbidden(line, () -> send(app, line));
                }
            }
        }
        assertThat(TestRedis.PROVIDER
                        .inspect(redis.server, a)
                        .figures()
                        .get("scripts")
                        .shown())
                .startsWith(source.equals("machine") ? "yes" : "none");
    }

    @Test
    void what_could_end_an_old_version_is_refused_there() {
        List<String> never = List.of("hincrbyfloat h f 1", "pfcount hll");
        List<String> before6211 = List.of("srandmember s -9", "zrandmember z 1", "setrange k 9 a", "sort list alpha");
        Map<String, List<String>> refused = Map.of(
                "machine", List.of(),
                "embedded", never,
                "static", Stream.concat(never.stream(), before6211.stream()).toList());
        try (Jedis app = login(ofA, 1)) {
            app.rpush("list", "x");
            for (String line : refused.get("static")) {
                if (refused.get(source).contains(line)) {
                    assertForbidden(line, () -> send(app, line));
                } else {
                    assertThat(catchThrowable(() -> send(app, line))).as(line).isNull();
                }
            }
        }
    }

    @Test
    void holds_inside_scripts() {
        assumeTrue(source.equals("machine"), "older ones have none");
        try (Jedis app = login(ofA, 1)) {
            for (String call : List.of(
                    "'select', 2",
                    "'SELECT', '2'",
                    "'select', '0'",
                    "'swapdb', 1, 2",
                    "'move', 'mine', 2",
                    "'copy', 'mine', 'x', 'DB', 2",
                    "'flushall'",
                    "'config', 'get', '*'",
                    "'acl', 'list'",
                    "'debug', 'sleep', 0",
                    "'client', 'list'")) {
                assertForbidden(call, () -> app.eval("return redis.call(" + call + ")"));
                Object answer = catchThrowable(() -> app.eval("return redis.pcall(" + call + ")"));
                assertThat(answer).as("pcall " + call).isInstanceOf(JedisDataException.class);
            }
            assertThat(app.get("secret")).isNull();
        }
    }

    @Test
    void scripts_cannot_leave_traps_for_others() {
        assumeTrue(source.equals("machine"), "older ones have none");
        try (Jedis app = login(ofA, 1)) {
            for (String trap : List.of(
                    "redis.call = function() end",
                    "string.format = nil",
                    "table.insert = nil",
                    "setmetatable(redis, {})",
                    "_G.tostring = nil",
                    "trap = 1",
                    "rawset(_G, 'trap', 1)",
                    "getmetatable('').__index = nil",
                    "getmetatable('').__metatable = nil",
                    "setmetatable('', {})",
                    "debug.setmetatable('', {})",
                    "setfenv(0, {})",
                    "getfenv(0).redis = nil",
                    "cjson.encode = nil",
                    "rawset(getmetatable(''), '__index', {})")) {
                assertThat(catchThrowable(() -> app.eval(trap + " return 1")))
                        .as(trap)
                        .isInstanceOf(JedisDataException.class);
            }
        }
    }

    @Test
    void functions_of_the_administrator_run_with_the_rights_of_the_app() {
        assumeTrue(source.equals("machine"), "functions came with Redis 7");
        try (Jedis admin = redis.admin();
                Jedis app = login(ofA, 1)) {
            admin.functionLoad("""
                    #!lua name=lib
                    redis.register_function('hop', function(keys, args)
                        redis.call('select', args[1])
                        return redis.call('get', 'secret')
                    end)""");
            assertForbidden("fcall", () -> app.fcall("hop", List.of(), List.of("2")));
        }
    }

    @Test
    void holds_inside_transactions() {
        try (Jedis app = login(ofA, 1)) {
            send(app, "multi");
            assertForbidden("select 2", () -> send(app, "select 2"));
            assertThatThrownBy(() -> send(app, "exec")).hasMessageStartingWith("EXECABORT");
        }
    }

    @Test
    void leaves_no_way_in_as_the_default_user() {
        try (Jedis app = login(ofA, 1)) {
            send(app, "reset");
            assertThatThrownBy(() -> send(app, "get mine")).hasMessageStartingWith("NOAUTH");
            assertThatThrownBy(() -> send(app, "auth default x")).hasMessageStartingWith("WRONGPASS");
            assertThatThrownBy(() -> app.auth("")).isInstanceOf(JedisDataException.class);
            assertThatThrownBy(() -> send(app, "get mine")).hasMessageStartingWith("NOAUTH");
        }
    }

    @Test
    void cannot_isolate_database_0_but_reports_keys_there() {
        try (Jedis app = TestRedis.connect(RedisUrl.of(redis.server).as(ofA.user(), ofA.password()))) {
            app.set("lost", "by an app that did not select its number");
            assertThat(app.get("secret")).isNull();
        }
        assertThat(TestRedis.PROVIDER.inspect(redis.server, b).figures())
                .containsEntry("keys in database 0", Figure.of(1L))
                .containsEntry("keys", Figure.of(1L));
    }

    private void assertForbidden() {
        try (Jedis app = login(ofA, 1)) {
            app.set("mine", "1");
            assertThat(FORBIDDEN).allSatisfy(line -> assertForbidden(line, () -> send(app, line)));
            assertThat(app.keys("*")).containsExactly("mine");
        }
        try (Jedis app = login(ofB, 2)) {
            assertThat(app.get("secret")).isEqualTo("of B");
            assertThat(app.dbSize()).isEqualTo(1);
        }
    }

    private static void assertForbidden(String what, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .as(what)
                .isInstanceOf(JedisDataException.class)
                .hasMessageMatching(
                        "(?is).*(NOPERM|(DEBUG|MODULE) command not allowed|unknown command|unknown subcommand|can't run this command|"
                                + "not allowed from script|unknown redis command).*");
    }

    private Jedis login(Credentials credentials, int number) {
        Jedis app = TestRedis.connect(RedisUrl.of(redis.server).as(credentials.user(), credentials.password()));
        app.select(number);
        return app;
    }

    private static Object send(Jedis app, String line) {
        String[] words = line.split(" ");
        return app.sendCommand(
                () -> words[0].getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(words, 1, words.length));
    }
}
