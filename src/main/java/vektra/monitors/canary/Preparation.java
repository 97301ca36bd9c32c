package vektra.monitors.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vektra.model.text.FileFailure;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.definition.Definition;
import vektra.monitors.definition.Definitions;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.definition.MonitorName;
import vektra.program.SearchPath;

/**
 * What there is in a folder that Vektra is called from: monitors, services for canaries, and all that both need.
 *
 * @param monitors none when the folder has none
 */
public record Preparation(Definitions monitors, List<ServiceFolder> services) {
    private static final int FIRST_LINE = 256;
    private static final Pattern INTERPRETER =
            Pattern.compile("#! *(?:\\S*/env +(?:-S +)?(\\S+)|(\\S+)).*", Pattern.DOTALL);

    /** Reads it; a CONFLICT names all that is missing, and nothing was changed. */
    public static Preparation of(Path place, Map<String, String> environment) {
        SearchPath path = SearchPath.of(environment);
        Path folder = MonitorFolder.in(place).folder();
        List<ServiceFolder> services = ServiceFolder.all(place);
        if (!Files.isDirectory(folder) && services.isEmpty()) {
            throw VektraException.notFound(
                    "no folder 'monitors' and no folder 'services'",
                    Text.of("to create a monitor: ", Next.of("monitors:create", "git/clone")));
        }
        Definitions monitors = MonitorFolder.in(place).read();
        List<String> problems = new ArrayList<>();
        if (path.find("setsid").or(() -> path.find("perl")).isEmpty()) {
            problems.add("neither setsid nor perl is on PATH");
        }
        notExecutable(folder).forEach(file -> problems.add(shown(place, file) + " is not executable"));
        programs(monitors, services)
                .forEach(file -> missing(file, path)
                        .ifPresent(program ->
                                problems.add(shown(place, file) + " needs " + program + ", which is not there")));
        if (!problems.isEmpty()) {
            throw VektraException.conflict(
                    String.join("; ", problems), "install what is missing, or chmod +x what is to be run; then again");
        }
        return new Preparation(monitors, services);
    }

    private static String shown(Path place, Path file) {
        return place.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize())
                .toString();
    }

    private static List<Path> programs(Definitions monitors, List<ServiceFolder> services) {
        List<Path> files = new ArrayList<>();
        monitors.all().stream()
                .map(Definition::file)
                .flatMap(Stream::ofNullable)
                .forEach(files::add);
        for (ServiceFolder service : services) {
            service.script(ServiceFolder.SETUP).ifPresent(files::add);
            service.script(ServiceFolder.TEARDOWN).ifPresent(files::add);
        }
        return files;
    }

    /** Scripts in groups that nothing runs, since their permission was forgotten. */
    private static List<Path> notExecutable(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> folder.relativize(file).getNameCount() > 1)
                    .filter(file -> Files.isRegularFile(file) && !Files.isExecutable(file))
                    .filter(file -> firstLine(file).startsWith("#!"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw VektraException.unavailable(
                    "cannot read " + MonitorName.FOLDER + ": " + FileFailure.reason(e), null, e);
        }
    }

    /** What a script is run by and is not there. */
    private static Optional<String> missing(Path file, SearchPath path) {
        Matcher line = INTERPRETER.matcher(firstLine(file));
        if (!line.matches()) {
            return Optional.empty();
        }
        String onPath = line.group(1);
        String program = onPath == null ? line.group(2) : onPath;
        boolean there = program.contains("/")
                ? Files.isExecutable(Path.of(program))
                : path.find(program).isPresent();
        return there ? Optional.empty() : Optional.of(program);
    }

    private static String firstLine(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(FIRST_LINE), ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }
}
