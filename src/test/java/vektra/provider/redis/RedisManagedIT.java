package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.redis.wire.RedisUrl;

/** A server that Vektra runs: what outlives a crash, what its options do, where its secrets are not. */
@ParameterizedClass
@ValueSource(strings = {"machine", "embedded"})
class RedisManagedIT {
    @Parameter
    String source;

    @Test
    void users_and_data_outlive_a_kill() throws Exception {
        try (TestRedis.Managed redis = TestRedis.managed(source)) {
            Resource resource = provision(redis.server);
            Credentials credentials = bind(redis.server, resource);
            Credentials revoked = bind(redis.server, resource);
            TestRedis.PROVIDER.revoke(redis.server, resource, revoked.id());
            try (var app = new RedisApp().open(vars(redis.server, resource, credentials))) {
                app.write("kept", "yes");
            }
            redis.process.signal("KILL");
            redis.start();
            try (var app = new RedisApp().open(vars(redis.server, resource, credentials))) {
                assertThat(app.read("kept")).isEqualTo("yes");
            }
            assertThatThrownBy(() -> new RedisApp().open(vars(redis.server, resource, revoked)))
                    .hasMessageStartingWith("WRONGPASS");
            assertThat(TestRedis.PROVIDER.inspect(redis.server, resource).attachments())
                    .containsExactly(credentials.id().brief());
        }
    }

    @Test
    void a_lost_users_file_leaves_the_administrator_who_can_remake_the_rest() throws Exception {
        try (TestRedis.Managed redis = TestRedis.managed(source)) {
            Resource resource = provision(redis.server);
            Credentials credentials = bind(redis.server, resource);
            redis.process.signal("KILL");
            Files.delete(redis.process.folder.resolve("users.acl"));
            redis.start();
            assertThat(TestRedis.PROVIDER.inspect(redis.server, resource).exists())
                    .isFalse();
            TestRedis.PROVIDER.provision(redis.server, resource);
            TestRedis.PROVIDER.grant(redis.server, resource, credentials.id(), credentials.password());
            new RedisApp().open(vars(redis.server, resource, credentials)).close();
        }
    }

    @Test
    void unbinding_cuts_a_subscriber_and_a_waiting_worker() throws Exception {
        try (TestRedis.Managed redis = TestRedis.managed(source)) {
            Resource resource = provision(redis.server);
            Credentials credentials = bind(redis.server, resource);
            RedisUrl url = RedisUrl.of(redis.server).as(credentials.user(), credentials.password());
            List<Throwable> cut = new CopyOnWriteArrayList<>();
            for (var work : List.<java.util.function.Consumer<Jedis>>of(
                    app -> app.blpop(30, "jobs"),
                    app -> app.subscribe(
                            new JedisPubSub() {
                                @Override
                                public void onMessage(String channel, String message) {}
                            },
                            "news"))) {
                new Thread(() -> {
                            try (Jedis app = TestRedis.connect(url)) {
                                app.getConnection().setTimeoutInfinite();
                                work.accept(app);
                            } catch (JedisException e) {
                                cut.add(e);
                            }
                        })
                        .start();
            }
            try (Jedis admin = redis.admin()) {
                Awaitility.await()
                        .until(() -> admin.clientList()
                                        .lines()
                                        .filter(line -> line.contains("user=" + credentials.user()))
                                        .filter(line -> line.contains("cmd=blpop") || line.contains("cmd=subscribe"))
                                        .count()
                                == 2);
                TestRedis.PROVIDER.revoke(redis.server, resource, credentials.id());
                Awaitility.await().until(() -> cut.size() == 2);
                assertThat(admin.clientList()).doesNotContain(credentials.user());
            }
        }
    }

    @Test
    void options_reach_the_server() throws Exception {
        try (TestRedis.Managed redis = TestRedis.managed(source, "maxmemory=64mb", "databases=50")) {
            Map<String, String> options =
                    TestRedis.options("maxmemory=128mb", "maxmemory-policy=allkeys-lru", "databases=50");
            try (Jedis admin = redis.admin()) {
                assertThat(admin.configGet("maxmemory")).containsEntry("maxmemory", "67108864");
                assertThat(admin.configGet("databases")).containsEntry("databases", "50");
                assertThat(admin.configGet("appendonly")).containsEntry("appendonly", "yes");
                TestRedis.PROVIDER.configure(redis.server.withOptions(options));
                assertThat(admin.configGet("maxmemory")).containsEntry("maxmemory", "134217728");
                assertThat(admin.configGet("maxmemory-policy")).containsEntry("maxmemory-policy", "allkeys-lru");
            }
        }
    }

    @Test
    void databases_never_become_fewer_than_the_add_ons_need() throws Exception {
        try (TestRedis.Managed redis = TestRedis.managed(source)) {
            provision(redis.server);
            Resource second = provision(redis.server);
            redis.process.signal("KILL");
            redis.layout.options().put("databases", "2");
            redis.start();
            bind(redis.server, second);
        }
    }

