package vektra.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Command;
import vektra.cli.command.VektraCommand;
import vektra.model.service.Service;
import vektra.model.text.Nearest;

/** The command tree: the rows of the table by name, of which only the one named is ever built. */
final class Commands {
    /** What a row of the table says. */
    record Entry(Topic topic, String name, String summary, List<Trait> traits) {
        boolean is(Trait trait) {
            return traits.contains(trait);
        }
    }

    /** Finds the service that the arguments of a call name; null when they name none. */
    interface Named {
        @Nullable
        Service service();
    }

    private final CommandTable declared;
    private final Map<String, Entry> table = new LinkedHashMap<>();
    /** As Heroku's command line has them. */
    private final Map<String, String> aliases = Map.ofEntries(
            Map.entry("addons:list", "addons"),
            Map.entry("addons:add", "addons:create"),
            Map.entry("addons:remove", "addons:destroy"),
            Map.entry("config:add", "config:set"),
            Map.entry("config:remove", "config:unset"),
            Map.entry("create", "apps:create"),
            Map.entry("destroy", "apps:destroy"),
            Map.entry("info", "apps:info"),
            Map.entry("monitors:list", "monitors"),
            Map.entry("monitors:profile", "monitors:procfile"),
            Map.entry("rename", "apps:rename"),
            Map.entry("releases:rollback", "rollback"));

    Commands() {
        this(new CommandTable());
    }

    Commands(CommandTable declared) {
        this.declared = declared;
        declared.command(Row.each(this));
    }

    /** Takes a row of the table. */
    void add(Entry entry) {
        table.put(entry.name(), entry);
    }

    /**
     * Builds the command of an entry.
     *
     * @param named finds the service that the arguments name, for options that depend on it
     */
    VektraCommand<?> make(Entry entry, Named named) {
        Command command = declared.command(Row.wanted(this, entry.name(), named));
        if (command == null) {
            throw new IllegalStateException("no row for the command " + entry.name());
        }
        return (VektraCommand<?>) command;
    }

    @Nullable
    Entry find(String name) {
        return table.get(aliases.getOrDefault(name, name));
    }

    List<String> names() {
        return new ArrayList<>(table.keySet());
    }

    /** The command that a word most likely means which is none: one mistyped, or without its topic. */
    Optional<String> meant(String word) {
        Optional<String> near = Nearest.to(word, table.keySet());
        int colon = word.lastIndexOf(':');
        if (colon > 0 && Nearest.to(word.substring(0, colon), topics()).isPresent()) {
            return near;
        }
        String last = word.substring(colon + 1);
        return Optional.of("addons:" + last).filter(table::containsKey).or(() -> near);
    }

    private Set<String> topics() {
        return table.keySet().stream().map(name -> name.replaceFirst(":.*", "")).collect(Collectors.toSet());
    }

    /** The commands of a topic, in the order of the table. */
    List<Entry> of(Topic topic) {
        return table.values().stream().filter(entry -> entry.topic() == topic).toList();
    }

    boolean is(String name, Trait trait) {
        Entry entry = find(name);
        return entry != null && entry.is(trait);
    }

    /** Every name of the commands with a trait, also those that Heroku's command line has for them. */
    List<String> names(Trait trait) {
        return Stream.concat(table.keySet().stream(), aliases.keySet().stream().sorted())
                .filter(name -> is(name, trait))
                .toList();
    }

    List<Entry> all() {
        return List.copyOf(table.values());
    }
}
