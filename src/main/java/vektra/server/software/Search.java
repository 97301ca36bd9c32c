package vektra.server.software;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Software;
import vektra.model.service.VersionNumber;
import vektra.server.file.Trusted;
import vektra.server.process.Program;
import vektra.server.process.RunAs;
import vektra.server.process.Surroundings;

/**
 * What a program must be to be used.
 *
 * @param version what the version that existing data needs begins with, such as 17; null when any will do
 * @param runAs as whom it will run, so that a program which that user cannot reach is not taken
 * @param environment ours
 * @param question the command line that asks software for its version, made of that of its program
 */
public record Search(
        @Nullable String version, RunAs runAs, Map<String, String> environment, UnaryOperator<List<String>> question) {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");
    private static final Duration PROBE = Duration.ofSeconds(20);

    /** The software if its program runs and is of that version. */
    Software probe(String source, List<String> command) throws Unfit {
        List<String> line = runAs.wrap(question.apply(command));
        String program = command.get(command.size() - 1);
        Program.Result said = new Program(Path.of("/"), Surroundings.of(Path.of("/"), environment)).run(PROBE, line);
        Matcher found = VERSION.matcher(said.output());
        if (!said.ok() || !found.find()) {
            throw new Unfit(program + " does not run here: " + said.lastLine());
        }
        return fitting(new Software(source, List.copyOf(command), found.group()));
    }

    Software fitting(Software software) throws Unfit {
        if (version != null && !new VersionNumber(software.version()).isOf(new VersionNumber(version))) {
            throw Unfit.version(software.version());
        }
        return software;
    }

    /** Whether software that was found once can still be run. */
    public boolean stillRuns(Software software) {
        boolean there = paths(software).allMatch(Files::exists);
        return there && (!unpacked(software) || oursAlone(software)) && (!runAs.another() || runsForOthers(software));
    }

    private static boolean unpacked(Software software) {
        return List.of("embedded", "debian").contains(software.source());
    }

    /** A program and its libraries that were unpacked here and that no other user could exchange. */
    private static boolean oursAlone(Software software) {
        return paths(software).allMatch(Trusted::path);
    }

    /** The files that its command line names, also in the value of a variable and in a list of files. */
    private static Stream<Path> paths(Software software) {
        return software.command().stream()
                .flatMap(word -> Stream.of(word.substring(word.indexOf('=') + 1).split(":", -1)))
                .filter(word -> word.startsWith("/"))
                .map(Path::of);
    }

    /** What lies in our own folders is there, but another user cannot reach it. */
    private boolean runsForOthers(Software software) {
        try {
            probe(software.source(), software.command());
            return true;
        } catch (Unfit unfit) {
            return false;
        }
    }
}
