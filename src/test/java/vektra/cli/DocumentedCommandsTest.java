package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import vektra.Services;
import vektra.addons.drains.DrainUrl;
import vektra.cli.command.ExitCode;
import vektra.cli.command.VektraCommand;
import vektra.model.PlannedStep;
import vektra.model.service.Service;
import vektra.model.text.Kind;

/** What the documents tell readers to type exists, with these options; and so do the exit codes. */
class DocumentedCommandsTest {
    private static final Map<String, Service> SERVICES = Services.all().stream()
            .collect(Collectors.toMap(service -> service.name().value(), service -> service));
    private static final Pattern INLINE = Pattern.compile("`(?:\\$ )?((?:scripts/)?vektra [^`]+)`");
    private static final Pattern CALL = Pattern.compile("(?:^|[|;&(] ?|\\$ )(?:scripts/)?vektra (.*)");

    /**
     * A call in a document.
     *
     * @param mention whether it stands within a sentence, which may leave out what the command needs
     */
    record Documented(String where, String call, boolean mention) {
        @Override
        public String toString() {
            return where + ": vektra " + call;
        }
    }

    static Stream<Documented> commands() throws IOException {
        List<Documented> found = new ArrayList<>();
        for (Path document : documents()) {
            boolean fenced = false;
            for (String line : Files.readAllLines(document)) {
                if (line.startsWith("```")) {
                    fenced = !fenced;
                } else if (fenced) {
                    call(line).ifPresent(call -> found.add(new Documented(document.toString(), call, false)));
                } else {
                    INLINE.matcher(line)
                            .results()
                            .map(inline -> inline.group(1))
                            .forEach(text -> call(text)
                                    .ifPresent(call -> found.add(new Documented(document.toString(), call, true))));
                }
            }
        }
        Manual manual = Manual.read();
        for (String name : manual.names()) {
            manual.of(name)
                    .examples()
                    .forEach(example -> call("$ " + example)
                            .ifPresent(call -> found.add(new Documented("vektra help " + name, call, false))));
        }
        return found.stream();
    }

    private static java.util.Optional<String> call(String line) {
        Matcher call = CALL.matcher(line);
        return call.find() ? java.util.Optional.of(call.group(1)) : java.util.Optional.empty();
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String name : List.of("README.md", "ADDONS.md", "CONTRIBUTING.md")) {
            if (Files.exists(Path.of(name))) {
                documents.add(Path.of(name));
            }
        }
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_documented_command_is_one_that_vektra_takes(Documented documented) {
        List<String> words = words(documented.call());
        String name = Arguments.takeCommand(words, word -> new Commands().find(word) != null);
        if (name == null || name.equals("COMMAND")) {
            assertThat(words).isSubsetOf("--help", "-h", "--version", "-V", "--json");
            return;
        }
        if (name.equals("help")) {
            return;
        }
        Commands.Entry entry = new Commands().find(name);
        assertThat(entry).as("the command " + name).isNotNull();
        VektraCommand<?> command = new Commands()
                .make(
                        entry,
                        () -> words.stream()
                                .map(word -> DrainUrl.of(word)
                                        .map(means -> means.service().value())
                                        .orElse(word))
                                .map(SERVICES::get)
                                .filter(java.util.Objects::nonNull)
                                .findFirst()
                                .orElse(null));
        Throwable refused = catchThrowable(
                () -> new CommandLine(command.spec()).setExpandAtFiles(false).parseArgs(words.toArray(String[]::new)));
        if (!(documented.mention() && refused instanceof CommandLine.MissingParameterException)) {
            assertThat(refused).isNull();
        }
    }

    @Test
    void commands_are_found_at_all() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(15);
    }

    /** The words of a line of shell, up to where another command, a comment or an ellipsis begins. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)").matcher(line);
        while (word.find()) {
            String text = word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3);
            if (text.matches("#.*|[|;&<>]+.*|…|\\)")) {
                break;
            }
            words.add(text);
        }
        return words;
    }

    @Test
    void the_page_of_exit_codes_lists_exactly_those_that_there_are() throws IOException {
        TreeSet<Integer> there =
                new TreeSet<>(List.of(ExitCode.DONE, ExitCode.BUG, ExitCode.INVALID, ExitCode.RUN_FAILED));
        for (Kind kind : Kind.values()) {
            there.add(ExitCode.of(kind));
        }
        // the launcher's own, when it becomes a program
        there.addAll(numbers("(?:exit |code=)(\\d+)", "src/main/launcher/vektra.in"));
        assertThat(numbers("(?m)^\\| (\\d+) \\|", "docs/exit-codes.md")).isEqualTo(there);
        assertThat(ExitCode.meanings().keySet()).isEqualTo(there);
    }

    @Test
    void the_page_of_dry_runs_lists_exactly_the_actions_that_there_are() throws IOException {
        TreeSet<String> listed = new TreeSet<>();
        Files.readAllLines(Path.of("docs/dry-run.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .forEach(cell -> Pattern.compile("`([^`]+)`")
                        .matcher(cell)
                        .results()
                        .forEach(word -> listed.add(word.group(1))));
        assertThat(listed)
                .isEqualTo(java.util.Arrays.stream(PlannedStep.Action.values())
                        .map(PlannedStep.Action::word)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static TreeSet<Integer> numbers(String pattern, String file) throws IOException {
        TreeSet<Integer> numbers = new TreeSet<>();
        Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .forEach(found -> numbers.add(Integer.valueOf(found.group(1))));
        return numbers;
    }
}
