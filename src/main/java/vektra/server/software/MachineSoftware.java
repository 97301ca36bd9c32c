package vektra.server.software;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Software;
import vektra.model.service.VersionNumber;
import vektra.program.SearchPath;
import vektra.spi.SoftwareSource.Machine;

/** Programs that are installed on this machine: those on PATH first, then those in the distribution's folders. */
public final class MachineSoftware {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)*");

    private final SearchPath path;

    public MachineSoftware(SearchPath path) {
        this.path = path;
    }

    /** The versions of all of them. */
    List<String> versions(Machine source, Search search) {
        List<String> versions = new ArrayList<>();
        for (Path candidate : candidates(source)) {
            try {
                versions.add(search.probe(source.name(), List.of(candidate.toString()))
                        .version());
            } catch (Unfit unfit) {
                // it does not run here
            }
        }
        return versions;
    }

    private Set<Path> candidates(Machine source) {
        Set<Path> candidates = new LinkedHashSet<>(path.all(source.program()));
        for (String glob : source.folders()) {
            candidates.addAll(programs(glob, source.program()));
        }
        return candidates;
    }

    Software find(Machine source, Search search) throws Unfit {
        @Nullable Unfit first = null;
        for (Path candidate : candidates(source)) {
            try {
                return search.probe(source.name(), List.of(candidate.toString()));
            } catch (Unfit unfit) {
                first = first == null || first.otherVersion() == null ? unfit : first;
            }
        }
        if (first != null) {
            throw first;
        }
        String places = source.folders().isEmpty() ? "" : " or in " + String.join(", ", source.folders());
        throw new Unfit("no " + source.program() + " on PATH" + places);
    }

    /** The program in each folder that the glob names, highest version number first. */
    private static List<Path> programs(String glob, String program) {
        List<Path> folders = List.of(Path.of("/"));
        for (Path part : Path.of(glob)) {
            folders = children(folders, part.toString());
        }
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .toList();
    }

    private static List<Path> children(List<Path> folders, String pattern) {
        List<Path> found = new ArrayList<>();
        if (!pattern.matches(".*[*?\\[{].*")) {
            folders.forEach(folder -> found.add(folder.resolve(pattern)));
            return found;
        }
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        for (Path folder : folders) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, p -> matcher.matches(p.getFileName()))) {
                all.forEach(found::add);
            } catch (IOException e) {
                // no such folder on this machine
            }
        }
        found.sort(Collections.reverseOrder(Comparator.<Path, VersionNumber>comparing(
                        p -> number(p.getFileName().toString()))
                .thenComparing(Comparator.naturalOrder())));
        return found;
    }

    private static VersionNumber number(String name) {
        Matcher digits = NUMBER.matcher(name);
        return new VersionNumber(digits.find() ? digits.group() : "");
    }
}
