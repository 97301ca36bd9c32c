package vektra.monitors.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import vektra.model.monitor.Settings;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.check.Checks;

/** Monitors with distinct names, whose needs are known and form no circle. */
public record Definitions(List<Definition> all) {
    /** @param all in the order in which they are shown */
    public Definitions {
        all = List.copyOf(all);
        distinct(all);
    }

    private static void distinct(List<Definition> all) {
        Map<String, Definition> seen = new HashMap<>();
        for (Definition each : all) {
            Definition process = seen.put(each.process(), each);
            Definition source = seen.put(each.source(), each);
            Definition same = process == null ? source : process;
            if (same != null) {
                String shared = process == null ? each.source() : each.process();
                throw VektraException.invalid(
                        same.name().path() + " and " + each.name().path() + " are both called " + shared,
                        "rename one of them: names that differ in signs only are the same");
            }
        }
    }

    /** These and more built-in ones, each once. */
    public Definitions with(Collection<String> checks) {
        return with(checks.stream().map(Definition::builtIn));
    }

    /** The same with intervals of their own. */
    public Definitions with(Map<String, Duration> checks) {
        return with(new TreeMap<>(checks)
                .entrySet().stream().map(one -> Definition.builtIn(one.getKey()).every(one.getValue())));
    }

    private Definitions with(Stream<Definition> builtIn) {
        List<Definition> more = new ArrayList<>(all);
        builtIn.forEachOrdered(each -> {
            if (more.stream().noneMatch(one -> one.process().equals(each.process()))) {
                more.add(each);
            }
        });
        return new Definitions(more);
    }

    /** The one that a word means, see {@link MonitorName#process(String)}; a built-in one needs not be among these. */
    public Definition get(String word) {
        String process = MonitorName.process(word);
        return find(process)
                .or(() -> Checks.isCheck(word) ? Optional.of(Definition.builtIn(word)) : Optional.empty())
                .orElseThrow(() -> word.contains(":") ? Checks.unknown(word) : unknown(word));
    }

    private Optional<Definition> find(String process) {
        return all.stream().filter(one -> one.process().equals(process)).findFirst();
    }

    private VektraException unknown(String word) {
        String message = "no monitor called " + Shown.quoted(word);
        if (all.isEmpty()) {
            return VektraException.notFound(
                    message, Text.of("none is here yet: ", Next.of("monitors:create", "GROUP/NAME")));
        }
        List<String> processes = all.stream().map(Definition::process).toList();
        Optional<String> near = Nearest.to(MonitorName.process(word), processes)
                .flatMap(this::find)
                .map(one -> word.startsWith("monitor") && word.contains("_")
                        ? one.process()
                        : one.name().path());
        List<String> paths = all.stream().map(one -> one.name().path()).toList();
        return VektraException.notFound(message, Nearest.hint(near, paths));
    }

    /** Checks that what each needs is among these; the message names the file of its settings. */
    Definitions checked() {
        Map<String, List<String>> needs = new HashMap<>();
        for (Definition each : all) {
            needs.put(
                    each.source(), needed(each).stream().map(Definition::source).toList());
        }
        for (Definition each : all) {
            circle(each.source(), needs, new LinkedHashSet<>());
        }
        return this;
    }

    /** Those without which one says nothing. */
    private List<Definition> needed(Definition of) {
        try {
            return of.settings().needs().stream().map(this::get).toList();
        } catch (VektraException e) {
            throw VektraException.invalid(of.name().path() + " needs what is not there: " + e.getMessage(), e.next());
        }
    }

    private static void circle(String source, Map<String, List<String>> needs, Set<String> above) {
        if (!above.add(source)) {
            throw VektraException.invalid(
                    "monitors need each other: " + String.join(", ", above), "remove one line with needs=");
        }
        needs.getOrDefault(source, List.of()).forEach(one -> circle(one, needs, above));
        above.remove(source);
    }

    /** The same with sources for what each needs, as results have them. */
    Definitions resolved() {
        return new Definitions(all.stream()
                .map(one -> new Definition(one.name(), one.file(), one.check(), resolved(one)))
                .toList());
    }

    private Settings resolved(Definition one) {
        return one.settings()
                .needing(needed(one).stream().map(Definition::source).toList());
    }
}
