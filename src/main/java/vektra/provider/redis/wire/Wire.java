package vektra.provider.redis.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Connections to servers, one for each piece of work.
 *
 * @param timeout of the connecting and of every single answer
 */
public record Wire(Duration timeout) {
    private static final int ATTEMPTS = 100;

    /** Does the work on a fresh connection; whatever Redis or the network has against it is UNAVAILABLE. */
    public <T> T with(RedisUrl url, Function<Jedis, T> work) {
        JedisClientConfig config = config(url);
        HostAndPort place = new HostAndPort(url.address().host(), url.address().port());
        DefaultJedisSocketFactory sockets = new DefaultJedisSocketFactory(place, config);
        try (Jedis redis = new Jedis(() -> greeted(sockets.createSocket()), config)) {
            return understood(() -> work.apply(redis));
        } catch (JedisException e) {
            throw Trouble.told(url, timeout, e);
        }
    }

    /**
     * Sends the login and one ACL command in one piece, again when the connection is cut: an app that may end connections
     * on a server of its own must not keep its own user alive by that.
     */
    public void insist(RedisUrl url, List<String> acl) {
        for (int attempt = 1; ; attempt++) {
            HostAndPort place =
                    new HostAndPort(url.address().host(), url.address().port());
            DefaultJedisSocketFactory sockets = new DefaultJedisSocketFactory(place, config(url));
            try (Connection connection = new Connection(() -> greeted(sockets.createSocket()))) {
                connection.connect();
                if (!url.password().reveal().isEmpty()) {
                    connection.sendCommand(Command.AUTH, login(url));
                    connection.sendCommand(Command.ACL, acl.toArray(String[]::new));
                    connection.getOne();
                } else {
                    connection.sendCommand(Command.ACL, acl.toArray(String[]::new));
                }
                connection.getOne();
                return;
            } catch (JedisDataException e) {
                throw Trouble.told(url, timeout, e);
            } catch (JedisException e) {
                if (attempt == ATTEMPTS) {
                    throw Trouble.told(url, timeout, e);
                }
            }
        }
    }

    private static String[] login(RedisUrl url) {
        String password = url.password().reveal();
        return url.user().isEmpty() ? new String[] {password} : new String[] {url.user(), password};
    }

    /** What the server has against this user, or the trial found; empty when nothing. A lost connection is UNAVAILABLE. */
    public Optional<String> refused(RedisUrl url, Function<Jedis, Optional<String>> trial) {
        JedisClientConfig config = config(url);
        HostAndPort place = new HostAndPort(url.address().host(), url.address().port());
        DefaultJedisSocketFactory sockets = new DefaultJedisSocketFactory(place, config);
        try (Jedis redis = new Jedis(() -> greeted(sockets.createSocket()), config)) {
            return understood(() -> trial.apply(redis));
        } catch (JedisDataException e) {
            return Optional.of(Trouble.ofUser(e).orElseThrow(() -> Trouble.told(url, timeout, e)));
        } catch (JedisException e) {
            throw Trouble.told(url, timeout, e);
        }
    }

    /** What Jedis and the work trip over when an answer is none that Redis could give. */
    private static <T> T understood(Supplier<T> work) {
        try {
            return work.get();
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException
                | NegativeArraySizeException
                | OutOfMemoryError e) {
            throw new JedisConnectionException("its answer is not understood");
        }
    }

    /** Finishes the TLS handshake at once: Jedis, giving up a connection, would wait for it a second time. */
    private static Socket greeted(Socket socket) {
        if (socket instanceof SSLSocket tls) {
            try {
                tls.startHandshake();
            } catch (IOException e) {
                try {
                    tls.close();
                } catch (IOException second) {
                    e.addSuppressed(second);
                }
                throw new JedisConnectionException(e);
            }
        }
        return socket;
    }

    private JedisClientConfig config(RedisUrl url) {
        int millis = Math.toIntExact(timeout.toMillis());
        // without a protocol of our choice Jedis logs in with AUTH; an old server would repeat HELLO with the password
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .serverDefaultProtocol();
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
