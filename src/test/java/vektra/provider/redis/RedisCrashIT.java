package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import vektra.fixture.Killed;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Secret;

/** Killed after whatever step: what is left can be finished as well as undone. */
class RedisCrashIT {
    private static final int POINTS = 13;

    @Test
    void no_step_leaves_what_the_next_process_cannot_finish_or_undo() throws Exception {
        try (TestRedis.Managed redis = TestRedis.managed("machine")) {
            for (int point = 1; point <= POINTS; point++) {
                Resource wanted = new Resource(Id.fresh(), "myapp", Map.of());
                Id attachment = Id.fresh();
                assertThat(dies(redis, wanted, attachment, point))
                        .as("killed at " + point)
                        .isTrue();
                if (point % 2 == 0) {
                    finish(redis, wanted, attachment);
                }
                TestRedis.PROVIDER.deprovision(redis.server, wanted);
                try (Jedis admin = redis.admin()) {
                    assertThat(admin.aclUsers())
                            .as("after " + point)
                            .containsExactlyInAnyOrder("default", "vektra", "vektra-scripts");
                    assertThat(admin.info("keyspace")).doesNotContain("db");
                }
                assertThat(Files.readAllLines(redis.process.folder.resolve("users.acl")))
                        .hasSize(3);
            }
            assertThat(dies(redis, new Resource(Id.fresh(), "myapp", Map.of()), Id.fresh(), POINTS + 1))
                    .as("there are no more points")
                    .isFalse();
        }
    }

    private static void finish(TestRedis.Managed redis, Resource wanted, Id attachment) {
        Resource resource = TestRedis.PROVIDER.provision(redis.server, wanted);
        Credentials credentials = TestRedis.PROVIDER.grant(redis.server, resource, attachment, Secret.fresh());
        try (var app = new RedisApp().open(TestRedis.PROVIDER.configVars(redis.server, resource, credentials))) {
            app.write("key", "value");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static boolean dies(TestRedis.Managed redis, Resource wanted, Id attachment, int point) {
        return Killed.at(
                point,
                CrashMain.class,
                CrashMain::main,
                redis.server.adminUrl().reveal(),
                wanted.id().value(),
                attachment.value());
    }
}
