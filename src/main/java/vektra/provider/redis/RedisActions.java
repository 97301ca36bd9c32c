package vektra.provider.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import vektra.model.Action;
import vektra.model.ActionResult;

/**
 * What can be done with a database number beyond giving and taking it.
 *
 * @param users those of the add-on; empty on a server without users
 */
record RedisActions(Jedis redis, int number, Collection<String> users) {
    private static final String FLUSH = "flush";
    private static final String STATS = "stats";

    static final List<Action> ALL = List.of(
            Action.loss(FLUSH, "delete all keys of its own database number"),
            Action.look(STATS, "keys, memory, hits, connections"),
            Action.change("rotate", "new credentials for everybody who has it attached"));

    private static final Pattern FIELD = Pattern.compile("(?m)^([a-z_]+):([^\\r\\n]*)");
    private static final Pattern CLIENT = Pattern.compile("(?:^| )(db|user)=(\\S*)");

    ActionResult act(String action) {
        return switch (action) {
            case FLUSH -> flush();
            case STATS -> stats();
            default -> throw new IllegalArgumentException(action);
        };
    }

    private ActionResult flush() {
        redis.select(number);
        long keys = redis.dbSize();
        redis.flushDB();
        return ActionResult.done(keys == 1 ? "1 key deleted" : keys + " keys deleted");
    }

    private ActionResult stats() {
        Map<String, String> info = new TreeMap<>();
        for (String section : List.of("memory", "stats")) {
            Matcher field = FIELD.matcher(redis.info(section));
            while (field.find()) {
                info.put(field.group(1), field.group(2));
            }
        }
        redis.select(number);
        List<Map<String, String>> rows = new ArrayList<>();
        add(rows, "keys", Long.toString(redis.dbSize()));
        add(rows, "connections", Long.toString(connections()));
        add(rows, "memory of the server", info.getOrDefault("used_memory_human", "?"));
        add(rows, "most memory of the server", limit(info.getOrDefault("maxmemory_human", "?")));
        add(rows, "hits of the server", info.getOrDefault("keyspace_hits", "?"));
        add(rows, "misses of the server", info.getOrDefault("keyspace_misses", "?"));
        add(rows, "evictions of the server", info.getOrDefault("evicted_keys", "?"));
        return new ActionResult("figures of database " + number, rows);
    }

    private static String limit(String human) {
        return human.equals("0B") ? "no limit" : human;
    }

    /** Those of the add-on's users; without users those that have its number selected. */
    private long connections() {
        return redis.clientList().lines().filter(this::own).count();
    }

    private boolean own(String client) {
        Map<String, String> fields = new TreeMap<>();
        Matcher field = CLIENT.matcher(client);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        return users.isEmpty()
                ? fields.getOrDefault("db", "").equals(Integer.toString(number))
                : users.contains(fields.getOrDefault("user", ""));
    }

    private static void add(List<Map<String, String>> rows, String name, String value) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("figure", name);
        row.put("value", value);
        rows.add(row);
    }
}
