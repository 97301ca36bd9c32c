package vektra.cli.monitors;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.maintenance.Window;
import vektra.monitors.uptime.Source;
import vektra.monitors.uptime.Uptime;
import vektra.monitors.uptime.Uptimes;

/**
 * The words of a command: names of sources, and logs.
 *
 * @param names as sources are written
 * @param logs empty for that of the home
 */
record Words(List<String> names, List<Path> logs) {
    static final String HELP = "sources such as git.clone, or git for all of git; or logs, - for stdin";

    static Words of(List<String> words, Path folder) {
        List<String> names = new ArrayList<>();
        List<Path> logs = new ArrayList<>();
        for (String word : words) {
            if (word.equals("-")) {
                logs.add(Uptimes.STDIN);
            } else if (isLog(word, folder)) {
                logs.add(folder.resolve(word));
            } else {
                names.add(name(word));
            }
        }
        return new Words(names, logs);
    }

    /** A file that can be executed is a monitor, and its path one of its names. */
    private static boolean isLog(String word, Path folder) {
        try {
            Path path = folder.resolve(word);
            return word.endsWith(".log") || word.endsWith(".gz") || (Files.exists(path) && !Files.isExecutable(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The source of what may be a path such as {@code monitors/git/clone}. */
    static String name(String word) {
        return plain(word.replaceFirst("^(\\./)?(monitors?[/_])?", "").replace('/', '.'));
    }

    /** Ferret has hyphens where Vektra has underscores. */
    private static String plain(String name) {
        return name.replace('-', '_');
    }

    /** Whether a source is meant, as each is when none is named. */
    boolean mean(String source) {
        return names.isEmpty() || names.stream().anyMatch(name -> Window.below(plain(source), name));
    }

    /** The sources that are meant; a name of none is NOT_FOUND. */
    List<Source> of(Uptime uptime) {
        List<String> known = uptime.sources().stream().map(Source::name).toList();
        for (String name : names) {
            if (known.stream().noneMatch(source -> Window.below(plain(source), name))) {
                throw VektraException.notFound(
                        "the log has no source called " + Shown.quoted(name), Nearest.hint(name, known));
            }
        }
        return uptime.sources().stream().filter(source -> mean(source.name())).toList();
    }

    /** A percentage; one that is not all never reads as all. */
    static String percent(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, "%.3f%%", value < 100 ? Math.min(value, 99.999) : value);
    }
}
