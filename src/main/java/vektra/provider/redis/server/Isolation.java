package vektra.provider.redis.server;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.model.text.Sha256;
import vektra.provider.redis.wire.CommandTable;
import vektra.provider.redis.wire.ServerInfo;

/** The ACL rules that keep a user inside one database number of a server, as far as the server's version can. */
public final class Isolation {
    /** Reach into other numbers, or into all of them. */
    private static final List<String> AWAY = List.of("swapdb", "move", "copy", "flushall");

    /** Called dangerous by Redis and harmless within one number; clients and job queues need them. */
    private static final List<String> HARMLESS =
            List.of("flushdb", "keys", "info", "sort", "sort_ro", "lastsave", "role");

    /** Would tell of the keys of every number. */
    private static final List<String> PEEPING = List.of("client|tracking", "client|caching");

    /** What clients ask about themselves; before Redis 7 CLIENT and ACL are one command each, for administrators. */
    static final List<String> GREETING = List.of(
            "+client|setname",
            "+client|getname",
            "+client|id",
            "+client|setinfo",
            "+client|reply",
            "+client|info",
            "+acl|whoami");

    /** All commands that run code of the app inside the server. */
    public static final String NO_SCRIPTS = "-@scripting";

    private static final List<String> ASKED =
            List.of("swapdb", "move", "copy", "flushall", "sort_ro", "client", "script", "function", "reset");

    private Isolation() {}

    /**
     * A rule of ACL SETUSER that replaces whatever the user was before.
     *
     * @param scripts whether the server keeps scripts of users apart
     */
    public static String[] rule(Jedis redis, Server server, Secret password, int number, boolean scripts) {
        if (!server.isShared()) {
            return OwnServer.rule(redis, password).toArray(String[]::new);
        }
        boolean ownChannels = server.option(RedisService.CHANNELS).equals(RedisService.OWN_CHANNELS);
        List<String> rule =
                new ArrayList<>(rule(CommandTable.of(redis, ASKED), password, number, ownChannels, scripts));
        rule.addAll(refused(redis, scripts));
        return rule.toArray(String[]::new);
    }

    /** What users of a shared server may not do besides, since one app could harm all others by it. */
    public static List<String> refused(Jedis redis, boolean scripts) {
        ServerInfo info = ServerInfo.of(redis);
        List<String> refused = new ArrayList<>(scripts ? List.of() : List.of(NO_SCRIPTS));
        if (!info.valkey()) {
            refused.addAll(Flaws.refused(info.version(), scripts));
        }
        return refused;
    }

    static List<String> rule(CommandTable known, Secret password, int number, boolean ownChannels, boolean scripts) {
        List<String> rule = new ArrayList<>(List.of("reset", "on", hashed(password), "~*"));
        rule.addAll(channels(known, number, ownChannels));
        rule.addAll(List.of("+@all", "-@admin", "-@dangerous", "-select", "+select|" + number));
        AWAY.stream().filter(known::knows).forEach(name -> rule.add("-" + name));
        HARMLESS.stream()
                .filter(name -> !name.equals("sort_ro") || known.knows(name))
                .forEach(name -> rule.add("+" + name));
        if (ownChannels) {
            rule.add("-pubsub");
        }
        if (scripts) {
            rule.addAll(List.of("-script", "+script|load", "+script|exists"));
            if (known.knows("function")) {
                rule.add("-function");
            }
        }
        if (known.hasSubcommands()) {
            PEEPING.stream().filter(known::knows).forEach(name -> rule.add("-" + name));
        } else {
            rule.addAll(GREETING);
        }
        // what names no key cannot be kept in one number: search indexes span them all
        known.keylessOfModules().forEach(name -> rule.add("-" + name));
        return rule;
    }

    /** What a channel must start with under the option {@code --channels own}. */
    public static String channelPrefix(String number) {
        return "db" + number + ":";
    }

    /** Whether the user of this connection is kept from a number not its own; asked once for each new user. */
    public static boolean stands(Jedis app) {
        try {
            app.select(0);
            return false;
        } catch (JedisDataException e) {
            return String.valueOf(e.getMessage()).startsWith("NOPERM");
        }
    }

    /** The password as a rule takes it; only its SHA-256 hash, so that no file, log or monitor ever shows it. */
    public static String hashed(Secret password) {
        return "#" + Sha256.hex(password.reveal());
    }

    private static List<String> channels(CommandTable known, int number, boolean own) {
        // channels became part of the rules in the version that brought RESET
        if (!known.knows("reset")) {
            return List.of();
        }
        if (!own) {
            return List.of("allchannels");
        }
        List<String> patterns =
                new ArrayList<>(List.of("resetchannels", "&" + channelPrefix(Integer.toString(number)) + "*"));
        // PSUBSCRIBE takes a pattern only where the rule has the very same one
        for (String events :
                List.of("keyspace@%d__:*", "keyevent@%d__:*", "keyevent@%d__:expired", "keyevent@%d__:del")) {
            patterns.add("&__" + events.formatted(number));
        }
        // those of Celery's workers and of what watches them
        for (String celery : List.of("*", "celery.pidbox", "celeryev/worker.*", "celeryev/*")) {
            patterns.add("&/" + number + "." + celery);
        }
        return patterns;
    }
}
