package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import vektra.fixture.Ports;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Fault.Harm;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.redis.wire.RedisUrl;

/** Users on all nodes of a master with two replicas, each with an ACL file, before and after failovers. */
@Sampled(oneIn = 4)
class RedisReplicasIT {
    private static final String PASSWORD = "adminpw";
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<TestRedis> nodes = new ArrayList<>();
    private final Resource wanted = new Resource(Id.fresh(), "shop", Map.of());

    @BeforeEach
    void start() throws IOException {
        for (int i = 0; i < 3; i++) {
            Path users = Files.createTempFile(folder, "users", ".acl");
            Files.writeString(users, "user default on >" + PASSWORD + " ~* &* +@all\n");
            List<String> config = new ArrayList<>(List.of(
                    "aclfile " + users, "masterauth " + PASSWORD, "databases 64", "repl-diskless-sync-delay 0"));
            if (i > 0) {
                config.add("replicaof 127.0.0.1 " + nodes.get(0).port);
            }
            nodes.add(TestRedis.foreign("machine", config.toArray(String[]::new)));
        }
        awaitReplicas(nodes.get(0), 2);
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestRedis::close);
    }

    @Test
    void an_app_logs_in_after_sentinel_has_made_a_replica_the_master() throws Exception {
        Server server = at(nodes.get(0));
        Resource resource = TestRedis.PROVIDER.provision(server, wanted);
        Credentials app = granted(server, resource);
        int port = Ports.free();
        Path config = Files.write(
                folder.resolve("sentinel.conf"),
                List.of(
                        "bind 127.0.0.1",
                        "port " + port,
                        "dir " + folder,
                        "sentinel monitor vk 127.0.0.1 " + nodes.get(0).port + " 1",
                        "sentinel auth-pass vk " + PASSWORD,
                        "sentinel down-after-milliseconds vk 500"));
        Process sentinel = new ProcessBuilder("/usr/bin/redis-server", config.toString(), "--sentinel")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (Jedis watcher = new Jedis("127.0.0.1", port)) {
            Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> {
                Map<String, String> master = watcher.sentinelMasters().get(0);
                return master.get("num-slaves").equals("2");
            });
            for (String login : List.of("", ":" + PASSWORD + "@")) {
                Server wrong = nodes.get(0).adopted("redis://" + login + "127.0.0.1:" + port);
                assertThatThrownBy(() -> TestRedis.PROVIDER.ping(wrong))
                        .isInstanceOfSatisfying(VektraException.class, e -> {
                            assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
                            assertThat(e)
                                    .hasMessage("Redis at 127.0.0.1:" + port + " is a Sentinel, which has no data");
                            assertThat(e.hint()).endsWith("it is now at 127.0.0.1:" + nodes.get(0).port);
                        });
            }
            nodes.get(0).signal("KILL");
            Awaitility.await()
                    .atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> nodes.stream().skip(1).anyMatch(this::isMaster));
            TestRedis master =
                    nodes.stream().skip(1).filter(this::isMaster).findFirst().orElseThrow();
            assertThat(login(master, app)).isEqualTo("PONG");
            assertThat(TestRedis.PROVIDER.examine(at(master), resource, List.of(app)))
                    .isEmpty();
        } finally {
            sentinel.destroyForcibly().onExit().join();
        }
    }

    @Test
    void a_revoked_user_does_not_return_with_a_node_that_was_away() throws Exception {
        TestRedis master = nodes.get(0);
        TestRedis other = nodes.get(1);
        Server server = at(master);
        Resource resource = TestRedis.PROVIDER.provision(server, wanted);
        Credentials revoked = granted(server, resource);
        other.signal("KILL");
        awaitReplicas(master, 1);
        TestRedis.PROVIDER.revoke(server, resource, revoked.id());
        assertThatThrownBy(() -> login(nodes.get(2), revoked)).hasMessageStartingWith("WRONGPASS");
        other.start();
        awaitReplicas(master, 2);
        assertThat(login(other, revoked)).as("kept in the file of its own").isEqualTo("PONG");
        List<Fault> faults = TestRedis.PROVIDER.examine(server, resource, List.of());
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.harm()).isEqualTo(Harm.BROKEN);
            assertThat(fault.message().toString())
                    .isEqualTo("the user " + revoked.user() + " of Redis at 127.0.0.1:" + other.port
                            + ", a replica of 127.0.0.1:" + master.port + ", is not as it is there");
        });
        TestRedis.PROVIDER.provision(server, resource);
        assertThat(TestRedis.PROVIDER.examine(server, resource, List.of())).isEmpty();
        other.signal("KILL");
        other.start();
        failOver(master, other);
        assertThatThrownBy(() -> login(other, revoked))
                .isInstanceOf(JedisDataException.class)
                .hasMessageStartingWith("WRONGPASS");
    }

    @Test
    void a_replica_that_refuses_vektra_stops_no_bind_and_is_named() {
        try (Jedis admin = TestRedis.connect(RedisUrl.of(at(nodes.get(2))))) {
            admin.aclSetUser("default", "resetpass", ">other");
        }
        Server server = at(nodes.get(0));
        Resource resource = TestRedis.PROVIDER.provision(server, wanted);
        Credentials app = granted(server, resource);
        assertThat(login(nodes.get(1), app)).isEqualTo("PONG");
        assertThat(TestRedis.PROVIDER.cautions(server))
                .anySatisfy(caution -> assertThat(caution)
                        .startsWith("Redis at 127.0.0.1:" + nodes.get(2).port
                                + " refuses the default user with this password; it is a replica of 127.0.0.1:"
                                + nodes.get(0).port));
    }

    /** Such as one of this machine, where the master and its replicas are on another one and know each other as 127.0.0.1. */
    @Test
    void another_server_at_the_address_of_a_replica_keeps_its_users() {
        TestRedis stranger = TestRedis.foreign("machine", "requirepass " + PASSWORD);
        nodes.add(stranger);
        nodes.add(TestRedis.foreign(
                "machine",
                "masterauth " + PASSWORD,
                "databases 64",
                "replicaof 127.0.0.1 " + nodes.get(0).port,
                "replica-announce-port " + stranger.port));
        awaitReplicas(nodes.get(0), 3);
        String theirs = "shop-0123456789ab-0123456789ab";
        try (Jedis admin = TestRedis.connect(RedisUrl.of(at(stranger)))) {
            admin.aclSetUser(theirs, "on", ">password", "~*", "+@all");
            Server server = at(nodes.get(0));
            Credentials app = granted(server, TestRedis.PROVIDER.provision(server, wanted));
            assertThat(login(nodes.get(1), app)).isEqualTo("PONG");
            assertThat(admin.aclUsers()).containsExactlyInAnyOrder("default", theirs);
            assertThat(TestRedis.PROVIDER.cautions(server))
                    .anySatisfy(caution -> assertThat(caution)
                            .startsWith("Redis at 127.0.0.1:" + stranger.port + " does not hold what 127.0.0.1:"
                                    + nodes.get(0).port + " holds; it is a replica of "));
        }
    }

    @Test
    void what_shuts_an_app_out_shuts_it_out_on_replicas() {
        Server server = at(nodes.get(0));
        Resource resource = TestRedis.PROVIDER.provision(server, wanted);
        Credentials app = granted(server, resource);
        TestRedis.DATA.shut(server, resource);
        assertThatThrownBy(() -> login(nodes.get(1), app)).hasMessageStartingWith("WRONGPASS");
        TestRedis.DATA.admit(server, resource);
        assertThat(login(nodes.get(1), app)).isEqualTo("PONG");
        TestRedis.PROVIDER.deprovision(server, resource);
        assertThatThrownBy(() -> login(nodes.get(1), app)).hasMessageStartingWith("WRONGPASS");
        try (Jedis admin = TestRedis.connect(RedisUrl.of(at(nodes.get(1))))) {
            assertThat(admin.aclUsers()).containsExactly("default");
        }
    }

    private static Server at(TestRedis node) {
        return node.adopted("redis://:" + PASSWORD + "@127.0.0.1:" + node.port);
    }

    private static Credentials granted(Server server, Resource resource) {
        return TestRedis.PROVIDER.grant(server, resource, Id.fresh(), Secret.fresh());
    }

    private static String login(TestRedis node, Credentials app) {
        try (Jedis redis = TestRedis.connect(RedisUrl.of(at(node)).as(app.user(), app.password()))) {
            redis.select(1);
            return redis.ping();
        }
    }

    private boolean isMaster(TestRedis node) {
        try (Jedis admin = TestRedis.connect(RedisUrl.of(at(node)))) {
            return admin.info("replication").contains("role:master");
        }
    }

    private static void failOver(TestRedis from, TestRedis to) {
        try (Jedis next = TestRedis.connect(RedisUrl.of(at(to)));
                Jedis old = TestRedis.connect(RedisUrl.of(at(from)))) {
            next.replicaofNoOne();
            old.replicaof("127.0.0.1", to.port);
        }
    }

    private static void awaitReplicas(TestRedis master, int count) {
        try (Jedis admin = TestRedis.connect(RedisUrl.of(at(master)))) {
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> admin.info("replication").split("state=online", -1).length == count + 1);
        }
    }
}
