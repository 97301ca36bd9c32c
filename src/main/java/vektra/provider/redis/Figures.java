package vektra.provider.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import redis.clients.jedis.Jedis;
import vektra.model.addon.Observation;
import vektra.model.service.Server;
import vektra.model.text.Figure;
import vektra.provider.redis.server.RedisService;

/** What is worth showing of one database number. */
final class Figures {
    private Figures() {}

    static Map<String, Figure> of(Jedis redis, Server server, int number, long connections) {
        boolean users = RedisService.hasUsers(server);
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("database", Figure.of(number));
        // number 0, where connections start, is open to all users: keys that got there by mistake should be seen
        Figure lost = Figure.of(redis.dbSize());
        redis.select(number);
        figures.put("keys", Figure.of(redis.dbSize()));
        figures.put(Observation.CONNECTIONS, Figure.of(connections));
        redis.select(0);
        redis.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .forEach(line -> figures.put(
                        "memory of the server",
                        Figure.bytes(Long.valueOf(
                                line.substring(line.indexOf(':') + 1).strip()))));
        figures.put("keys in database 0", lost);
        if (users && server.isShared()) {
            figures.put("scripts", Figure.of(Scripts.known(redis).orElse(true) ? "yes" : Cautions.NO_SCRIPTS));
        }
        if (!server.managed() && users) {
            Keeping.worry(redis).ifPresent(worry -> figures.put("credentials", Figure.of(worry)));
        }
        return figures;
    }
}
