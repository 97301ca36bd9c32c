package vektra.provider.redis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.Jedis;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.provider.redis.server.Names;
import vektra.provider.redis.server.RedisService;

/** The users of an add-on's attachments; with {@code --auth none} there are none. */
record Users(Jedis redis, Server server) {
    List<String> of(Resource resource) {
        return List.copyOf(named(resource).values());
    }

    /** The briefs of the credentials whose users may log in. */
    Set<String> live(Resource resource) {
        Set<String> live = new TreeSet<>();
        named(resource).forEach((brief, user) -> {
            if (redis.aclGetUser(user).getFlags().contains("on")) {
                live.add(brief);
            }
        });
        return live;
    }

    private Map<String, String> named(Resource resource) {
        return RedisService.hasUsers(server) ? Names.usersOf(resource.id(), redis.aclUsers()) : Map.of();
    }
}
