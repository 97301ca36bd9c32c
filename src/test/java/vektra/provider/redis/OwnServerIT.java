package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import vektra.model.Credentials;
import vektra.model.Id;
import vektra.model.Resource;
import vektra.model.Secret;

/** What an app may do on a server of its own, and what would end the server or lead out of it. */
@ParameterizedClass
@ValueSource(strings = {"machine", "embedded"})
class OwnServerIT {
    private static final List<String> GIVEN = List.of(
            "flushall",
            "client list",
            "client setname rq:worker:1",
            "client kill type pubsub",
            "client tracking on",
            "slowlog get",
            "config get maxmemory",
            "config resetstat",
            "script flush",
            "script kill",
            "eval return(1) 0",
            "info",
            "select 9",
            "swapdb 3 4",
            "set k v",
            "move k 5",
            "select 5",
            "copy k j db 6",
            "sort list",
            "lastsave",
            "latency latest",
            "acl whoami",
            "hincrbyfloat h f 1",
            "pfadd p 1",
            "keys *",
            "role");

    private static final List<String> KEPT = List.of(
            "config set dir /tmp",
            "config set dbfilename x",
            "config set notify-keyspace-events KEA",
            "config rewrite",
            "module load /tmp/x.so",
            "module list",
            "debug sleep 0",
            "shutdown nosave",
            "acl list",
            "acl setuser intruder on nopass +@all",
            "acl deluser vektra",
            "acl save",
            "replicaof 127.0.0.1 1",
            "slaveof no one",
            "failover",
            "cluster reset",
            "migrate 127.0.0.1 1 k 0 9",
            "restore k 0 x",
            "client pause 1",
            "save",
            "bgsave",
            "psync ? -1",
            "replconf listening-port 1");

    @Parameter
    String source;

    private TestRedis.Managed redis;
    private Resource resource;
    private Credentials credentials;

    @BeforeEach
    void start() {
        redis = TestRedis.dedicated(source, "notify-keyspace-events=Ex");
        resource = TestRedis.PROVIDER.provision(redis.server, new Resource(Id.fresh(), "jobs", Map.of()));
        credentials = TestRedis.PROVIDER.bind(redis.server, resource, Id.fresh(), Secret.fresh());
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void has_all_but_what_ends_it_or_leads_out_of_it() {
        try (Jedis app = TestRedis.connect(RedisUrl.of(redis.server).as(credentials.user(), credentials.password()))) {
            for (String line : GIVEN) {
                Throwable said = catchThrowable(() -> send(app, line));
                // some have nothing to do here
                assertThat(said == null ? "" : String.valueOf(said.getMessage()))
                        .as(line)
                        .doesNotContain("NOPERM", "unknown");
            }
            assertThat(app.configGet("notify-keyspace-events")).containsValue("xE");
            for (String line : KEPT) {
                assertThatThrownBy(() -> send(app, line))
                        .as(line)
                        .hasMessageMatching("(?s)(NOPERM|ERR (DEBUG|MODULE) command not allowed|.*unknown).*");
            }
        }
        assertThat(TestRedis.PROVIDER.examine(redis.server, resource, List.of(credentials)))
                .isEmpty();
    }

    @Test
    void keys_in_its_other_numbers_do_not_get_lost_when_its_plan_changes() {
        try (TestRedis.Managed shared = TestRedis.managed(source);
                Jedis app =
                        TestRedis.connect(RedisUrl.of(redis.server).as(credentials.user(), credentials.password()))) {
            Resource target =
                    TestRedis.PROVIDER.provision(shared.server, new Resource(resource.id(), "jobs", Map.of()));
            for (int other : List.of(0, 7)) {
                app.select(other);
                app.set("k", "v");
                assertThatThrownBy(() -> TestRedis.PROVIDER.copy(redis.server, resource, shared.server, target))
                        .hasMessageContaining("other database numbers than its own, 1: " + other);
                app.flushDB();
            }
            assertThat(catchThrowable(() -> TestRedis.PROVIDER.copy(redis.server, resource, shared.server, target)))
                    .isNull();
        }
    }

    @Test
    void a_user_with_the_rights_of_a_shared_server_is_found() {
        try (Jedis admin = redis.admin()) {
            admin.aclSetUser(credentials.user(), "-@admin", "-client");
        }
        assertThat(TestRedis.PROVIDER.examine(redis.server, resource, List.of(credentials)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("lacks the rights"));
    }

    private static Object send(Jedis app, String line) {
        String[] words = line.split(" ");
        return app.sendCommand(
                () -> words[0].getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(words, 1, words.length));
    }
}
