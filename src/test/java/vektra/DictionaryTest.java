package vektra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One word for one thing, in everything that a user reads: messages, help, the web page, the API document, the docs. The
 * words of the house count in comments, too.
 */
class DictionaryTest {
    /** What is not written, not even in comments, and what is written instead. */
    private static final Map<Pattern, String> HOUSE = house();

    /** What is not written where users read it. */
    private static final Map<Pattern, String> REFUSED = refused();

    /** What is not a word of a name in code, be it a class or a test. */
    private static final Map<Pattern, String> NAMES = names();

    private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");
    private static final Pattern NEXT_WORD = Pattern.compile("_+|(?<=[a-z0-9])(?=[A-Z])");

    private static final Pattern JAVA = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\n]*`", Pattern.DOTALL);

    private static Map<Pattern, String> house() {
        Map<Pattern, String> words = new LinkedHashMap<>();
        add(words, "far ends?", "destination, or remote server");
        add(words, "wall(s|ed)?(?! time| clock)", "isolation");
        add(words, "in(to)? force", "in effect");
        add(words, "told", "reported");
        add(words, "mend(s|ed|ing|able)?", "fix");
        add(words, "troubles?", "problem");
        add(words, "turn(s|ed|ing)? (it |them |a service |the service )?(on|off)", "enable, or disable");
        add(words, "nobody|somebody|anybody|everybody|whoever", "the name of the thing");
        add(words, "what (came|became) of (it|them)|what (it|they) (was|were) (is|are) kept", "what it holds");
        add(words, "(is|are|was|were) due|time is up", "expires, expired");
        return words;
    }

    private static Map<Pattern, String> names() {
        Map<Pattern, String> words = new LinkedHashMap<>();
        add(words, "(un)?told", "reported");
        add(words, "troubles?", "problem, or failure");
        add(words, "wall(s|ed)?(?! time| clock)", "isolation");
        add(words, "mend(s|ed|ing|able)?", "fix");
        add(words, "tenants?|seats?", "add-on, or use of an add-on");
        add(words, "rehears\\w*|foresee\\w*", "dry run, or preview");
        add(words, "nobody|nobodys|somebody|anybody|everybody|whoever", "the name of the thing");
        return words;
    }

    private static Map<Pattern, String> refused() {
        Map<Pattern, String> words = house();
        add(words, "tells?|telling", "describes, reports, shows");
        add(words, "shapes? (of (add-ons|a service)|that a service)", "plan");
        add(words, "looks only|loses data|(that|those that) only looks?", "read-only, or destructive");
        add(words, "for good|for ever|on offer|by the way|is at it|is at work", "permanently, available");
        add(words, "colour(s|ed)?|catalogue|behaviour", "American spelling");
        return words;
    }

    private static void add(Map<Pattern, String> words, String refused, String instead) {
        words.put(Pattern.compile("(?i)(?<![\\w-])(" + refused + ")(?![\\w-])"), instead);
    }

    static Stream<Path> code() {
        return Stream.of("src/main/java", "src/test/java", "src/bench/java")
                .flatMap(root -> below(Path.of(root)))
                .filter(file -> named(file, ".java") && !named(file, "DictionaryTest.java"));
    }

    static Stream<Path> files() throws IOException {
        List<Path> roots = List.of(
                Path.of("src/main/java"),
                Path.of("src/main/resources"),
                Path.of("src/main/launcher"),
                Path.of("scripts"),
                Path.of("docs"),
                Path.of("README.md"),
                Path.of("ADDONS.md"),
                Path.of("CHANGELOG.md"),
                Path.of("CONTRIBUTING.md"),
                Path.of("action.yml"));
        return roots.stream()
                .flatMap(DictionaryTest::below)
                .filter(file -> !named(file, ".svg") && !named(file, ".png"));
    }

    @Test
    void what_users_read_is_looked_through() throws IOException {
        assertThat(files().map(Path::toString))
                .hasSizeGreaterThan(500)
                .contains(
                        "src/main/resources/vektra/cli/manual.txt",
                        "src/main/resources/vektra/http/page/js/addon.js",
                        "src/main/resources/vektra/http/request/schemas.json",
                        "src/main/java/vektra/model/PlannedStep.java",
                        "docs/adr/0008-log-spool.md");
    }

    @ParameterizedTest
    @MethodSource("files")
    void one_word_for_one_thing(Path file) throws IOException {
        String text = Files.readString(file);
        refuse(REFUSED, file, readable(file, text));
    }

    @ParameterizedTest
    @MethodSource("code")
    void the_same_word_in_names_and_comments(Path file) throws IOException {
        String text = Files.readString(file);
        refuse(HOUSE, file, parts(text, "/").replaceAll("\\{@\\w+ [^}]*}|@param \\w+", ""));
        refuse(NAMES, file, named(JAVA.matcher(text).replaceAll(" ")));
    }

    /** The names in code, each as its words. */
    private static String named(String code) {
        return NAME.matcher(code)
                .results()
                .map(name -> NEXT_WORD.matcher(name.group()).replaceAll(" "))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({"void a_port_is_told();, told", "class RedisTrouble {}, Trouble", "int seats2 = untold;, untold"})
    void a_word_within_a_name_is_found(String code, String word) {
        String words = named(code);
        assertThat(NAMES.keySet())
                .flatMap(refused ->
                        refused.matcher(words).results().map(MatchResult::group).toList())
                .contains(word);
        assertThat(named("wallClock toldest stroubled"))
                .satisfies(other -> assertThat(NAMES.keySet())
                        .noneMatch(refused -> refused.matcher(other).find()));
    }

    private static void refuse(Map<Pattern, String> words, Path file, String text) {
        words.forEach((word, instead) -> assertThat(word.matcher(text).results().map(found -> around(text, found)))
                .as("%s: write %s", file, instead)
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the far end",
                "no wall",
                "Walled in",
                "in force",
                "are told",
                "tells of it",
                "Mended",
                "Trouble",
                "turn on redis",
                "turns a service off",
                "Nobody",
                "whoever asks",
                "what came of it",
                "its time is up",
                "shapes of add-ons",
                "looks only",
                "a colour",
                "gone for good"
            })
    void a_word_of_the_list_is_found(String text) {
        assertThat(REFUSED.keySet()).anyMatch(word -> word.matcher(text).find());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"recommended", "wall time", "wallet", "the color", "enforced", "due/", "telltale", "ten-fold"})
    void other_words_are_left_alone(String text) {
        assertThat(REFUSED.keySet()).noneMatch(word -> word.matcher(text).find());
    }

    @ParameterizedTest
    @CsvSource({
        "A.java, 'String s = \"told\"; // told', '\"told\"'",
        "A.java, 'char c = ''\"''; String told; int x; String s = \"x\";', '\"x\"'",
        "a.md, 'the user `nobody` is', 'the user  is'",
        "a.js, 'const told = 1;', 'const told = 1;'"
    })
    void code_is_not_read_by_users(String name, String text, String read) {
        assertThat(readable(Path.of(name), text).strip()).isEqualTo(read);
    }

    /** The part of a file that users can come to see: of Java its texts, of Markdown all but code. */
    private static String readable(Path file, String text) {
        if (named(file, ".java")) {
            return parts(text, "\"");
        }
        return named(file, ".md") ? CODE.matcher(text).replaceAll("") : text;
    }

    /** The texts of a Java file, or its comments, by how they begin. */
    private static String parts(String text, String begin) {
        return JAVA.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(part -> part.startsWith(begin))
                .collect(Collectors.joining("\n"));
    }

    private static String around(String text, MatchResult found) {
        return text.substring(Math.max(0, found.start() - 30), Math.min(text.length(), found.end() + 30));
    }

    private static boolean named(Path file, String end) {
        return file.toString().endsWith(end);
    }

    private static Stream<Path> below(Path root) {
        try {
            return Files.walk(root).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
