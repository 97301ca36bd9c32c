package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Secret;
import vektra.provider.redis.wire.RedisUrl;

/**
 * Which commands of clients, job queues and tools each plan has: the shared one what stays in one number and shows nothing
 * of other apps, the dedicated one all that leaves Vektra in charge of the server.
 */
@ParameterizedClass
@ValueSource(strings = {"machine", "embedded"})
class RedisCommandsIT {
    /** A line starts with who has the command; 7 marks what came with Redis 7. */
    private static final String TABLE = """
            both      client setname web-1
            both      client getname
            both      client id
            both      client info
            both      client reply on
            both      hello 2
            both      acl whoami
            both      echo x
            both      time
            both      role
            both      lastsave
            both      info
            both      info commandstats
            both      wait 0 1
            both      command
            both      command count
            both      command info get
            both      command getkeys get k
            both 7    command docs get
            both 7    command list
            both      keys *
            both      scan 0
            both      randomkey
            both      dbsize
            both      type k
            both      dump k
            both      touch k
            both      object encoding k
            both      object freq k
            both      object idletime k
            both      memory usage k
            both      memory stats
            both      sort l alpha
            both 7    sort_ro l alpha
            both 7    expiretime k
            both 7    lmpop 1 l left
            both      xinfo stream s
            both      xinfo groups s
            both      xinfo consumers s g
            both      xautoclaim s g c 0 0
            both      xpending s g
            both      watch k
            both      unwatch
            both      publish news x
            both      pubsub channels
            both      pubsub numsub news
            both      pubsub numpat
            both      flushdb
            scripts   eval return(1) 0
            scripts   evalsha 0000000000000000000000000000000000000000 0
            scripts   script load return(1)
            scripts   script exists 0000000000000000000000000000000000000000
            scripts 7 eval_ro return(1) 0
            scripts 7 evalsha_ro 0000000000000000000000000000000000000000 0
            scripts 7 fcall missing 0
            own       script flush
            own       script kill
            own 7     function load #!lua x
            own 7     function list
            own 7     function stats
            own 7     function dump
            own 7     function kill
            own 7     function flush
            own       client list
            own       client list type normal
            own       client kill id 0
            own       client unblock 1
            own       client tracking on
            own       client tracking off
            own       client caching yes
            own 7     client no-evict on
            own       slowlog get
            own       slowlog len
            own       slowlog reset
            own       latency latest
            own       latency doctor
            own       latency history command
            own       latency reset
            own 7     latency histogram
            own       config get maxmemory
            own       config get notify-keyspace-events
            own       config resetstat
            own       module list
            own       bgrewriteaof
            own       bgsave
            own       copy k j
            own       copy k j db 6
            own       move k 5
            own       select 0
            own       select 9
            own       swapdb 3 4
            own       flushall
            none      acl list
            none      acl users
            none      acl getuser default
            none      acl setuser intruder on nopass +@all
            none      acl deluser vektra
            none      acl load
            none      acl save
            none      acl log
            none 7    acl dryrun default get k
            none      client pause 1
            none      client unpause
            none      cluster reset
            none      config set dir /tmp
            none      config set dbfilename x
            none      config set requirepass x
            none      config set notify-keyspace-events KEA
            none      config set maxmemory 0
            none      config rewrite
            none      debug sleep 0
            none      debug object k
            none      failover
            none      migrate 127.0.0.1 1 k 0 9
            none      module load /tmp/x.so
            none 7    module loadex /tmp/x.so
            none      module unload x
            none      pfselftest
            none      psync ? -1
            none      sync
            none      replconf listening-port 1
            none      replicaof 127.0.0.1 1
            none      slaveof no one
            none      restore k 0 x
            none      save
            none      shutdown nosave""";

    private static final String REFUSED = "(?s).*(NOPERM|(DEBUG|MODULE) command not allowed).*";

    @Parameter
    String source;

    @Test
    void shared() {
        List<String> plans = seven() ? List.of("both", "scripts") : List.of("both");
        try (TestRedis.Managed redis = TestRedis.managed(source)) {
            assertHas(redis, plans);
        }
    }

    @Test
    void dedicated() {
        try (TestRedis.Managed redis = TestRedis.dedicated(source, "notify-keyspace-events=Ex")) {
            assertHas(redis, List.of("both", "scripts", "own"));
        }
    }

    private void assertHas(TestRedis.Managed redis, List<String> plans) {
        Resource resource = TestRedis.PROVIDER.provision(redis.server, new Resource(Id.fresh(), "app", Map.of()));
        Credentials made = TestRedis.PROVIDER.grant(redis.server, resource, Id.fresh(), Secret.fresh());
        RedisUrl url = RedisUrl.of(redis.server).as(made.user(), made.password());
        List<String> wrong = new ArrayList<>();
        try (Jedis app = TestRedis.connect(url)) {
            rows().forEach(row -> {
                fill(app);
                String said = said(app, row.line);
                boolean refused = said.matches(REFUSED);
                if (said.contains("unknown") || refused == plans.contains(row.plan)) {
                    wrong.add(row.plan + " " + row.line + ": " + said);
                }
            });
            // these change what the connection is
            assertThat(said(
                            app,
                            "hello 3 auth " + made.user() + " "
                                    + made.password().reveal()))
                    .isEqualTo("done");
            assertThat(said(app, "reset")).isEqualTo("done");
            assertThat(said(app, "get k")).startsWith("NOAUTH");
        }
        try (Jedis app = TestRedis.connect(url)) {
            assertThat(said(app, "monitor").matches(REFUSED)).isEqualTo(!plans.contains("own"));
        }
        assertThat(wrong).isEmpty();
        assertThat(TestRedis.PROVIDER.examine(redis.server, resource, List.of(made)))
                .isEmpty();
    }

    private Stream<Row> rows() {
        return TABLE.lines().map(Row::of).filter(row -> seven() || !row.seven);
    }

    private boolean seven() {
        return source.equals("machine");
    }

    private static void fill(Jedis app) {
        app.select(1);
        app.set("k", "v");
        app.del("l", "s");
        app.rpush("l", "b", "a");
        said(app, "xgroup create s g 0 mkstream");
    }

    private static String said(Jedis app, String line) {
        String[] words = line.split(" ");
        Throwable error = catchThrowable(() -> app.sendCommand(
                () -> words[0].getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(words, 1, words.length)));
        return error == null ? "done" : String.valueOf(error.getMessage());
    }

    private record Row(String plan, boolean seven, String line) {
        static Row of(String text) {
            String head = text.substring(0, 10).strip();
            return new Row(head.replace(" 7", ""), head.endsWith(" 7"), text.substring(10));
        }
    }
}
