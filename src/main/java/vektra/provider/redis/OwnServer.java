package vektra.provider.redis;

import java.util.ArrayList;
import java.util.List;
import vektra.model.Secret;

/**
 * The ACL rule of a user on a server of its own: all but what would end the server, break out of it to files, programs and
 * other hosts, or lock Vektra out.
 */
final class OwnServer {
    private static final List<String> GIVEN = List.of(
            "+flushall",
            "+flushdb",
            "+keys",
            "+info",
            "+sort",
            "+swapdb",
            "+lastsave",
            "+role",
            "+monitor",
            "+slowlog",
            "+latency",
            "+config|get",
            "+config|resetstat",
            "+acl|whoami",
            // PAUSE would hold up Vektra too, for as long as the app likes
            "+client|list",
            "+client|kill",
            "+client|unblock");

    /** Before Redis 7 all of CLIENT is one command for administrators. */
    private static final List<String> CLIENT =
            List.of("+client|tracking", "+client|trackinginfo", "+client|caching", "+client|getredir");

    static final List<String> ASKED = List.of("sort_ro", "client", "reset");

    private OwnServer() {}

    static List<String> rule(CommandTable known, Secret password) {
        List<String> rule = new ArrayList<>(List.of("reset", "on", Wall.hashed(password), "~*"));
        if (known.knows("reset")) {
            rule.add("allchannels");
        }
        rule.addAll(List.of("+@all", "-@admin", "-@dangerous"));
        rule.addAll(GIVEN);
        if (known.knows("sort_ro")) {
            rule.add("+sort_ro");
        }
        if (!known.hasSubcommands()) {
            rule.addAll(Wall.GREETING);
            rule.addAll(CLIENT);
        }
        return rule;
    }
}
