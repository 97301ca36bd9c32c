package vektra.monitors.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Settings;
import vektra.model.text.FileFailure;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.check.Checks;

/**
 * The folder with monitors: each executable {@code GROUP/NAME} in it is one, and so is each file of settings that names a
 * built-in one. What is no executable, is hidden or was left by an editor is none.
 */
public record MonitorFolder(Path folder) {
    private static final String SETTINGS = ".conf";
    private static final Pattern LEFT_BY_AN_EDITOR =
            Pattern.compile("\\..*|.*~|#.*#|.*\\.(bak|orig|rej|swp|swo|tmp|rpmnew|rpmsave|dpkg-[a-z]+)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int DEEPEST = 6;
    private static final int LONGEST_PROCESS = 100;

    /** That of a folder that Vektra is called from. */
    public static MonitorFolder in(Path place) {
        return new MonitorFolder(place.resolve(MonitorName.FOLDER));
    }

    /** All that there are, sorted by name; what is wrong with one is INVALID. */
    public Definitions read() {
        Map<String, Path> executables = new TreeMap<>();
        Map<String, SettingsFile> settings = new TreeMap<>();
        for (Path file : files()) {
            String path = folder.relativize(file).toString();
            if (path.endsWith(SETTINGS)) {
                settings.put(path.substring(0, path.length() - SETTINGS.length()), SettingsFile.read(file));
            } else if (Files.isExecutable(file)) {
                executables.put(path, file);
            }
        }
        List<Definition> all = new ArrayList<>();
        executables.forEach((path, file) -> all.add(executable(path, file, settings)));
        settings.forEach((path, each) -> {
            if (!executables.containsKey(path) && each.check() != null) {
                all.add(Definition.ofCheck(nameOf(path), each.check(), each.settings()));
            }
        });
        all.sort((one, other) -> one.name().path().compareTo(other.name().path()));
        return new Definitions(all).checked().resolved();
    }

    /** All that is wrong with the files; nothing when {@link #read} reads them. */
    public List<VektraException> problems() {
        List<VektraException> problems = new ArrayList<>();
        try {
            for (Path file : files()) {
                if (file.toString().endsWith(SETTINGS)) {
                    problem(() -> SettingsFile.read(file)).ifPresent(problems::add);
                }
            }
        } catch (VektraException e) {
            return List.of(e);
        }
        if (problems.isEmpty()) {
            problem(this::read).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<VektraException> problem(Runnable read) {
        try {
            read.run();
            return Optional.empty();
        } catch (VektraException e) {
            return Optional.of(e);
        }
    }

    /** The monitor that a word means: the path of any file, executable or not, or the name of a monitor below a folder. */
    public static Definition find(Path place, String word) {
        Path file = file(place, word);
        if (file == null) {
            return in(place).named(word);
        }
        Path above = Objects.requireNonNull(file.getParent());
        while (above.getParent() != null && !above.endsWith(MonitorName.FOLDER)) {
            above = above.getParent();
        }
        Path group = Objects.requireNonNull(file.getParent());
        Path folder = above.endsWith(MonitorName.FOLDER) ? above : Objects.requireNonNullElse(group.getParent(), group);
        Path settings = file.resolveSibling(file.getFileName() + SETTINGS);
        Settings own = Files.exists(settings) ? SettingsFile.read(settings).settings() : Settings.DEFAULT;
        return Definition.ofFile(nameOf(folder.relativize(file).toString()), file, own);
    }

    /** The one of that name; a file that only lacks the right to be executed is refused as such. */
    private Definition named(String word) {
        Definitions all = read();
        try {
            return all.get(word);
        } catch (VektraException e) {
            Path file = file(folder, word);
            if (file == null || Files.isExecutable(file)) {
                throw e;
            }
            throw VektraException.invalid(
                    MonitorName.FOLDER + "/" + word + " is not executable",
                    "chmod +x " + MonitorName.FOLDER + "/" + word);
        }
    }

    /** The file that a word names, if it does. */
    private static @Nullable Path file(Path place, String word) {
        try {
            Path file = place.resolve(word).normalize();
            boolean named = word.contains("/") && !Checks.isCheck(word) && !word.endsWith(SETTINGS);
            return named && Files.isRegularFile(file) ? file : null;
        } catch (InvalidPathException e) {
            throw VektraException.invalid(Shown.quoted(word) + " is not the name of a monitor", "such as git/clone");
        }
    }

    private Definition executable(String path, Path file, Map<String, SettingsFile> settings) {
        SettingsFile given = settings.get(path);
        if (given != null && given.check() != null) {
            throw VektraException.invalid(
                    file + SETTINGS + " names the built-in monitor " + given.check() + ", but " + path
                            + " is executable",
                    "remove the line with check=, or make the file not executable");
        }
        return Definition.ofFile(nameOf(path), file, given == null ? Settings.DEFAULT : given.settings());
    }

    private static MonitorName nameOf(String path) {
        MonitorName name = new MonitorName(path);
        if (name.process().length() > LONGEST_PROCESS) {
            throw VektraException.invalid(
                    "the name of the monitor " + Shown.quoted(path) + " is too long",
                    "at most " + LONGEST_PROCESS + " characters");
        }
        return name;
    }

    /** Where a monitor of that path is or would be; a path that no monitor can have is INVALID. */
    public Path file(String path) {
        List<String> parts = List.of(path.split("/", -1));
        if (parts.size() < 2 || parts.size() > DEEPEST || !parts.stream().allMatch(MonitorFolder::isName)) {
            throw VektraException.invalid(
                    Shown.quoted(path) + " is not the path of a monitor", "GROUP/NAME, such as git/clone");
        }
        return folder.resolve(path);
    }

    private static boolean isName(String part) {
        return NAME.matcher(part).matches() && !LEFT_BY_AN_EDITOR.matcher(part).matches() && !part.endsWith(SETTINGS);
    }

    /** The files in groups that may matter. */
    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.find(
                folder, DEEPEST, (file, attributes) -> attributes.isRegularFile(), FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = all.filter(this::isWanted).sorted().toList();
            files.forEach(this::requireName);
            return files;
        } catch (IOException e) {
            throw FileFailure.reading(folder, e);
        } catch (UncheckedIOException e) {
            throw FileFailure.reading(folder, Objects.requireNonNull(e.getCause()));
        }
    }

    private boolean isWanted(Path file) {
        Path path = folder.relativize(file);
        return path.getNameCount() > 1
                && Stream.iterate(0, i -> i + 1)
                        .limit(path.getNameCount())
                        .map(i -> path.getName(i).toString())
                        .noneMatch(part -> LEFT_BY_AN_EDITOR.matcher(part).matches())
                && (Files.isExecutable(file) || file.toString().endsWith(SETTINGS));
    }

    private void requireName(Path file) {
        Path path = folder.relativize(file);
        for (Path part : path) {
            if (!NAME.matcher(part.toString()).matches()) {
                throw VektraException.invalid(
                        Shown.quoted(path.toString()) + " is executable, but has no name that a monitor can have",
                        "letters, digits, ., - and _, or make it not executable: chmod -x");
            }
        }
    }
}
