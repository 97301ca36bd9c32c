package vektra.provider.redis.wire;

import java.util.List;
import redis.clients.jedis.Jedis;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/** A process that watches servers: it has no data, and mostly refuses a password that it was not given. */
public final class Sentinel {
    private Sentinel() {}

    /** Refuses a server that is a Sentinel, and names the master that it watches; any other is left alone. */
    public static void refuse(Wire wire, Server server) {
        List<String> masters = masters(wire, wire.url(server));
        if (!masters.isEmpty()) {
            throw VektraException.conflict(
                    "Redis at " + RedisUrl.of(server).address() + " is a Sentinel, which has no data",
                    "adopt an address that follows the master, such as that of a proxy; it is now at "
                            + String.join(", ", masters));
        }
    }

    private static List<String> masters(Wire wire, RedisUrl url) {
        try {
            return wire.with(url.as("", new Secret("")), Sentinel::watched);
        } catch (VektraException e) {
            // it does not know the command, or asks for a password: its first refusal is reported
            return List.of();
        }
    }

    private static List<String> watched(Jedis redis) {
        return redis.sentinelMasters().stream()
                .map(master -> master.get("ip") + ":" + master.get("port"))
                .toList();
    }
}
