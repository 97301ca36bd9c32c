package vektra.provider.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;
import vektra.model.Failpoint;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.provider.redis.server.Names;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.Wire;

/**
 * The replicas of an adopted server. Redis does not replicate users, so each of them is given those of its master: the app
 * can log in after a failover, and a user that was dropped does not come back with another node.
 */
record Replicas(Wire wire, Server server) {
    private static final Pattern REPLICA = Pattern.compile("(?m)^slave[0-9]+:ip=([^,\\s]+),port=([0-9]{1,5}),");
    private static final Pattern HISTORY = Pattern.compile("(?m)^master_replid:([0-9a-f]+)");
    private static final String OFF = "off";

    /** Gives the master's users to each of its replicas; one that is not reached gets them with the next change. */
    void follow(Jedis master) {
        List<HostPort> replicas = of(master);
        if (replicas.isEmpty()) {
            return;
        }
        Map<String, String> wanted = users(master, Names::isOurs);
        for (HostPort at : replicas) {
            attempt(master, at, replica -> {
                align(replica, wanted);
                return List.of();
            });
        }
    }

    /** How the users of one add-on differ on the replicas that can be reached. */
    List<String> differences(Jedis master, String brief) {
        List<HostPort> replicas = of(master);
        Predicate<String> own = user -> Names.isOurs(user) && user.contains("-" + brief);
        Map<String, String> wanted = replicas.isEmpty() ? Map.of() : users(master, own);
        return replicas.stream()
                .flatMap(at -> attempt(
                        master,
                        at,
                        replica -> differing(wanted, users(replica, own)).stream()
                                .map(user -> "the user " + user + " of Redis at " + at + ", a replica of "
                                        + RedisUrl.of(server).address() + ", is not as it is there")
                                .toList())
                        .found()
                        .stream())
                .toList();
    }

    /** The replicas that cannot be reached, one sentence each. */
    List<String> away(Jedis master) {
        return of(master).stream()
                .flatMap(at -> attempt(master, at, replica -> {
                            replica.ping();
                            return List.of();
                        })
                        .problem()
                        .stream())
                .map(why -> why + "; it is a replica of " + RedisUrl.of(server).address()
                        + ", and has old users until it is reached: apps may not be able to log in after a failover to it,"
                        + " and users that were dropped may")
                .toList();
    }

    private List<HostPort> of(Jedis master) {
        List<HostPort> replicas = new ArrayList<>();
        if (!server.managed()) {
            Matcher line = REPLICA.matcher(master.info("replication"));
            while (line.find()) {
                replicas.add(new HostPort(line.group(1), Integer.parseInt(line.group(2))));
            }
        }
        return replicas;
    }

    private void align(Jedis replica, Map<String, String> wanted) {
        Map<String, String> there = users(replica, Names::isOurs);
        List<String> differing = differing(wanted, there);
        for (String user : differing) {
            String rule = wanted.get(user);
            if (rule == null) {
                replica.aclDelUser(user);
            } else {
                List<String> words = Arrays.asList(rule.split(" "));
                replica.aclSetUser(
                        user, Stream.concat(Stream.of("reset"), words.stream()).toArray(String[]::new));
                if (words.contains(OFF)) {
                    replica.clientKill(ClientKillParams.clientKillParams().user(user));
                }
            }
            Failpoint.reached("redis: user of a replica changed");
        }
        if (!differing.isEmpty()) {
            Keeping.save(replica);
        }
    }

    private static List<String> differing(Map<String, String> wanted, Map<String, String> there) {
        TreeSet<String> all = new TreeSet<>(wanted.keySet());
        all.addAll(there.keySet());
        all.removeIf(user -> wanted.getOrDefault(user, "").equals(there.getOrDefault(user, "")));
        return List.copyOf(all);
    }

    /** The rules of the users that match, as ACL LIST shows them. */
    private static Map<String, String> users(Jedis redis, Predicate<String> those) {
        Map<String, String> users = new TreeMap<>();
        for (String line : redis.aclList()) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && those.test(words[1])) {
                users.put(words[1], words[2]);
            }
        }
        return users;
    }

    /** What was found on a replica; empty, with the problem, if it cannot be reached or refuses the login. */
    private record Attempt(List<String> found, Optional<String> problem) {}

    /**
     * What a master and its replicas have in common. The address by which a master knows a replica may be another server's
     * for this machine, such as one of this machine itself, whose users are not to be touched.
     */
    private static String history(Jedis redis) {
        Matcher line = HISTORY.matcher(redis.info("replication"));
        return line.find() ? line.group(1) : "";
    }

    private Attempt attempt(Jedis master, HostPort at, Function<Jedis, List<String>> work) {
        String history = history(master);
        RedisUrl admin = wire.url(server);
        RedisUrl there = new RedisUrl(admin.tls(), admin.user(), admin.password(), at, admin.authority());
        try {
            return wire.with(
                    there,
                    replica -> history.equals(history(replica))
                            ? new Attempt(work.apply(replica), Optional.empty())
                            : new Attempt(
                                    List.of(),
                                    Optional.of("Redis at " + at + " does not hold what " + server.host() + " holds")));
        } catch (VektraException e) {
            return new Attempt(List.of(), Optional.of(String.valueOf(e.getMessage())));
        }
    }
}
