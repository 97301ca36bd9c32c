package vektra.provider.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import redis.clients.jedis.Jedis;
import vektra.model.Server;

/** What is worth showing of one database number. */
final class Figures {
    private Figures() {}

    static Map<String, String> of(Jedis redis, Server server, int number) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("database", Integer.toString(number));
        // no wall stands around number 0, where connections start: whoever loses keys there should learn of it
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
        if (!server.managed() && !server.option(RedisService.AUTH).equals(RedisService.NO_AUTH)) {
            Keeping.worry(redis).ifPresent(worry -> figures.put("credentials", worry));
        }
        return figures;
    }
}
