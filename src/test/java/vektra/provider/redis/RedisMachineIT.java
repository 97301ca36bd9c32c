package vektra.provider.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import vektra.model.Server;

class RedisMachineIT extends RedisContract {
    private static TestRedis.Managed redis;

    @BeforeAll
    static void start() {
        redis = TestRedis.managed("machine");
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    protected Server server() {
        return redis.server;
    }
}
