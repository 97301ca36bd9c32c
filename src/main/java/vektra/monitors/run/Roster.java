package vektra.monitors.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vektra.monitors.Monitors;
import vektra.monitors.definition.Definition;

/** Which processes are to run, by the saved formation and the add-ons that are enrolled. */
final class Roster {
    private final Monitors monitors;
    private final Wanted wanted;
    private final Enrollments enrollments;
    private @Nullable FileTime formation;
    private Map<String, Duration> enrolled;
    private Map<Definition, Integer> counts;

    Roster(Monitors monitors, Wanted wanted) {
        this.monitors = monitors;
        this.wanted = wanted;
        enrollments = new Enrollments(monitors);
        formation = time();
        enrolled = enrollments.now();
        counts = read();
    }

    private @Nullable FileTime time() {
        try {
            return Files.getLastModifiedTime(monitors.files().formation());
        } catch (IOException e) {
            return null;
        }
    }

    private Map<Definition, Integer> read() {
        return wanted.processes(Formation.read(monitors.files().formation()), enrolled);
    }

    /** Reads it again when something has changed, and says whether it has; what cannot be read leaves it as it is. */
    boolean follow() {
        FileTime now = time();
        Map<String, Duration> asked = enrollments.now();
        if (Objects.equals(now, formation) && asked.equals(enrolled)) {
            return false;
        }
        formation = now;
        enrolled = asked;
        counts = read();
        return true;
    }

    /** How many of each run. */
    Map<Definition, Integer> counts() {
        return counts;
    }

    /** The names of the processes, in order. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        counts.forEach((monitor, count) -> {
            for (int n = 1; n <= count; n++) {
                names.add(monitor.name().process(n));
            }
        });
        return names;
    }

    /** What each source depends on. */
    Map<String, List<String>> needs() {
        Map<String, List<String>> needs = new HashMap<>();
        counts.keySet()
                .forEach(monitor ->
                        needs.put(monitor.source(), monitor.settings().needs()));
        return needs;
    }
}
