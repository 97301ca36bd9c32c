package vektra.monitors.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import vektra.monitors.definition.Definition;
import vektra.monitors.definition.Definitions;
import vektra.monitors.definition.MonitorFolder;

/**
 * Which monitors are to run.
 *
 * @param folder that of those with files
 * @param formation as it was typed, before what is saved
 * @param only the names of those that run; all when empty
 */
public record Wanted(MonitorFolder folder, List<String> formation, List<String> only) {
    /**
     * How many of each run, in the order of their names.
     *
     * @param enrolled more built-in ones, with their intervals
     */
    Map<Definition, Integer> processes(Formation saved, Map<String, Duration> enrolled) {
        Definitions files = folder.read().with(enrolled);
        Formation typed = Formation.parse(formation, files);
        TreeSet<String> checks = new TreeSet<>(saved.checks());
        checks.addAll(typed.checks());
        only.stream()
                .map(files::get)
                .filter(one -> one.name().isBuiltIn())
                .forEach(one -> checks.add(Formation.key(one)));
        Definitions all = files.with(checks);
        List<String> chosen =
                only.stream().map(name -> Formation.key(all.get(name))).toList();
        Map<Definition, Integer> counts = new LinkedHashMap<>();
        for (Definition each : all.all()) {
            boolean runs = chosen.isEmpty() || chosen.contains(Formation.key(each));
            counts.put(each, runs ? typed.count(each).orElse(saved.count(each).orElse(1)) : 0);
        }
        return counts;
    }
}
