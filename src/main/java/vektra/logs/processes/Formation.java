package vektra.logs.processes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** How many processes of each type are to run, in the order of their declaration. */
public record Formation(Map<String, Integer> counts) {
    private static final Pattern COUNT = Pattern.compile("([A-Za-z0-9_-]+)=(\\d{1,3})");

    /**
     * One of each that is declared, but as many as is said.
     *
     * @param only the types that run; all when empty
     * @param counts such as {@code web=2}; 0 runs none
     */
    public static Formation of(Set<String> declared, List<String> only, List<String> counts) {
        only.forEach(name -> requireDeclared(name, declared));
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (String name : declared) {
            wanted.put(name, only.isEmpty() || only.contains(name) ? 1 : 0);
        }
        for (String text : counts) {
            Matcher count = COUNT.matcher(text);
            if (!count.matches()) {
                throw VektraException.invalid(Shown.quoted(text) + " is not NAME=COUNT", "for example web=2");
            }
            requireDeclared(count.group(1), declared);
            wanted.put(count.group(1), Integer.parseInt(count.group(2)));
        }
        return new Formation(wanted);
    }

    private static void requireDeclared(String name, Set<String> declared) {
        if (!declared.contains(name)) {
            throw VektraException.notFound(
                    "no process called " + Shown.quoted(name),
                    Nearest.question(name, declared).orElse("declared: " + String.join(", ", declared)));
        }
    }

    /** How many of a type run. */
    public int count(String type) {
        return counts.getOrDefault(type, 0);
    }

    /** Whether nothing is to run. */
    public boolean isEmpty() {
        return counts.values().stream().allMatch(count -> count == 0);
    }
}
