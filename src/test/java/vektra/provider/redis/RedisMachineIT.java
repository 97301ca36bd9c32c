package vektra.provider.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import vektra.model.service.Server;

class RedisMachineIT extends RedisContract {
    private static Launched redis;

    @BeforeAll
    static void start() {
        redis = new Launched("machine");
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
