package vektra.provider.memcache;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.spy.memcached.AddrUtil;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.ConnectionFactoryBuilder.Protocol;
import net.spy.memcached.FailureMode;
import net.spy.memcached.MemcachedClient;
import vektra.provider.AppClient;

/** An app with spymemcached, as its readme says: the hosts as they stand in the var, the namespace before each key. */
record SpyClient(Protocol protocol) implements AppClient {
    private static final Logger LOG = Logger.getLogger("net.spy.memcached");

    static {
        System.setProperty("net.spy.log.LoggerImpl", "net.spy.memcached.compat.log.SunLogger");
        LOG.setLevel(Level.OFF);
        // its own thread trips over one when the client is shut down
        ClassLoader.getSystemClassLoader().setPackageAssertionStatus("net.spy", false);
    }

    @Override
    public Session open(Map<String, String> vars) throws Exception {
        List<InetSocketAddress> hosts = AddrUtil.getAddresses(vars.get("MEMCACHE_HOSTS"));
        MemcachedClient client = connect(hosts);
        if (client.getVersions().size() != hosts.size()) {
            client.shutdown();
            throw new IllegalStateException("not every host answers");
        }
        return new SpySession(client, vars.get("MEMCACHE_NAMESPACE") + ":");
    }

    MemcachedClient connect(List<InetSocketAddress> hosts) throws Exception {
        return new MemcachedClient(
                new ConnectionFactoryBuilder()
                        .setProtocol(protocol)
                        .setDaemon(true)
                        .setFailureMode(FailureMode.Cancel)
                        .setOpTimeout(10_000)
                        .build(),
                hosts);
    }

    private record SpySession(MemcachedClient client, String prefix) implements Session {
        @Override
        public void write(String key, String value) throws Exception {
            if (!client.set(prefix + key, 0, value).get(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not stored");
            }
        }

        @Override
        public String read(String key) {
            return (String) client.get(prefix + key);
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }
}
