package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.SetParams;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Figure;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/** Keys of every sort on their way to another number or server, and what is done with all keys of one number. */
class RedisCopyIT {
    private static final RedisProvider PROVIDER = TestRedis.PROVIDER;
    private static final RedisData DATA = TestRedis.DATA;

    private static TestRedis.Managed newer;
    private static TestRedis.Managed older;

    @BeforeAll
    static void start() {
        newer = TestRedis.managed("machine");
        older = TestRedis.managed("embedded");
    }

    @AfterAll
    static void stop() {
        newer.close();
        older.close();
    }

    private static Resource provisioned(TestRedis.Managed redis) {
        return PROVIDER.provision(redis.server, new Resource(Id.fresh(), "myapp", Map.of()));
    }

    /** A connection of the administrator to the add-on's number. */
    private static Jedis inside(TestRedis.Managed redis, Resource resource) {
        Jedis admin = redis.admin();
        admin.select(Integer.parseInt(resource.facts().get("database")));
        return admin;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void keys_of_every_type_arrive_with_their_bytes_and_the_time_they_have_left() {
        Resource source = provisioned(older);
        Resource target = provisioned(newer);
        byte[] name = bytes(0, 255, 13, 10, 32);
        byte[] value = new byte[3 << 20];
        Arrays.fill(value, (byte) 0xfe);
        try (Jedis from = inside(older, source);
                Jedis to = inside(newer, target)) {
            from.set(name, value);
            from.rpush("list", "a", "b", "a");
            from.sadd("set", "x", "y");
            from.zadd("zset", Map.of("low", -1.5, "high", 2.5));
            from.hset("hash", Map.of("field", "value"));
            from.xadd("stream", new StreamEntryID(1, 1), Map.of("k", "v"));
            from.pfadd("log", "one", "two");
            from.set("brief", "soon gone", SetParams.setParams().px(60_000));
            try (Pipeline many = from.pipelined()) {
                for (int i = 0; i < 5000; i++) {
                    many.set("key" + i, "value" + i);
                }
            }
            DATA.copy(older.server, source, newer.server, target);
            assertThat(to.dbSize()).isEqualTo(from.dbSize());
            assertThat(to.get(name)).isEqualTo(value);
            assertThat(to.lrange("list", 0, -1)).containsExactly("a", "b", "a");
            assertThat(to.smembers("set")).containsExactlyInAnyOrder("x", "y");
            assertThat(to.zscore("zset", "low")).isEqualTo(-1.5);
            assertThat(to.hgetAll("hash")).isEqualTo(Map.of("field", "value"));
            assertThat(to.xlen("stream")).isEqualTo(1);
            assertThat(to.pfcount("log")).isEqualTo(2);
            assertThat(to.pttl("brief")).isBetween(1L, 60_000L);
            assertThat(to.pttl("list")).isEqualTo(-1);
            assertThat(to.get("key4999")).isEqualTo("value4999");
        }
    }

    @Test
    void keys_whose_time_comes_meanwhile_are_no_error() {
        Resource source = provisioned(newer);
        Resource target = provisioned(newer);
        try (Jedis from = inside(newer, source);
                Jedis to = inside(newer, target)) {
            try (Pipeline many = from.pipelined()) {
                for (int i = 0; i < 3000; i++) {
                    many.set("brief" + i, "value", SetParams.setParams().px(1 + i / 10));
                }
                many.set("lasting", "value");
            }
            DATA.copy(newer.server, source, newer.server, target);
            assertThat(to.get("lasting")).isEqualTo("value");
        }
    }

    @Test
    void an_older_server_refuses_what_a_newer_one_holds_in_words() {
        Resource source = provisioned(newer);
        Resource target = provisioned(older);
        try (Jedis from = inside(newer, source)) {
            from.hset("hash", Map.of("field", "value"));
        }
        assertThatThrownBy(() -> DATA.copy(newer.server, source, older.server, target))
                .isInstanceOfSatisfying(VektraException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
                    assertThat(e.getMessage()).contains(older.server.host().toString(), "too old");
                });
    }

