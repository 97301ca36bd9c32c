package vektra.provider.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import vektra.model.addon.Census;
import vektra.model.addon.Census.Oddity;
import vektra.model.addon.Resident;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Shown;
import vektra.provider.redis.server.Names;
import vektra.provider.redis.wire.RedisUrl;

/**
 * The numbers taken and the users of a server that are called as {@link Names} calls them, also those of other homes.
 */
record Residents(Jedis redis, Server server) {
    private static final Pattern USER = Pattern.compile("(.*)-([0-9a-f]{12})-([0-9a-f]{12})");

    /**
     * All of them, and keys where none should be.
     *
     * @param known the briefs of the add-ons whose numbers are not looked into
     */
    Census census(Set<String> known) {
        Registry registry = Registry.of(redis, server);
        Map<String, Integer> numbers = registry.numbers(redis);
        Map<String, Map<Id, String>> users = users(registry == Registry.MARKER_USERS ? redis.aclUsers() : List.of());
        numbers.keySet().forEach(brief -> users.computeIfAbsent(brief, taken -> new TreeMap<>(Residents::order)));
        List<Resident> residents = new ArrayList<>();
        users.forEach((brief, logins) -> {
            Integer number = numbers.get(brief);
            String name = number == null ? logins.values().iterator().next() : Names.marker(number, brief);
            String holds = number == null || known.contains(brief) ? "" : holds(number);
            residents.add(new Resident(name, new Resource(Id.ofBrief(brief), "", Map.of()), logins, holds));
        });
        return new Census(residents, oddities());
    }

    private static Map<String, Map<Id, String>> users(Collection<String> all) {
        Map<String, Map<Id, String>> found = new TreeMap<>();
        for (String user : all) {
            Matcher name = USER.matcher(user);
            if (name.matches()) {
                found.computeIfAbsent(name.group(2), brief -> new TreeMap<>(Residents::order))
                        .put(Id.ofBrief(name.group(3)), user);
            }
        }
        return found;
    }

    private static int order(Id one, Id other) {
        return one.value().compareTo(other.value());
    }

    private String holds(int number) {
        redis.select(number);
        long keys = redis.dbSize();
        redis.select(0);
        return keys == 0 ? "" : Shown.counted(keys, "key");
    }

    /** Database 0 of an adopted server may be its owner's. */
    private List<Oddity> oddities() {
        long keys = server.managed() && server.isShared() ? redis.dbSize() : 0;
        return keys == 0
                ? List.of()
                : List.of(new Oddity(
                        Shown.counted(keys, "key") + " in database 0 of Redis at "
                                + RedisUrl.of(server).address() + ", where connections start and no data should be",
                        "the app that wrote them does not select its number; look with redis-cli -u URL, the app's"
                                + " REDIS_URL without its last number: SCAN 0, and FLUSHDB when they are not needed"));
    }
}
