package vektra.provider.redis;

import java.net.URI;
import java.util.Map;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import vektra.provider.AppClient;

/** An app that uses Jedis with its {@code REDIS_URL}. */
final class RedisApp implements AppClient {
    @Override
    public Session open(Map<String, String> vars) {
        Jedis redis = new Jedis(
                URI.create(vars.get("REDIS_URL")),
                DefaultJedisClientConfig.builder().resp2().timeoutMillis(4000).build());
        redis.ping();
        return new Session() {
            @Override
            public void write(String key, String value) {
                redis.set(key, value);
            }

            @Override
            public String read(String key) {
                return redis.get(key);
            }

            @Override
            public void close() {
                redis.close();
            }
        };
    }
}
