package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.redis.wire.RedisUrl;

/** What keeps apps of one server apart, and from ending it, beyond the rule of a user. */
@Sampled(oneIn = 3)
class RedisIsolationIT {
    private static final String OLD_RULE =
            "reset on >old ~* allchannels +@all -@admin -@dangerous -select +select|1 -script +script|load";

    private static TestRedis.Managed old;
    private static TestRedis.Managed recent;

    @BeforeAll
    static void start() {
        old = TestRedis.managed("embedded");
        recent = TestRedis.managed("machine");
    }

    @AfterAll
    static void stop() {
        old.close();
        recent.close();
    }

    /** An app with its URL. */
    private record App(Server server, Resource resource, Credentials credentials) {
        static App on(Server server) {
            Resource resource = TestRedis.PROVIDER.provision(server, new Resource(Id.fresh(), "app", Map.of()));
            return new App(server, resource, TestRedis.PROVIDER.grant(server, resource, Id.fresh(), Secret.fresh()));
        }

        Jedis open() {
            Jedis app = TestRedis.connect(RedisUrl.of(server).as(credentials.user(), credentials.password()));
            app.select(Integer.parseInt(resource.facts().get("database")));
            return app;
        }
    }

    private static Object send(Jedis app, String line) {
        String[] words = line.split(" ");
        return app.sendCommand(
                () -> words[0].getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(words, 1, words.length));
    }

    @Test
    void the_administrator_needs_no_right_to_run_scripts() {
        try (TestRedis server = TestRedis.foreign("machine", "user boss on >word ~* &* +@all -@scripting");
                Jedis app = App.on(server.adopted("redis://boss:word@127.0.0.1:" + server.port))
                        .open()) {
            assertThat(app.eval("return 7")).isEqualTo(7L);
        }
    }

    @Test
    void users_made_before_lose_what_the_version_does_not_keep_apart() {
        String user = "app-" + "a".repeat(12) + "-" + "b".repeat(12);
        try (Jedis admin = old.admin()) {
            admin.aclSetUser(user, OLD_RULE.split(" "));
            try (Jedis app = TestRedis.connect(RedisUrl.of(old.server).as(user, new Secret("old")))) {
                assertThat(app.eval("return 1")).isEqualTo(1L);
                TestRedis.PROVIDER.configure(old.server);
                for (String line : List.of("eval return(1) 0", "script load x", "hincrbyfloat h f 1", "pfadd x 1")) {
                    assertThatThrownBy(() -> send(app, line)).as(line).hasMessageStartingWith("NOPERM");
                }
                assertThat(app.incr("works")).isEqualTo(1);
            }
            admin.aclDelUser(user);
        }
    }

    @Test
    void what_the_version_keeps_back_is_said() {
        assertThat(TestRedis.PROVIDER.cautions(old.server))
                .hasSize(2)
                .anySatisfy(said -> assertThat(said).contains("no EVAL", "redis:dedicated"))
                .anySatisfy(said -> assertThat(said).contains("known flaws", "7.2.16"));
        assertThat(TestRedis.PROVIDER.cautions(recent.server)).isEmpty();
    }

    @Test
    void bookkeeping_is_out_of_the_reach_of_apps() {
        App app = App.on(old.server);
        try (Jedis stranger =
                TestRedis.connect(RedisUrl.of(old.server).as(app.credentials.user(), app.credentials.password()))) {
            for (String line : List.of("lpush vektra:gate x", "hset vektra:databases a b", "set vektra-scripts x")) {
                send(stranger, line);
            }
            assertThat(catchThrowable(() -> App.on(old.server))).isNull();
            assertThatThrownBy(() -> send(stranger, "select 9999")).hasMessageStartingWith("NOPERM");
            assertThat(stranger.del("vektra:gate", "vektra:databases", "vektra-scripts"))
                    .isEqualTo(3);
        }
    }

