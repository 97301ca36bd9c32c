package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.Services;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Command;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;

/** A new command costs its class and its row: help, pages, completion and the launcher follow. */
class NewCommandTest {
    private static final Path TEMPLATE = Path.of("src/main/launcher/vektra.in");
    /** Takes a pattern of {@code case} that a line begins with. */
    private static final Pattern CASE = Pattern.compile("(?m)^ *([^()#$\"\\n]+)\\)(?: |$)");

    private static final AtomicInteger BUILT = new AtomicInteger();

    /** The class. */
    private static final class Greet extends AppCommand<String> {
        private final Param<String> word = option("--word", "WORD", "how to greet");

        Greet() {
            BUILT.incrementAndGet();
        }

        @Override
        public String run(Invocation with) {
            return word.orNull() + ", " + app(with);
        }

        @Override
        public void print(String result, Output out) {
            out.line(result);
        }

        @Override
        public Object json(String result) {
            return Map.of("greeting", result);
        }
    }

    /** The row. */
    private static CommandTable with(String name, Trait... traits) {
        return new CommandTable() {
            @Override
            Command command(Row row) {
                return row.is(Topic.SETUP, name, "greet an app", traits) ? new Greet() : super.command(row);
            }
        };
    }

    private final Commands commands = new Commands(with("greet:app"));

    @Test
    void help_lists_it_in_its_topic_and_among_all() {
        Help help = new Help(commands, () -> "postgres");
        assertThat(help.topic(Topic.SETUP)).contains("\n  greet:app      greet an app\n");
        assertThat(help.all()).containsPattern("\n  greet:app +greet an app\n");
        assertThat(help.topic(Topic.APPS)).doesNotContain("greet");
    }

    @Test
    void its_own_help_tells_its_options() {
        Commands.Entry entry = commands.find("greet:app");
        assertThat(Help.usage(entry, Arguments.line(entry, commands.make(entry, () -> null))))
                .startsWith("Usage: vektra greet:app [OPTIONS]")
                .contains("\nGreet an app.\n", "--word=WORD", "-a, --app=APP", "\nExit codes: 0 done");
    }

    @Test
    void mistyped_it_is_proposed() {
        assertThat(commands.meant("greet:ap")).contains("greet:app");
    }

    @Test
    void man_pages_and_completion_have_it(@TempDir Path share) throws IOException {
        new Pages(commands, Services.all(), "1", "2026-01-02").write(share);
        assertThat(Files.readString(share.resolve("man/man1/" + ManPage.title("greet:app") + ".1")))
                .contains("greet an app", "WORD");
        assertThat(Files.readString(share.resolve("man/man1/vektra.1"))).contains("greet:app");
        for (String shell : CompletionScript.SHELLS) {
            assertThat(CompletionScript.of(shell, commands, Services.all()))
                    .contains("@command|greet:app||greet an app", "greet:app|--word|text|", "greet:app|--app|app|");
        }
    }

    @Test
    void only_the_command_that_is_named_is_built() {
        int before = BUILT.get();
        commands.make(commands.find("version"), () -> null);
        commands.make(commands.find("addons:list"), () -> null);
        assertThat(BUILT).hasValue(before);
        commands.make(commands.find("greet:app"), () -> null);
        assertThat(BUILT).hasValue(before + 1);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"REACHES", "STAYS", "OPERATES", "SHOWS", "FOR_APP"},
            mode = EnumSource.Mode.EXCLUDE)
    void the_launcher_lists_it_by_its_trait(Trait trait) throws IOException {
        Map<Trait, Integer> without = lists(new Commands(with("greet")), "greet");
        Map<Trait, Integer> added = lists(new Commands(with("greet", trait)), "greet");
        assertThat(without).isEmpty();
        assertThat(added).containsOnlyKeys(trait);
    }

    /** In how many of the launcher's patterns a command stands, by the trait that they are for. */
    private static Map<Trait, Integer> lists(Commands commands, String name) throws IOException {
        String template = Files.readString(TEMPLATE);
        List<String> before = patterns(template);
        List<String> after = patterns(LauncherScript.of(template, commands));
        assertThat(after).hasSameSizeAs(before);
        Map<Trait, Integer> lists = new TreeMap<>();
        for (int i = 0; i < after.size(); i++) {
            String pattern = before.get(i);
            if (words(after.get(i)).contains(name)) {
                Trait trait = Arrays.stream(Trait.values())
                        .filter(one -> pattern.contains("@" + one + "@"))
                        .findFirst()
                        .orElseThrow();
                lists.merge(trait, 1, Integer::sum);
            }
        }
        return lists;
    }

    @Test
    void one_that_becomes_a_program_says_so_in_its_help() {
        Commands programs = new Commands(with("greet", Trait.BECOMES_A_PROGRAM));
        Commands.Entry entry = programs.find("greet");
        assertThat(Help.usage(entry, Arguments.line(entry, programs.make(entry, () -> null))))
                .contains("\nExit codes: the program's own; 125 to 127");
    }

    // the launcher as it is

    @Test
    void the_template_names_no_command_itself() throws IOException {
        List<String> known = new Commands().names();
        assertThat(patterns(Files.readString(TEMPLATE)).stream().flatMap(pattern -> words(pattern).stream()))
                .contains("@QUICK@", "help")
                .doesNotContainAnyElementsOf(known)
                .noneMatch(word -> known.stream().anyMatch(name -> name.startsWith(word.replace("*", ":"))));
    }

    @Test
    void the_launcher_has_the_commands_of_the_table_and_all_their_names() throws IOException {
        String launcher = LauncherScript.of(Files.readString(TEMPLATE), new Commands());
        assertThat(launcher).doesNotContainPattern("@[A-Z_]+@");
        List<String> patterns = patterns(launcher);
        assertThat(patterns)
                .contains(
                        "addons:connect | resources:console | run",
                        "addons:proxy | resources:proxy | logs:router | up | logs:pipe | logs:tail",
                        "monitors:run | monitors:start",
                        "monitors:uptime | monitors:slo | monitors:metrics | monitors:logs | monitors:dashboard",
                        "server | mcp",
                        "resources | rack")
                .contains("-a | --app | --timeout | --remote");
        assertThat(patterns.stream()
                        .map(NewCommandTest::words)
                        .filter(words -> words.contains("help"))
                        .findFirst()
                        .orElseThrow())
                .contains("addons", "addons:list", "config:add", "create", "releases:rollback", "version")
                .doesNotContain("addons:bind", "addons:add", "apps:destroy", "destroy", "addons:connect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@QUIK@", "@RUN@"})
    void a_misspelt_mark_fails_the_build(String mark) throws IOException {
        String template = Files.readString(TEMPLATE);
        assertThatThrownBy(() -> LauncherScript.of(template + mark, new Commands()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"REACHES", "STAYS", "OPERATES", "SHOWS", "FOR_APP"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_launcher_without_a_list_fails_the_build(Trait trait) throws IOException {
        String template = Files.readString(TEMPLATE).replace("@" + trait + "@", "x");
        assertThatThrownBy(() -> LauncherScript.of(template, new Commands())).hasMessageContaining(trait.toString());
    }

    private static List<String> patterns(String script) {
        return CASE.matcher(script)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<String> words(String pattern) {
        return Stream.of(pattern.split(" *\\| *")).map(String::strip).collect(Collectors.toList());
    }
}
