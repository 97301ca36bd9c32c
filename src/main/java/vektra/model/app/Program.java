package vektra.model.app;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a program of an app sees, where its manifest says so.
 *
 * @param resources those that it is linked to
 * @param listed which of the user's variables, and of those by default, it sees; null for all
 */
public record Program(List<String> resources, @Nullable Set<String> listed) {
    /** Stands for all variables in a list of those that a program sees. */
    public static final String ALL = "*";

    public Program {
        resources = List.copyOf(resources);
        listed = listed == null ? null : new TreeSet<>(listed);
    }

    /** One that sees all variables of the user. */
    public static Program linkedTo(String... resources) {
        return new Program(List.of(resources), null);
    }

    /** The names that it sees; empty where it sees all. */
    public Optional<Set<String>> list() {
        return Optional.ofNullable(listed).filter(names -> !names.contains(ALL));
    }

    /** Those of the names that it sees. */
    List<String> seen(Collection<String> names) {
        return names.stream()
                .filter(name -> list().map(list -> list.contains(name)).orElse(true))
                .toList();
    }
}
