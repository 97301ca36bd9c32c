package vektra.provider.redis;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import vektra.fixture.NodeModules;
import vektra.fixture.NodeModules.Said;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Client;
import vektra.model.text.Secret;

/** The libraries that apps use, doing real work as a user with limited rights. */
@ParameterizedClass
@ValueSource(strings = {"machine", "embedded"})
@Sampled(oneIn = 6)
class RealClientsIT {
    private static boolean npm;

    @Parameter
    String source;

    private TestRedis.Managed redis;
    private Resource resource;
    private Credentials credentials;

    @BeforeAll
    static void install_what_the_lock_file_pins() {
        npm = NodeModules.areThere();
    }

    @BeforeEach
    void start() {
        // 6.2 keeps no scripts apart, and BullMQ is made of them
        redis = source.equals("machine") ? TestRedis.managed(source) : TestRedis.dedicated(source);
        resource = TestRedis.PROVIDER.provision(redis.server, new Resource(Id.fresh(), "mailer", Map.of()));
        credentials = TestRedis.PROVIDER.grant(redis.server, resource, Id.fresh(), Secret.fresh());
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void ioredis_node_redis_and_bullmq() throws Exception {
        assumeTrue(npm, "npm is missing; scripts/test installs it");
        Said said = NodeModules.run(Map.of("REDIS_URL", url()), "node", "clients.mjs");
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text().lines()).as(said.text()).hasSize(1);
        assertThatJson(said.text()).isEqualTo("""
                        {"piped": [1, 2], "multi": ["a", "b"], "nodeRedis": ["OK", "hi"], "scripted": 42, "heard": "db1:news=hi", "keys": 4,
                         "results": ["sent to a", "sent to b"], "failed": 0, "workers": %s, "problems": []}""".formatted(source.equals("machine") ? "\"NOPERM\"" : "[\"mail\"]"));
    }

    @Test
    void the_jedis_of_today_with_resp3_and_a_pool() throws Exception {
        try (RedisClient app = RedisClient.create(URI.create(url()))) {
            app.set("greeting", "hello");
            assertThat(app.get("greeting")).isEqualTo("hello");
            assertThat(app.eval("return redis.call('get', KEYS[1])", 1, "greeting"))
                    .isEqualTo("hello");
        }
    }

    @Test
    void the_jedis_of_old_waits_for_jobs_and_news() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (Jedis worker = new Jedis(URI.create(url()));
                Jedis app = new Jedis(URI.create(url()))) {
            JedisPubSub news = new JedisPubSub() {
                @Override
                public void onSubscribe(String channel, int count) {
                    app.publish("news", "hi");
                }

                @Override
                public void onMessage(String channel, String message) {
                    heard.complete(message);
                    unsubscribe();
                }
            };
            worker.subscribe(news, "news");
            assertThat(heard.get(5, TimeUnit.SECONDS)).isEqualTo("hi");
            app.lpush("jobs", "work");
            assertThat(worker.brpop(5, "jobs")).containsExactly("jobs", "work");
        }
    }

    @Test
    void redis_cli_logs_in_without_the_password_in_its_arguments() throws Exception {
        Client client =
                TestRedis.PROVIDER.abilities().shell().orElseThrow().client(redis.server, resource, credentials);
        assumeTrue(client != null, "redis-cli is missing");
        assertThat(String.join(" ", client.command()))
                .doesNotContain(credentials.password().reveal());
        List<String> command = new java.util.ArrayList<>(client.command());
        command.addAll(List.of("set", "by", "hand"));
        Said said = NodeModules.run(client.environment(), command.toArray(String[]::new));
        assertThat(said.text()).isEqualTo("OK\n");
        try (var app = new RedisApp().open(Map.of("REDIS_URL", url()))) {
            assertThat(app.read("by")).isEqualTo("hand");
        }
    }

    private String url() {
        return TestRedis.PROVIDER
                .configVars(redis.server, resource, credentials)
                .get("REDIS_URL");
    }
}