    @Test
    void endless_scripts_end_with_the_next_look() {
        for (String script : List.of("while true do end", "while true do redis.call('get', 'x') end")) {
            App app = App.on(recent.server);
            CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(() -> {
                try (Jedis redis = app.open()) {
                    return catchThrowable(() -> redis.eval(script));
                }
            });
            try (Jedis other = TestRedis.connect(RedisUrl.of(recent.server))) {
                Awaitility.await()
                        .ignoreExceptionsInstanceOf(JedisConnectionException.class)
                        .until(() -> busy(other));
            }
            assertThat(TestRedis.PROVIDER.ping(recent.server)).isEqualTo("7.0.15");
            assertThat(ended.join()).isInstanceOf(JedisException.class);
        }
    }

    private static boolean busy(Jedis redis) {
        try {
            redis.ping();
            return false;
        } catch (JedisDataException e) {
            return String.valueOf(e.getMessage()).startsWith("BUSY");
        }
    }

    @Test
    void an_answer_without_end_costs_its_own_connection_only() throws Exception {
        for (TestRedis.Managed redis : List.of(old, recent)) {
            RedisUrl url = RedisUrl.of(redis.server);
            try (Jedis admin = redis.admin();
                    Socket greedy =
                            new Socket(url.address().host(), url.address().port())) {
                admin.zadd("z", Map.of("a", 1.0, "b", 2.0));
                String login = "AUTH " + url.user() + " " + url.password().reveal() + "\r\n";
                greedy.getOutputStream().write(login.getBytes(StandardCharsets.US_ASCII));
                assertThat(greedy.getInputStream().readNBytes("+OK\r\n".length()))
                        .asString(StandardCharsets.US_ASCII)
                        .startsWith("+OK");
                greedy.getOutputStream()
                        .write("ZRANDMEMBER z -4000000000000 WITHSCORES\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(greedy.getInputStream().read()).as("cut off").isEqualTo(-1);
                admin.del("z");
            }
        }
    }

    @Test
    void a_replica_is_refused_whether_it_takes_writes_or_not() {
        for (String writes : List.of("yes", "no")) {
            try (TestRedis main = TestRedis.foreign("machine");
                    TestRedis replica = TestRedis.foreign(
                            "machine", "replicaof 127.0.0.1 " + main.port, "replica-read-only " + writes)) {
                Server server = replica.adopted("redis://127.0.0.1:" + replica.port);
                assertThatThrownBy(() -> TestRedis.PROVIDER.ping(server))
                        .isInstanceOfSatisfying(VektraException.class, e -> {
                            assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
                            assertThat(e).hasMessageContaining("is a replica of 127.0.0.1:" + main.port);
                            assertThat(e.hint()).isEqualTo("adopt the server that it copies");
                        });
            }
        }
    }

    @Test
    void events_of_keys_are_published_only_where_they_show_no_key_of_another_app() {
        for (String letters : List.of("KEA", "Ex")) {
            Server shared = recent.server.withOptions(TestRedis.options("notify-keyspace-events=" + letters));
            assertThatThrownBy(() -> TestRedis.PROVIDER.configure(shared))
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
            Server own =
                    recent.server.withOptions(TestRedis.options("notify-keyspace-events=" + letters, "channels=own"));
            TestRedis.PROVIDER.configure(own);
            try (Jedis admin = recent.admin()) {
                assertThat(admin.configGet("notify-keyspace-events").values()).doesNotContain("");
            }
        }
        assertThatThrownBy(() -> TestRedis.PROVIDER.configure(
                        recent.server.withOptions(TestRedis.options("notify-keyspace-events=Q", "channels=own"))))
                .hasMessageContaining("'Q' is not a value");
    }

    @Test
    void an_app_cannot_keep_its_user_alive_by_ending_connections() throws Exception {
        try (TestRedis.Managed own = TestRedis.dedicated("machine")) {
            App app = App.on(own.server);
            AtomicBoolean flood = new AtomicBoolean(true);
            Thread resisting = new Thread(() -> {
                try (Jedis redis = app.open()) {
                    while (flood.get()) {
                        redis.sendCommand(Command.CLIENT, "KILL", "TYPE", "normal", "SKIPME", "yes");
                    }
                } catch (JedisException revoked) {
                    // what this is about
                }
            });
            resisting.start();
            try {
                TestRedis.PROVIDER.revoke(own.server, app.resource, app.credentials.id());
            } finally {
                flood.set(false);
                resisting.join();
            }
            assertThatThrownBy(app::open).hasMessageStartingWith("WRONGPASS");
        }
    }
}
