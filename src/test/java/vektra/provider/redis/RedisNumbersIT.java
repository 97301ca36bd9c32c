package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.redis.wire.RedisUrl;

/** Who gets which database number, on servers with users and on one from before there were any. */
@ParameterizedClass
@ValueSource(strings = {"machine", "embedded", "without users"})
class RedisNumbersIT {
    @Parameter
    String source;

    private TestRedis redis;
    private Server server;

    @BeforeEach
    void start() {
        boolean old = source.equals("without users");
        redis = old
                ? TestRedis.foreign("embedded", "databases 70", "rename-command ACL ''")
                : TestRedis.foreign(source, "databases 70");
        server = redis.adopted("redis://127.0.0.1:" + redis.port, old ? "auth=none" : "auth=acl");
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void sixty_four_at_once_all_get_their_own() throws Exception {
        ExecutorService homes = Executors.newFixedThreadPool(64);
        List<Future<Resource>> made = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            made.add(homes.submit(() -> TestRedis.PROVIDER.provision(server, wanted())));
        }
        List<Integer> numbers = new ArrayList<>();
        for (Future<Resource> each : made) {
            numbers.add(number(each.get()));
        }
        homes.shutdown();
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 64).boxed().toList());
        try (Jedis admin = admin()) {
            assertThat(admin.info("keyspace")).doesNotContain(source.equals("without users") ? "db69" : "db0");
        }
    }

    @Test
    void starts_at_1_passes_by_what_is_used_and_takes_again_what_was_given_back() {
        try (Jedis stranger = admin()) {
            stranger.select(2);
            stranger.set("of", "another");
        }
        Resource one = provision(wanted());
        Resource two = provision(wanted());
        assertThat(List.of(number(one), number(two))).containsExactly(1, 3);
        TestRedis.PROVIDER.deprovision(server, one);
        assertThat(number(provision(wanted()))).isEqualTo(1);
    }

    @Test
    void a_full_server_refuses() {
        // one number has no owner, and one is Vektra's own
        for (int i = 1; i < (source.equals("without users") ? 70 : 69); i++) {
            provision(wanted());
        }
        assertThatThrownBy(() -> provision(wanted())).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(e).hasMessageContaining("is full: all its 70");
        });
    }

    @Test
    void a_number_that_the_server_forgot_is_taken_again_with_its_data() {
        Resource first = provision(wanted());
        Resource resource = provision(wanted());
        try (Jedis admin = admin()) {
            admin.select(2);
            admin.set("still", "there");
            forget(admin);
        }
        assertThat(TestRedis.PROVIDER.inspect(server, resource).exists()).isFalse();
        assertThatThrownBy(() -> TestRedis.PROVIDER.grant(server, resource, Id.fresh(), Secret.fresh()))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        assertThat(number(provision(wanted()))).as("2 is not empty").isEqualTo(1);
        assertThat(provision(resource)).isEqualTo(resource);
        try (Jedis admin = admin()) {
            admin.select(2);
            assertThat(admin.get("still")).isEqualTo("there");
        }
        assertThatThrownBy(() -> provision(first)).hasMessageContaining("is assigned to another add-on");
    }

    @Test
    void deprovisioning_what_the_server_forgot_empties_nothing() {
        Resource forgotten = provision(wanted());
        try (Jedis admin = admin()) {
            forget(admin);
            Resource next = provision(wanted());
            assertThat(next.facts()).isEqualTo(forgotten.facts());
            admin.select(1);
            admin.set("of", "the next");
            TestRedis.PROVIDER.deprovision(server, forgotten);
            assertThat(admin.get("of")).isEqualTo("the next");
        }
    }

    private void forget(Jedis admin) {
        admin.select(0);
        if (source.equals("without users")) {
            admin.del("vektra:databases");
        } else {
            admin.aclUsers().stream().filter(user -> user.startsWith("vektra-")).forEach(admin::aclDelUser);
        }
    }

    private Jedis admin() {
        return TestRedis.connect(RedisUrl.of(server));
    }

    private Resource provision(Resource wanted) {
        return TestRedis.PROVIDER.provision(server, wanted);
    }

    private static Resource wanted() {
        return new Resource(Id.fresh(), "myapp", Map.of());
    }

    private static int number(Resource resource) {
        return Integer.parseInt(resource.facts().get("database"));
    }
}
