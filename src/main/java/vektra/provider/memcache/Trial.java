package vektra.provider.memcache;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.spy.memcached.ConnectionFactory;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.ConnectionObserver;
import net.spy.memcached.FailureMode;
import net.spy.memcached.MemcachedClient;
import org.jspecify.annotations.Nullable;
import vektra.model.name.Id;
import vektra.model.service.ConfigVar;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Ability;

/** Sets, reads and deletes a key on each host, inside the app's namespace and with the driver that its readme names. */
final class Trial implements Ability.Monitored {
    /** A key that stays, because its server hung, goes by itself. */
    private static final int SECONDS = 60;

    /** Held, since loggers without a reference are forgotten with their level; failures reach the user as exceptions. */
    private static final Logger SILENCED;

    static {
        System.setProperty("net.spy.log.LoggerImpl", "net.spy.memcached.compat.log.SunLogger");
        SILENCED = Logger.getLogger("net.spy.memcached");
        SILENCED.setLevel(Level.OFF);
    }

    @Override
    public void check(Server server, Map<String, String> vars, Duration timeout) {
        List<HostPort> hosts = HostList.parse(ConfigVar.required(vars, MemcacheService.HOSTS));
        String namespace = ConfigVar.required(vars, MemcacheService.NAMESPACE);
        long end = System.nanoTime() + timeout.toNanos();
        for (HostPort host : hosts) {
            try {
                on(host, namespace + ":vektra-marker-" + Id.fresh().brief(), end);
            } catch (TimeoutException e) {
                throw failed(
                        host, "does not answer within " + timeout.toMillis() + " ms", new SocketTimeoutException());
            } catch (CancellationException e) {
                throw failed(host, "closed the connection", e);
            } catch (ExecutionException | IOException e) {
                throw failed(host, "cannot be reached: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failed(host, "was not waited for", e);
            }
        }
    }

    private static VektraException failed(HostPort host, String what, Exception cause) {
        return VektraException.unavailable("memcache at " + host + " " + what, null, cause);
    }

    private static void on(HostPort host, String key, long end)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        Connecting connecting = new Connecting(new CompletableFuture<>());
        ConnectionFactory settings = new ConnectionFactoryBuilder()
                .setDaemon(true)
                .setFailureMode(FailureMode.Cancel)
                .setInitialObservers(List.of(connecting))
                .build();
        MemcachedClient app = new MemcachedClient(settings, List.of(new InetSocketAddress(host.host(), host.port())));
        try {
            if (!answer(connecting.up(), end)) {
                throw new IOException("connection refused");
            }
            require(host, "takes no key", answer(app.set(key, SECONDS, key), end));
            require(host, "does not have what was set", key.equals(answer(app.asyncGet(key), end)));
            require(host, "deletes no key", answer(app.delete(key), end));
        } finally {
            app.shutdown();
        }
    }

    /** Whether the first attempt to connect succeeds; the driver itself would go on trying. */
    private record Connecting(CompletableFuture<Boolean> up) implements ConnectionObserver {
        @Override
        public void connectionEstablished(SocketAddress at, int tries) {
            up.complete(true);
        }

        @Override
        public void connectionLost(SocketAddress at) {
            up.complete(false);
        }
    }

    private static <T extends @Nullable Object> T answer(Future<T> asked, long end)
            throws ExecutionException, InterruptedException, TimeoutException {
        return asked.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private static void require(HostPort host, String otherwise, boolean good) {
        if (!good) {
            throw VektraException.refused("memcache at " + host + " " + otherwise, null, null);
        }
    }
}
