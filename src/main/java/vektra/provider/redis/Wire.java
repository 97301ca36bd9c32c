package vektra.provider.redis;

import java.time.Duration;
import java.util.function.Function;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Connections to servers, one for each piece of work.
 *
 * @param timeout of the connecting and of every single answer
 */
record Wire(Duration timeout) {
    /** Does the work on a fresh connection; whatever Redis or the network has against it is UNAVAILABLE. */
    <T> T with(RedisUrl url, Function<Jedis, T> work) {
        HostAndPort place = new HostAndPort(url.address().host(), url.address().port());
        try (Jedis redis = new Jedis(place, config(url))) {
            return work.apply(redis);
        } catch (JedisException e) {
            throw Trouble.told(url, timeout, e);
        }
    }

    private JedisClientConfig config(RedisUrl url) {
        int millis = Math.toIntExact(timeout.toMillis());
        // RESP2 logs in with AUTH, which no server repeats in an error as it would HELLO's arguments
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .resp2();
        if (!url.user().isEmpty()) {
            config.user(url.user());
        }
        if (!url.password().reveal().isEmpty()) {
            config.password(url.password().reveal());
        }
        if (url.tls()) {
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return config.build();
    }
}
