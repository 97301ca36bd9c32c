package vektra.provider.redis.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/**
 * The commands that a server knows.
 *
 * @param names in lower case; since Redis 7 sub-commands too, such as {@code client|tracking}
 * @param keylessOfModules commands of loaded modules that name no key, such as {@code ft.search}
 */
public record CommandTable(Set<String> names, Set<String> keylessOfModules) {
    private static final int FIRST_KEY = 3;
    private static final int SUBCOMMANDS = 9;

    public static CommandTable of(Jedis redis, List<String> asked) {
        List<String> words = new ArrayList<>();
        // without modules a few names answer it, a hundredth of the whole table
        if (redis.moduleList().isEmpty()) {
            words.add("INFO");
            words.addAll(asked);
        }
        return read(redis.sendCommand(Command.COMMAND, words.toArray(String[]::new)));
    }

    public boolean knows(String name) {
        return names.contains(name);
    }

    /** Whether the sub-commands of CLIENT are commands of their own, as since Redis 7. */
    public boolean hasSubcommands() {
        return names.stream().anyMatch(name -> name.startsWith("client|"));
    }

    /** Reads the answer to COMMAND: a list of commands, each a list that starts with its name; null where unknown. */
    public static CommandTable read(Object answer) {
        Set<String> names = new HashSet<>();
        Set<String> keyless = new TreeSet<>();
        collect(answer, names, keyless);
        return new CommandTable(names, keyless);
    }

    private static void collect(Object answer, Set<String> names, Set<String> keyless) {
        if (!(answer instanceof List<?> entries)) {
            return;
        }
        for (Object entry : entries) {
            if (entry instanceof List<?> command && command.get(0) instanceof byte[] raw) {
                String name = new String(raw, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
                names.add(name);
                if (name.contains(".") && Long.valueOf(0).equals(command.get(FIRST_KEY))) {
                    keyless.add(name);
                }
                if (command.size() > SUBCOMMANDS) {
                    collect(command.get(SUBCOMMANDS), names, keyless);
                }
            }
        }
    }
}
