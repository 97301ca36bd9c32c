package vektra.program;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vektra.model.service.Client;
import vektra.model.text.VektraException;

/** Finds the programs of one kind that this machine has, of each of which it may have several versions. */
public final class Programs {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** What {@code apt-cache policy} says of a package that can be installed. */
    private static final Pattern CANDIDATE = Pattern.compile("Candidate: [0-9]");

    private final Function<String, Stream<List<String>>> places;
    private final Pattern version;

    /**
     * A program that runs.
     *
     * @param major its version up to the first dot
     */
    public record Found(List<String> command, int major) {}

    /**
     * @param places where a program of that name may be, as commands that end in its path; the preferred first
     * @param version finds, as its first group, the major version in what a program says of itself
     */
    public Programs(Function<String, Stream<List<String>>> places, Pattern version) {
        this.places = places;
        this.version = version;
    }

    /** The first one there is, whatever its version. */
    public Optional<List<String>> any(String program) {
        return candidates(program).findFirst();
    }

    /** Those that run, the oldest first. */
    public List<Found> versions(String program) {
        List<Found> found = new ArrayList<>();
        candidates(program)
                .distinct()
                .forEach(command -> major(command).ifPresent(major -> found.add(new Found(command, major))));
        found.sort(Comparator.comparingInt(Found::major));
        return found;
    }

    /** Whether there is one that runs and is of that version or newer; no more of them are started than it takes to know. */
    public boolean has(String program, int major) {
        return candidates(program)
                .distinct()
                .anyMatch(command -> major(command).filter(own -> own >= major).isPresent());
    }

    /** The files of that name in the folders of PATH, whether they are there or not. */
    public static Stream<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program));
    }

    /** Whether the package lists of this machine have a package; false where it has none of Debian's. */
    public static boolean packaged(String aPackage) {
        return answer(List.of("apt-cache", "policy", aPackage))
                .filter(said -> CANDIDATE.matcher(said).find())
                .isPresent();
    }

    private Stream<List<String>> candidates(String program) {
        return places.apply(program)
                // beside a container's image there is nothing
                .filter(command -> command.get(command.size() - 1).startsWith("/"))
                .filter(command -> Files.isExecutable(Path.of(command.get(command.size() - 1))));
    }

    private Optional<Integer> major(List<String> command) {
        List<String> asked = new ArrayList<>(command);
        asked.add("--version");
        return answer(asked).map(version::matcher).filter(Matcher::find).map(found -> Integer.valueOf(found.group(1)));
    }

    /** Empty for one that lacks a library, or is another program of that name. */
    private static Optional<String> answer(List<String> command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            Child.of(new Client(command, Map.of())).run(InputStream.nullInputStream(), said, new TimeLimit(ANSWER));
            return Optional.of(said.toString(StandardCharsets.UTF_8));
        } catch (VektraException e) {
            return Optional.empty();
        }
    }
}
