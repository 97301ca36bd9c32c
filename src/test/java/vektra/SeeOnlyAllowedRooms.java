package vektra;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/**
 * Every class lives in a room that the house knows, and sees its own room and those that the table allows. A new room
 * must come into the table, so a name misspelt here cannot make the rule blind.
 */
final class SeeOnlyAllowedRooms extends ArchCondition<JavaClass> {
    private static final String ROOT = "vektra";
    private static final Set<String> BELOW_ADAPTERS = Set.of("spi", "program", "model");
    private static final Set<String> BELOW_VERBS = Set.of("spi", "model");
    private static final Set<String> BELOW_FACES =
            Set.of("addons", "logs", "monitors", "manifest", "relay", "remote", "mcp", "json", "file", "model");

    /** Room to the rooms that it may see; every folder of {@code provider} is a room of its own, like its siblings. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            entry("model", Set.of()),
            entry("training", Set.of()),
            entry("tls", Set.of()),
            entry("json", Set.of()),
            entry("relay", Set.of("tls", "model")),
            entry("mcp", Set.of("json", "model")),
            entry("remote", Set.of("relay", "json", "tls", "file", "model")),
            entry("memcached", Set.of()),
            entry("spi", Set.of("model")),
            entry("file", Set.of("program", "model")),
            entry("archive", Set.of("file", "model")),
            entry("aws", Set.of("spi", "tls", "model")),
            entry("sql", Set.of("program", "model")),
            entry("provider", Set.of("spi", "program", "tls", "json", "file", "model")),
            entry("provider.postgres", Set.of("spi", "program", "file", "sql", "model")),
            entry("provider.mariadb", Set.of("spi", "program", "file", "sql", "model")),
            entry("provider.s3", Set.of("spi", "program", "tls", "file", "archive", "aws", "model")),
            entry("provider.sqs", Set.of("spi", "program", "tls", "json", "file", "archive", "aws", "model")),
            entry("provider.efs", Set.of("spi", "file", "archive", "model")),
            entry("provider.memcache", Set.of("spi", "program", "memcached", "model")),
            entry("program", Set.of("model")),
            entry("server", Set.of("spi", "program", "tls", "model")),
            entry("store", Set.of("spi", "program", "tls", "model")),
            entry("drain", BELOW_ADAPTERS),
            entry("parcel", Set.of("spi", "archive", "model")),
            entry("age", Set.of("spi", "model")),
            entry("courier", Set.of("spi", "program", "tls", "aws", "age", "model")),
            entry("dryrun", BELOW_VERBS),
            entry("addons", BELOW_VERBS),
            entry("logs", BELOW_ADAPTERS),
            entry("manifest", Set.of("addons", "spi", "model")),
            entry("monitors", Set.of("addons", "logs", "manifest", "spi", "program", "tls", "json", "file", "model")),
            entry("cli", BELOW_FACES),
            entry("http", Set.of("addons", "logs", "monitors", "remote", "mcp", "tls", "json", "file", "model")));

    SeeOnlyAllowedRooms() {
        super("see only the rooms that their own may see");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String room = room(type);
        Set<String> allowed = ALLOWED.getOrDefault(room, ALLOWED.get(kind(room)));
        if (room.equals(ROOT)) {
            return;
        }
        if (allowed == null || room.equals("provider")) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no room of the house"));
            return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (!target.getPackageName().equals(ROOT)
                    && !target.getPackageName().startsWith(ROOT + ".")) {
                continue;
            }
            String seen = room(target);
            if (!seen.equals(room) && !allowed.contains(seen)) {
                events.add(SimpleConditionEvent.violated(
                        type, room + " must not see " + seen + ": " + dependency.getDescription()));
            }
        }
    }

    /** Such as {@code model} or {@code provider.redis}; what lies deeper belongs to the same room. */
    private static String room(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        if (parts.length == 1) {
            return ROOT;
        }
        return parts[1].equals("provider") && parts.length > 2 ? parts[1] + "." + parts[2] : parts[1];
    }

    private static String kind(String room) {
        int dot = room.indexOf('.');
        return dot < 0 ? room : room.substring(0, dot);
    }
}