    @Test
    void a_target_without_the_room_is_reported_and_one_that_drops_keys_is_found_out() {
        Resource source = provisioned(newer);
        try (Jedis from = inside(newer, source);
                Pipeline many = from.pipelined()) {
            for (int i = 0; i < 3000; i++) {
                many.set("key" + i, "x".repeat(4000));
            }
        }
        for (String policy : List.of("noeviction", "allkeys-lru")) {
            try (TestRedis.Managed small =
                    TestRedis.managed("machine", "maxmemory=8mb", "maxmemory-policy=" + policy)) {
                Resource target = provisioned(small);
                assertThatThrownBy(() -> DATA.copy(newer.server, source, small.server, target))
                        .isInstanceOfSatisfying(
                                VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                        .hasMessageContaining(small.server.host().toString());
            }
        }
    }

    @Test
    void who_is_shut_out_stays_so_when_the_server_starts_again() throws Exception {
        try (TestRedis.Managed redis = TestRedis.managed("machine")) {
            Resource resource = provisioned(redis);
            Credentials credentials = PROVIDER.grant(redis.server, resource, Id.fresh(), Secret.fresh());
            DATA.shut(redis.server, resource);
            redis.process.signal("KILL");
            redis.start();
            Map<String, String> vars = PROVIDER.configVars(redis.server, resource, credentials);
            assertThatThrownBy(() -> new RedisApp().open(vars).close()).hasMessageContaining("WRONGPASS");
            DATA.admit(redis.server, resource);
            redis.process.signal("KILL");
            redis.start();
            new RedisApp().open(vars).close();
        }
    }

    @Test
    void without_users_no_client_is_shut_out_and_data_are_copied_all_the_same() throws Exception {
        try (TestRedis.Managed redis = TestRedis.managed("machine", "auth=none")) {
            Resource source = provisioned(redis);
            Resource target = provisioned(redis);
            try (Jedis from = inside(redis, source);
                    Jedis to = inside(redis, target)) {
                from.set("key", "value");
                DATA.shut(redis.server, source);
                DATA.copy(redis.server, source, redis.server, target);
                DATA.admit(redis.server, source);
                assertThat(to.get("key")).isEqualTo("value");
                assertThat(stats(redis.server, target)).containsEntry("connections", Figure.of(2L));
            }
        }
    }

    @Test
    void flushing_deletes_the_keys_of_its_own_number_alone() {
        Resource own = provisioned(newer);
        Resource others = provisioned(newer);
        try (Jedis mine = inside(newer, own);
                Jedis theirs = inside(newer, others)) {
            mine.mset("a", "1", "b", "2");
            theirs.set("a", "1");
            assertThat(DATA.act(newer.server, own, "flush", Map.of(), List.of()).message())
                    .hasToString("2 keys deleted");
            assertThat(mine.dbSize()).isZero();
            assertThat(theirs.dbSize()).isEqualTo(1);
        }
    }

    @Test
    void statistics_count_the_keys_and_connections_of_the_add_on_alone() throws Exception {
        Resource resource = provisioned(newer);
        Resource other = provisioned(newer);
        Credentials credentials = PROVIDER.grant(newer.server, resource, Id.fresh(), Secret.fresh());
        Credentials ofOther = PROVIDER.grant(newer.server, other, Id.fresh(), Secret.fresh());
        try (var app = new RedisApp().open(PROVIDER.configVars(newer.server, resource, credentials));
                var foreign = new RedisApp().open(PROVIDER.configVars(newer.server, other, ofOther))) {
            app.write("key", "value");
            foreign.write("one", "value");
            foreign.write("two", "value");
            assertThat(stats(newer.server, resource))
                    .containsEntry("keys", Figure.of(1L))
                    .containsEntry("connections", Figure.of(1L));
        }
    }

    private static Map<String, Figure> stats(Server server, Resource resource) {
        Map<String, Figure> stats = new HashMap<>();
        DATA.act(server, resource, "stats", Map.of(), List.of())
                .rows()
                .forEach(row -> stats.put(row.get("figure").shown(), row.get("value")));
        return stats;
    }
}
