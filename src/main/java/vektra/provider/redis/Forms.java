package vektra.provider.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import vektra.model.Server;
import vektra.provider.redis.server.Plans;
import vektra.provider.redis.server.RedisService;
import vektra.provider.redis.server.Wall;
import vektra.provider.redis.wire.RedisUrl;

/** Spellings of a connection for people and for libraries that take no URL. */
final class Forms {
    private Forms() {}

    static Map<String, String> of(Server server, RedisUrl url, String number) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("redis-cli", "redis-cli -u " + url.toDatabase(url.tls() ? "rediss" : "redis", number));
        forms.put("StackExchange.Redis", stackExchange(url, number));
        if (Plans.shared(server) && server.option(RedisService.CHANNELS).equals(RedisService.OWN_CHANNELS)) {
            forms.put("channels", Wall.channelPrefix(number) + "*");
        }
        return forms;
    }

    private static String stackExchange(RedisUrl url, String number) {
        String login = url.user().isEmpty()
                ? ""
                : ",user=" + url.user() + ",password=" + url.password().reveal();
        return url.address() + login + (url.tls() ? ",ssl=true" : "") + ",defaultDatabase=" + number;
    }
}
