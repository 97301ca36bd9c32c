package vektra.provider.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import vektra.model.service.Server;
import vektra.model.service.Usage;
import vektra.provider.redis.server.RedisService;
import vektra.provider.redis.wire.ServerInfo;

/** What a server may run out of. */
final class Consumption {
    private Consumption() {}

    static List<Usage> of(Jedis redis, Server server) {
        Map<String, String> info = ServerInfo.sections(redis, "memory", "clients");
        List<Usage> usage = new ArrayList<>();
        // number 0 and the gate's belong to no add-on
        usage.add(Usage.counted(
                "database numbers",
                Databases.of(redis, server).count(),
                DatabaseNumbers.number(redis) - 1L,
                RedisService.DATABASES));
        usage.add(
                Usage.counted("connections", number(info, "connected_clients") - 1, number(info, "maxclients"), null));
        if ("noeviction".equals(info.get("maxmemory_policy"))) {
            usage.add(Usage.bytes(
                    "memory", number(info, "used_memory"), number(info, "maxmemory"), RedisService.MAXMEMORY));
        }
        return usage;
    }

    /** 0 where the server does not say. */
    private static long number(Map<String, String> info, String field) {
        return Long.parseLong(info.getOrDefault(field, "0"));
    }
}
