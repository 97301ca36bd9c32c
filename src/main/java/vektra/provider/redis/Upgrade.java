package vektra.provider.redis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.resps.AccessControlUser;
import vektra.model.Failpoint;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.redis.server.Isolation;
import vektra.provider.redis.server.Names;
import vektra.provider.redis.server.RedisService;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.Wire;

/** What goes from a server to one of another version, but for the keys of add-ons. */
record Upgrade(Wire wire, Server from) {
    private static final Pattern FILLED = Pattern.compile("(?m)^db([0-9]+):");

    /** Refuses keys and users of no add-on: they would stay behind. */
    void requireNothingElse(List<Resource> known) {
        Set<String> strays = wire.with(wire.url(from), redis -> strays(redis, known));
        if (!strays.isEmpty()) {
            throw VektraException.conflict(
                    String.join(", ", strays) + " of Redis at " + from.host() + (strays.size() == 1 ? " is" : " are")
                            + " of no add-on, and would stay behind",
                    "move the keys, or delete them and the users first");
        }
    }

    private Set<String> strays(Jedis redis, List<Resource> known) {
        Map<String, Integer> numbers = Databases.of(redis, from).registry().numbers(redis);
        Set<Integer> own = known.stream()
                .map(resource -> numbers.getOrDefault(resource.id().brief(), 0))
                .collect(Collectors.toSet());
        Set<String> strays = new TreeSet<>();
        Matcher filled = FILLED.matcher(redis.info("keyspace"));
        while (filled.find()) {
            if (!own.contains(Integer.valueOf(filled.group(1)))
                    || filled.group(1).equals("0")) {
                strays.add("the database number " + filled.group(1));
            }
        }
        Set<String> users = new HashSet<>();
        known.forEach(resource ->
                users.addAll(Names.usersOf(resource.id(), redis.aclUsers()).values()));
        redis.aclUsers().stream()
                .filter(user -> !users.contains(user) && !user.equals("default") && !user.startsWith("vektra"))
                .forEach(user -> strays.add("the user " + user));
        return strays;
    }

    /** Takes the same number for an add-on at the other server, and makes its users by the rules of that version. */
    void follow(Resource resource, Server to) {
        record Found(int number, Map<String, AccessControlUser> users) {}
        Found found = wire.with(wire.url(from), redis -> {
            int number = Databases.of(redis, from).number(resource);
            return new Found(number, users(redis, resource.id()));
        });
        RedisUrl admin = wire.url(to);
        wire.with(admin, redis -> {
            Databases databases = Databases.of(redis, to);
            databases.claim(resource.with(Map.of(Databases.FACT, Integer.toString(found.number()))));
            if (!found.users().isEmpty()) {
                boolean scripts = Scripts.look(wire, admin, redis);
                found.users().forEach((name, user) -> {
                    redis.aclSetUser(name, rule(redis, to, user, found.number(), scripts));
                    Failpoint.reached("redis: user follows");
                });
                Keeping.save(redis);
            }
            databases.save();
            return found;
        });
    }

    private Map<String, AccessControlUser> users(Jedis redis, Id addon) {
        return RedisService.hasUsers(from)
                ? Names.usersOf(addon, redis.aclUsers()).values().stream()
                        .collect(Collectors.toMap(name -> name, redis::aclGetUser))
                : Map.of();
    }

    /** That of a new user, with the passwords of this one, and locked out as this one is. */
    private static String[] rule(Jedis redis, Server to, AccessControlUser user, int number, boolean scripts) {
        Secret none = Secret.fresh();
        List<String> rule = new ArrayList<>();
        for (String word : Isolation.rule(redis, to, none, number, scripts)) {
            if (word.equals(Isolation.hashed(none))) {
                user.getPasswords().forEach(hash -> rule.add("#" + hash));
            } else {
                rule.add(word.equals("on") && !user.getFlags().contains("on") ? "off" : word);
            }
        }
        return rule.toArray(String[]::new);
    }
}
