package vektra.provider.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import vektra.model.service.Server;

/** A server that Vektra did not start: a password for the default user, users kept in its configuration file. */
class RedisExternalIT extends RedisContract {
    private static TestRedis redis;
    private static Server server;

    @BeforeAll
    static void start() {
        redis = TestRedis.foreign("machine", "requirepass p%40s/s", "databases 64");
        server = redis.adopted("redis://:p%2540s%2Fs@127.0.0.1:" + redis.port);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    protected Server server() {
        return server;
    }
}