    @Test
    void own_channels_are_those_of_the_number() {
        try (TestRedis.Managed redis = TestRedis.managed(source, "channels=own")) {
            Resource resource = provision(redis.server);
            Credentials credentials = bind(redis.server, resource);
            RedisUrl url = RedisUrl.of(redis.server).as(credentials.user(), credentials.password());
            try (Jedis app = TestRedis.connect(url)) {
                app.publish("db1:news", "fine");
                app.publish("/1.celery.pidbox", "fine");
                for (String channel : List.of("db2:news", "news", "db11:news", "/2.celery.pidbox")) {
                    assertThatThrownBy(() -> app.publish(channel, "x")).hasMessageStartingWith("NOPERM");
                }
                assertThatThrownBy(app::pubsubChannels).hasMessageStartingWith("NOPERM");
                // what Celery's workers, Flower and listeners of expired keys listen to
                for (String pattern :
                        List.of("db1:*", "/1.celery.pidbox", "/1.celeryev/worker.*", "__keyevent@1__:expired")) {
                    assertThat(heard(url, pattern)).as(pattern).isEqualTo(pattern);
                }
                for (String pattern :
                        List.of("*", "db*", "/2.celery.pidbox", "__keyevent@*:expired", "__keyevent@2__:*")) {
                    assertThatThrownBy(() -> heard(url, pattern)).as(pattern).hasMessageStartingWith("NOPERM");
                }
            }
            assertThat(TestRedis.PROVIDER
                            .abilities()
                            .forms()
                            .orElseThrow()
                            .connectionForms(redis.server, resource, credentials))
                    .containsEntry("channels", "db1:*");
        }
    }

    @Test
    void without_auth_apps_get_the_bare_url_and_still_cannot_administer() throws Exception {
        try (TestRedis.Managed redis = TestRedis.managed(source, "auth=none")) {
            Resource resource = provision(redis.server);
            Credentials credentials = bind(redis.server, resource);
            assertThat(credentials.user()).isEmpty();
            Map<String, String> vars = vars(redis.server, resource, credentials);
            assertThat(vars)
                    .containsEntry("REDISURL", "tcp://127.0.0.1:" + redis.process.port + "/1")
                    .containsEntry("REDIS_URL", "redis://127.0.0.1:" + redis.process.port + "/1");
            try (var app = new RedisApp().open(vars)) {
                app.write("key", "value");
            }
            try (Jedis app = TestRedis.connect(RedisUrl.of(redis.server).as("", new Secret("")))) {
                app.clientSetname("worker");
                assertThat(app.clientList()).contains("name=worker");
                assertThatThrownBy(() -> app.configSet("dir", "/tmp")).hasMessageStartingWith("NOPERM");
                assertThatThrownBy(app::flushAll).hasMessageStartingWith("NOPERM");
                assertThatThrownBy(app::aclUsers).isInstanceOf(JedisDataException.class);
            }
            TestRedis.PROVIDER.revoke(redis.server, resource, credentials.id());
            TestRedis.PROVIDER.deprovision(redis.server, resource);
            assertThat(TestRedis.PROVIDER.inspect(redis.server, resource).exists())
                    .isFalse();
        }
    }

    @Test
    void no_password_is_in_a_file_a_log_or_what_the_server_tells() throws Exception {
        try (TestRedis.Managed redis = TestRedis.managed(source);
                Jedis admin = redis.admin();
                Jedis watching = redis.admin()) {
            admin.configSet("slowlog-log-slower-than", "0");
            admin.configSet("loglevel", "debug");
            List<String> seen = new CopyOnWriteArrayList<>();
            Thread monitor = new Thread(() -> {
                try {
                    watching.monitor(new JedisMonitor() {
                        @Override
                        public void onCommand(String command) {
                            seen.add(command);
                        }
                    });
                } catch (JedisException closed) {
                    seen.add("closed");
                }
            });
            monitor.start();
            Awaitility.await().until(() -> admin.clientList().contains("cmd=monitor"));
            Resource resource = provision(redis.server);
            Credentials credentials = bind(redis.server, resource);
            new RedisApp().open(vars(redis.server, resource, credentials)).close();
            List<String> places = new ArrayList<>();
            admin.slowlogGet(1000).forEach(entry -> places.add(entry.getArgs().toString()));
            admin.aclList().forEach(places::add);
            places.addAll(seen);
            assertThat(String.join("\n", places)).contains("SETUSER");
            try (Stream<Path> files = Files.walk(redis.process.folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    places.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
            assertThat(places)
                    .noneMatch(text -> text.contains(credentials.password().reveal())
                            || text.contains(redis.process.password.reveal()));
            for (String file : List.of("redis.conf", "users.acl")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                                redis.layout.data().resolve(file))))
                        .as(file)
                        .isIn("rw-------", "rw-r--r--");
            }
        }
    }

    /** The pattern that the server confirms. */
    private static String heard(RedisUrl url, String pattern) {
        List<String> confirmed = new CopyOnWriteArrayList<>();
        try (Jedis app = TestRedis.connect(url)) {
            app.psubscribe(
                    new JedisPubSub() {
                        @Override
                        public void onPSubscribe(String wanted, int count) {
                            confirmed.add(wanted);
                            punsubscribe();
                        }
                    },
                    pattern);
        }
        return String.join(" ", confirmed);
    }

    private static Resource provision(Server server) {
        return TestRedis.PROVIDER.provision(server, new Resource(Id.fresh(), "myapp", Map.of()));
    }

    private static Credentials bind(Server server, Resource resource) {
        return TestRedis.PROVIDER.grant(server, resource, Id.fresh(), Secret.fresh());
    }

    private static Map<String, String> vars(Server server, Resource resource, Credentials credentials) {
        return TestRedis.PROVIDER.configVars(server, resource, credentials);
    }
}
