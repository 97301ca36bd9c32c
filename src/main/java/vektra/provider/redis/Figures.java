package vektra.provider.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import redis.clients.jedis.Jedis;
import vektra.model.Server;

/** What is worth showing of one database number. */
final class Figures {
    private Figures() {}

    static Map<String, String> of(Jedis redis, Server server, int number, boolean users) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("database", Integer.toString(number));
        // number 0, where connections start, is open to all users: keys that got there by mistake should be seen
        String lost = Long.toString(redis.dbSize());
        redis.select(number);
        figures.put("keys", Long.toString(redis.dbSize()));
        redis.select(0);
        redis.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory_human:"))
                .forEach(line -> figures.put(
                        "memory of the server",
                        line.substring(line.indexOf(':') + 1).strip()));
        figures.put("keys in database 0", lost);
        if (users && Plans.shared(server)) {
            figures.put("scripts", Scripts.known(redis).orElse(true) ? "yes" : Cautions.NO_SCRIPTS);
        }
        if (!server.managed() && users) {
            Keeping.worry(redis).ifPresent(worry -> figures.put("credentials", worry));
        }
        return figures;
    }
}
