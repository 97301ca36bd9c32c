package vektra.provider.redis.server;

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
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Secret;
import vektra.provider.redis.TestRedis;
import vektra.provider.redis.wire.RedisUrl;
import vektra.spi.Ability;

/** What an app may do on a server of its own, and what would end the server or lead out of it. */
@ParameterizedClass
@ValueSource(strings = {"machine", "embedded"})
class OwnServerIT {
    @Parameter
    String source;

    private TestRedis.Managed redis;
    private Resource resource;
    private Credentials credentials;

    @BeforeEach
    void start() {
        redis = TestRedis.dedicated(source);
        resource = TestRedis.PROVIDER.provision(redis.server, new Resource(Id.fresh(), "jobs", Map.of()));
        credentials = TestRedis.PROVIDER.grant(redis.server, resource, Id.fresh(), Secret.fresh());
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void without_auth_it_has_the_same_rights() {
        try (TestRedis.Managed open = TestRedis.dedicated(source, "auth=none");
                Jedis app = TestRedis.connect(RedisUrl.of(open.server).as("", new Secret("")))) {
            for (String line :
                    List.of("client list", "config get dir", "role", "slowlog len", "flushall", "swapdb 1 2")) {
                assertThat(catchThrowable(() -> send(app, line))).as(line).isNull();
            }
            for (String line : List.of("config set dir /tmp", "acl list", "debug sleep 0", "shutdown nosave")) {
                assertThatThrownBy(() -> send(app, line)).as(line).hasMessageMatching("(?s)(NOPERM|ERR DEBUG).*");
            }
        }
    }

    @Test
    void keys_in_its_other_numbers_do_not_get_lost_when_its_plan_changes() {
        try (TestRedis.Managed shared = TestRedis.managed(source);
                Jedis app =
                        TestRedis.connect(RedisUrl.of(redis.server).as(credentials.user(), credentials.password()))) {
            Resource target =
                    TestRedis.PROVIDER.provision(shared.server, new Resource(resource.id(), "jobs", Map.of()));
            Ability.Movable movable = TestRedis.PROVIDER.abilities().movable().orElseThrow();
            for (int other : List.of(0, 7)) {
                app.select(other);
                app.set("k", "v");
                assertThatThrownBy(() -> movable.copy(redis.server, resource, shared.server, target))
                        .hasMessageContaining("other database numbers than its own, 1: " + other);
                app.flushDB();
            }
            assertThat(catchThrowable(() -> movable.copy(redis.server, resource, shared.server, target)))
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
