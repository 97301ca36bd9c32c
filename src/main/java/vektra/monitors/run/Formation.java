package vektra.monitors.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.file.SmallFile;
import vektra.model.text.FileFailure;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.check.Checks;
import vektra.monitors.definition.Definition;
import vektra.monitors.definition.Definitions;

/**
 * How many processes of which monitors are to run.
 *
 * @param counts by the name of the process, or that of a built-in monitor; {@code all} stands for those that are not named
 */
public record Formation(Map<String, Integer> counts) {
    public static final Formation NONE = new Formation(Map.of());

    static final String ALL = "all";
    private static final int MOST = 100;
    /** A URL may have equals signs of its own. */
    private static final Pattern COUNT = Pattern.compile("(.+)=([^=]*)");

    public Formation {
        counts = Map.copyOf(counts);
    }

    /** What a user typed, such as {@code monitors_git_clone=2,all=1}; a name that is not among the monitors is an error. */
    public static Formation parse(Collection<String> texts, Definitions monitors) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String text : texts) {
            for (String each : text.split(",", -1)) {
                Matcher count = COUNT.matcher(each.strip());
                if (!count.matches()) {
                    throw VektraException.invalid(
                            Shown.quoted(each) + " is not NAME=COUNT", "such as monitors_git_clone=2, or all=1");
                }
                String name = count.group(1);
                counts.put(name.equals(ALL) ? ALL : key(monitors.get(name)), number(count.group(2)));
            }
        }
        return new Formation(counts);
    }

    /** A count as it was typed. */
    public static int number(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > MOST) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is not a count", "expected: a whole number from 0 to " + MOST);
        }
        return Integer.parseInt(text);
    }

    /** The saved one, in which names are not checked: the monitors may have gone. */
    public static Formation read(Path file) {
        Map<String, Integer> counts = new TreeMap<>();
        try {
            for (String line : SmallFile.lines(file)) {
                Matcher count = COUNT.matcher(line);
                if (!count.matches()) {
                    throw VektraException.unavailable(
                            file + " has a line that is not NAME=COUNT: " + Shown.quoted(line),
                            "correct or delete it",
                            null);
                }
                counts.put(count.group(1), number(count.group(2)));
            }
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
        return new Formation(counts);
    }

    public void save(Path file) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(counts)
                .forEach((name, count) ->
                        text.append(name).append('=').append(count).append('\n'));
        try {
            SmallFile.replace(file, text.toString());
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    /**
     * This one, but what the other names as that says; its {@code all} is for all that are among the monitors. A URL that
     * no file stands for is there by its count alone, and gone without.
     */
    public Formation with(Formation other, Definitions monitors) {
        Map<String, Integer> more = new TreeMap<>(counts);
        Integer all = other.counts.get(ALL);
        if (all != null) {
            monitors.all().forEach(one -> more.put(key(one), all));
        }
        more.putAll(other.counts);
        more.remove(ALL);
        other.counts.forEach((name, count) -> {
            if (count == 0 && Checks.isOutside(name)) {
                more.remove(name);
            }
        });
        return new Formation(more);
    }

    /** How many of a monitor are named. */
    public OptionalInt count(Definition monitor) {
        Integer count = counts.getOrDefault(key(monitor), counts.get(ALL));
        return count == null ? OptionalInt.empty() : OptionalInt.of(count);
    }

    /** The built-in monitors that it names and that no file stands for. */
    public List<String> checks() {
        return counts.keySet().stream().filter(Checks::isCheck).sorted().toList();
    }

    /** The name under which a monitor is counted. */
    public static String key(Definition monitor) {
        return monitor.name().isBuiltIn() ? monitor.name().path() : monitor.process();
    }
}
