package vektra.monitors.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;
import vektra.monitors.check.Checks;
import vektra.monitors.definition.Definition;
import vektra.monitors.definition.Definitions;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.definition.MonitorName;

/** Says how many processes of each monitor run, and remembers it. */
public record Scaling(MonitorFiles files, MonitorFolder folder) {
    private static final String EXAMPLE = "such as monitors_git_clone=2, or: git 2";

    /**
     * What a change amounts to.
     *
     * @param named what it names
     * @param all the count of each monitor afterwards
     */
    public record Scaled(Map<String, Integer> named, Map<String, Integer> all, Formation saved) {}

    /**
     * What words would change: {@code NAME=COUNT} each, or a path and a count for all monitors below it, or just a count
     * for all; no words change nothing.
     */
    public Scaled scaled(List<String> words) {
        Formation saved = Formation.read(files.formation());
        Definitions monitors = folder.read().with(saved.checks());
        Formation change = change(words, monitors);
        Definitions all = monitors.with(change.checks());
        Formation after = saved.with(change, all);
        Map<String, Integer> named = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (Definition each : all.all()) {
            change.count(each).ifPresent(count -> named.put(Formation.key(each), count));
        }
        for (Definition each : folder.read().with(after.checks()).all()) {
            counts.put(Formation.key(each), after.count(each).orElse(1));
        }
        return new Scaled(named, counts, after);
    }

    /** Remembers it; a process that runs the monitors follows within a second or two. */
    public void save(Scaled scaled) {
        scaled.saved().save(files.formation());
    }

    private static Formation change(List<String> words, Definitions monitors) {
        if (words.stream().anyMatch(word -> word.contains("="))) {
            return Formation.parse(words, monitors);
        }
        if (words.isEmpty()) {
            return Formation.NONE;
        }
        if (words.size() > 2) {
            throw VektraException.invalid("more than a path and a count", EXAMPLE);
        }
        String last = words.get(words.size() - 1);
        if (!last.matches("[0-9]+")) {
            throw VektraException.invalid("no count given", EXAMPLE);
        }
        return below(words.size() == 1 ? "" : words.get(0), Formation.number(last), monitors);
    }

    private static Formation below(String path, int count, Definitions monitors) {
        String group = path.replaceFirst("^\\./", "").replaceFirst("/+$", "");
        String below = group.equals(MonitorName.FOLDER) || group.equals(".")
                ? ""
                : group.replaceFirst("^" + MonitorName.FOLDER + "/", "");
        if (below.isEmpty() && !monitors.all().isEmpty()) {
            return new Formation(Map.of(Formation.ALL, count));
        }
        List<Definition> meant = new ArrayList<>(monitors.all());
        meant.removeIf(
                one -> !one.name().path().equals(below) && !one.name().path().startsWith(below + "/"));
        if (meant.isEmpty()) {
            TreeSet<String> groups = new TreeSet<>();
            monitors.all().stream()
                    .map(one -> one.name().path())
                    .filter(one -> !Checks.isCheck(one))
                    .forEach(one -> groups.add(one.replaceFirst("/.*", "")));
            throw VektraException.notFound(
                    "no monitors in " + Shown.quoted(path.isEmpty() ? MonitorName.FOLDER : path),
                    groups.isEmpty() ? null : Nearest.hint(below, groups));
        }
        Map<String, Integer> counts = new TreeMap<>();
        meant.forEach(one -> counts.put(Formation.key(one), count));
        return new Formation(counts);
    }
}
