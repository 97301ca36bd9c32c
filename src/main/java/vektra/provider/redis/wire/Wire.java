package vektra.provider.redis.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
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
import redis.clients.jedis.util.IOUtils;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.program.Answers;
import vektra.tls.Contexts;

/**
 * Connections to servers, one for each piece of work.
 *
 * @param timeout of the connecting and of every single answer
 * @param authority the file by which managed servers that require TLS are verified
 */
public record Wire(Duration timeout, Path authority) {
    private static final int ATTEMPTS = 100;

    /** How the administrator reaches a server. */
    public RedisUrl url(Server server) {
        RedisUrl url = RedisUrl.of(server);
        return server.requiresTls() ? url.verified(url.address(), authority) : url;
    }

    /** Does the work on a fresh connection; whatever Redis or the network has against it is UNAVAILABLE. */
    public <T> T with(RedisUrl url, Function<Jedis, T> work) {
        JedisClientConfig config = config(url);
        HostAndPort place = new HostAndPort(url.address().host(), url.address().port());
        DefaultJedisSocketFactory sockets = new DefaultJedisSocketFactory(place, config);
        try (Jedis redis = new Jedis(() -> greeted(secured(url, sockets.createSocket())), config)) {
            return understood(() -> work.apply(redis));
        } catch (JedisException e) {
            throw Failures.of(url, timeout, e);
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
            try (Connection connection = new Connection(() -> greeted(secured(url, sockets.createSocket())))) {
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
                throw Failures.of(url, timeout, e);
            } catch (JedisException e) {
                if (attempt == ATTEMPTS) {
                    throw Failures.of(url, timeout, e);
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
        try (Jedis redis = new Jedis(() -> greeted(secured(url, sockets.createSocket())), config)) {
            return understood(() -> trial.apply(redis));
        } catch (JedisDataException e) {
            return Optional.of(Failures.ofUser(e).orElseThrow(() -> Failures.of(url, timeout, e)));
        } catch (JedisException e) {
            throw Failures.of(url, timeout, e);
        }
    }

    private static <T> T understood(Supplier<T> work) {
        return Answers.understood(work::get, e -> new JedisConnectionException("its answer is not understood"));
    }

    /** Over TLS where an authority is known that Jedis does not know of. */
    private static Socket secured(RedisUrl url, Socket plain) {
        Path trusted = url.authority();
        if (trusted == null) {
            return plain;
        }
        try {
            HostPort at = url.address();
            return Contexts.verified(Contexts.client(trusted).getSocketFactory(), plain, at.host(), at.port());
        } catch (IOException e) {
            IOUtils.closeQuietly(plain);
            throw new JedisConnectionException("the server cannot be verified by " + trusted, e);
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
        if (url.tls() && url.authority() == null) {
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return config.build();
    }
}
