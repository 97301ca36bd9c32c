package vektra.provider.redis.server;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import vektra.model.addon.ActionResult;
import vektra.model.service.Action;
import vektra.model.text.Figure;
import vektra.model.text.Shown;
import vektra.provider.redis.wire.ServerInfo;

/**
 * What can be done with a database number beyond giving and taking it.
 *
 * @param users those of the add-on; empty on a server without users
 */
public record RedisActions(Jedis redis, int number, Collection<String> users) {
    private static final String FLUSH = "flush";
    private static final String STATS = "stats";

    static final List<Action> ALL = List.of(
            Action.change("backup", "write all keys to a file, and verify it by loading it"),
            Action.look("backups", "list backups"),
            Action.restore("data"),
            Action.loss(FLUSH, "delete all keys of its own database number"),
            Action.look(STATS, "keys, memory, hits, connections"),
            Action.change("rotate", "new credentials for every app that has it attached"));

    private static final Pattern CLIENT = Pattern.compile("(?:^| )(db|user)=(\\S*)");

    public ActionResult act(String action) {
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
        return ActionResult.done(Shown.counted(keys, "key") + " deleted");
    }

    private ActionResult stats() {
        Map<String, String> info = ServerInfo.sections(redis, "memory", "stats");
        redis.select(number);
        Long limit = number(info, "maxmemory");
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("keys", Figure.of(redis.dbSize()));
        figures.put("connections", Figure.of(connections()));
        figures.put("memory of the server", Figure.bytes(number(info, "used_memory")));
        figures.put("memory limit of the server", Figure.bytes(Long.valueOf(0).equals(limit) ? null : limit));
        figures.put("hits of the server", Figure.of(number(info, "keyspace_hits")));
        figures.put("misses of the server", Figure.of(number(info, "keyspace_misses")));
        figures.put("evictions of the server", Figure.of(number(info, "evicted_keys")));
        return ActionResult.figures("Figures of database " + number, figures);
    }

    /** Null where the server does not say. */
    private static @Nullable Long number(Map<String, String> info, String field) {
        String text = info.getOrDefault(field, "");
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    /** Those of the add-on's users; without users those that have its number selected. */
    public long connections() {
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
}
