package vektra.provider.redis.server;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import vektra.model.text.Secret;
import vektra.provider.redis.wire.CommandTable;

/**
 * The ACL rule of a user on a server of its own: all but what would end the server, break out of it to files, programs and
 * other hosts, or lock Vektra out.
 */
public final class OwnServer {
    private static final List<String> GIVEN = List.of(
            "+flushdb",
            "+keys",
            "+info",
            "+sort",
            "+lastsave",
            "+role",
            "+monitor",
            "+slowlog",
            "+latency",
            "+config|get",
            "+config|resetstat",
            "+bgsave",
            "+bgrewriteaof",
            "+module|list",
            "+client|list");

    /** Empties the server, or ends what others do on it; CLIENT PAUSE would hold up Vektra too. */
    private static final List<String> ALONE = List.of("+flushall", "+swapdb", "+client|kill", "+client|unblock");

    /** Needs no right of its own since Redis 7. */
    private static final List<String> CLIENT =
            List.of("+client|tracking", "+client|trackinginfo", "+client|caching", "+client|getredir");

    private static final List<String> ASKED = List.of("sort_ro", "client", "reset");

    private OwnServer() {}

    static List<String> rule(Jedis redis, Secret password) {
        List<String> rule = new ArrayList<>(List.of("reset", "on", Isolation.hashed(password)));
        rule.addAll(rights(CommandTable.of(redis, ASKED)));
        rule.addAll(ALONE);
        return rule;
    }

    /** That of the user without a password, where all apps of the machine are trusted. */
    public static List<String> open(Jedis redis, boolean shared) {
        List<String> rule = new ArrayList<>(List.of("reset", "on", "nopass"));
        rule.addAll(rights(CommandTable.of(redis, ASKED)));
        if (!shared) {
            rule.addAll(ALONE);
        }
        return rule;
    }

    private static List<String> rights(CommandTable known) {
        List<String> rights = new ArrayList<>(List.of("~*"));
        if (known.knows("reset")) {
            rights.add("allchannels");
        }
        rights.addAll(List.of("+@all", "-@admin", "-@dangerous"));
        rights.addAll(GIVEN);
        if (known.knows("sort_ro")) {
            rights.add("+sort_ro");
        }
        if (!known.hasSubcommands()) {
            rights.addAll(Isolation.GREETING);
            rights.addAll(CLIENT);
        } else if (known.knows("client|no-evict")) {
            rights.add("+client|no-evict");
        }
        return rights;
    }
}
