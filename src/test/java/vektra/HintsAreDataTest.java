package vektra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Below the faces no text holds a command or a flag of the command line: what can be done next is data there. */
class HintsAreDataTest {
    private static final Path ROOT = Path.of("src/main/java/vektra");

    /** The faces, what only they use, and programs of their own. */
    private static final List<String> FACES =
            List.of("cli", "http", "training", "Main.java", "Handbook.java", "Training.java", "memcached");

    /** What says how a verb is typed, and what systemd is to run. */
    private static final Set<Path> EXCEPT = Set.of(
            ROOT.resolve("model/text/Next.java"),
            ROOT.resolve("model/text/Input.java"),
            ROOT.resolve("addons/services/Units.java"));

    private static final Pattern COMMAND = Pattern.compile(
            "(?<![\\w-])vektra (?:[a-z]+:[a-z-]+|addons|apps|config|drains|releases|run|server|spaces|tokens)(?![\\w-])");

    /** A verb alone, in a sentence; one that is a whole text is a name. */
    private static final Pattern VERB = Pattern.compile(
            "(?<![\\w:/-])(?:addons|apps|config|drains|logs|releases|spaces|tokens):[a-z]+ |(?<= )-a(?= |$)");

    private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--(?:[a-z]|$)");

    /** Flags of other programs: a whole word of their command line. */
    private static final Pattern ANOTHERS = Pattern.compile("--(?:[a-z][a-z-]*(?:=.*)?)?");

    /** The dashes of a flag whose name is put behind them. */
    private static final Pattern DASHES = Pattern.compile("\"--\"\\s*\\+");

    private static final Pattern STRINGS = Pattern.compile(
            "//[^\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\\n])+'|\"\"\".*?\"\"\"|\"((?:\\\\.|[^\"\\\\\n])*)\"",
            Pattern.DOTALL);

    static Stream<Path> files() throws IOException {
        return Files.walk(ROOT)
                .filter(file -> file.toString().endsWith(".java") && !EXCEPT.contains(file))
                .filter(file ->
                        FACES.stream().noneMatch(face -> ROOT.relativize(file).startsWith(face)));
    }

    @Test
    void every_room_below_the_faces_is_looked_through() throws IOException {
        assertThat(files().map(file -> ROOT.relativize(file).getName(0).toString()))
                .contains("addons", "drain", "logs", "model", "provider", "server", "spi", "store")
                .hasSizeGreaterThan(350);
    }

    @ParameterizedTest
    @MethodSource("files")
    void no_text_is_a_command_line(Path file) throws IOException {
        String java = Files.readString(file);
        assertThat(texts(java).filter(HintsAreDataTest::isTyped))
                .as("%s: write Next.of(verb, …) or Input.of(name)", file)
                .isEmpty();
        assertThat(DASHES.matcher(java).results())
                .as("%s: write Input.of(name)", file)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see: vektra addons",
                "first: vektra addons:unbind ",
                "vektra addons:doctor --fix makes it",
                "addons:doctor --fix makes it",
                "choose another with --port",
                "--url: ",
                "give its app: -a APP",
                " -a ",
                "start over: vektra ",
                "add --"
            })
    void what_is_typed_is_found(String text) {
        assertThat(isTyped(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "addons:bind",
                "vektra itself",
                "for another vektra process",
                "--no-password",
                "--role=",
                "the - sign",
                "rwx--x--x",
                "-----BEGIN CERTIFICATE-----"
            })
    void what_is_not_typed_is_left_alone(String text) {
        assertThat(isTyped(text)).isFalse();
    }

    private static boolean isTyped(String text) {
        return COMMAND.matcher(text).find()
                || VERB.matcher(text).find()
                || text.matches("(?s).*: vektra ?")
                || FLAG.matcher(text).find() && !ANOTHERS.matcher(text).matches();
    }

    private static Stream<String> texts(String java) {
        Matcher matcher = STRINGS.matcher(java);
        return matcher.results().map(found -> found.group(1)).filter(text -> text != null);
    }
}
