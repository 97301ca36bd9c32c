package vektra.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** A .env file is read as its other readers read it, or it is refused, or what they read differently is noted. */
class EnvFileTest {
    @Test
    void backticks_are_quotes() {
        EnvFile file = EnvFile.parse("A=1\nK=`say \"it's\"` # said\nM=`one\ntwo\\n`\n");
        assertThat(file.variables()).isEqualTo(Map.of("A", "1", "K", "say \"it's\"", "M", "one\ntwo\\n"));
        assertThat(file.notes()).singleElement().asString().startsWith("lines 2, 3: backticks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://${WHO}@db/x",
                "$WHO",
                "\"at ${WHO}\"",
                "\"\\\\$WHO\"",
                "`${WHO}`",
                "$(date)",
                "\"$((1+1))\"",
                "pa$$word",
                "pa$1word",
                "$'a\\nb'",
                "x$\"y\"",
                "'it'\"s $WHO\"",
                "`a\\``"
            })
    void what_readers_replace_or_keep_is_refused_with_its_line(String value) {
        assertThatThrownBy(() -> EnvFile.parse("WHO=me\n\nSECRET=" + value + "\n"))
                .isInstanceOfSatisfying(VektraException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.INVALID);
                    assertThat(e.getMessage()).startsWith("line 3: ").doesNotContain(value);
                    assertThat(e.hint()).isEqualTo("write out the value that is meant, in single quotes: NAME='value'");
                });
    }

    @Test
    void a_dollar_sign_that_no_reader_replaces_is_one() {
        EnvFile file = EnvFile.parse("A='${X} $y $(z)'\nB=5$\nC=\"5$ or $/6\"\n");
        assertThat(file.variables()).isEqualTo(Map.of("A", "${X} $y $(z)", "B", "5$", "C", "5$ or $/6"));
        assertThat(file.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"export A=1 B=2", "export A=1;", "export A=1; export B=2", "export URL=http://h/?a=1&b=2"})
    void what_a_shell_takes_apart_after_export_is_refused(String line) {
        assertThatThrownBy(() -> EnvFile.parse("X=1\n" + line))
                .hasMessage("line 2: several words after export, which a shell takes apart and others do not");
    }

    @Test
    void words_without_export_are_one_value_for_all_readers() {
        assertThat(EnvFile.parse("DSN=host=h user=me\nexport A=1 # one\n").variables())
                .isEqualTo(Map.of("DSN", "host=h user=me", "A", "1"));
    }

    @Test
    void lines_end_as_on_any_system() {
        Map<String, String> expected = Map.of("A", "1", "B", "one\ntwo", "C", "3");
        for (String end : List.of("\n", "\r\n", "\r")) {
            EnvFile file = EnvFile.parse("A=1\nB='one\ntwo'\n# note\nexport C=3\n".replace("\n", end));
            assertThat(file.variables()).isEqualTo(expected);
            assertThat(file.notes()).isEmpty();
        }
    }

    @Test
    void a_carriage_return_among_line_feeds_is_part_of_a_quoted_value_only() {
        EnvFile file = EnvFile.parse("A='one\r\ntwo'\nB=2\r\n");
        assertThat(file.variables()).isEqualTo(Map.of("A", "one\r\ntwo", "B", "2"));
        assertThat(file.notes()).singleElement().asString().startsWith("line 1: a carriage return in quotes");
        assertThatThrownBy(() -> EnvFile.parse("A=1\nB=2\rC=3\n")).hasMessageStartingWith("line 2: a carriage return");
    }

    @Test
    void what_most_readers_agree_on_is_kept_with_a_note() {
        EnvFile file = EnvFile.parse(
                "HASH=a#b\nTAB=\"a\\tb\"\nJSON=\"{\\\"a\\\":1}\"\nEND='end\\'\nBARE=end\\\nTICK=a`b\nN=\"one\\ntwo\"\n");
        assertThat(file.variables())
                .isEqualTo(Map.of(
                        "HASH",
                        "a#b",
                        "TAB",
                        "a\tb",
                        "JSON",
                        "{\"a\":1}",
                        "END",
                        "end\\",
                        "BARE",
                        "end\\",
                        "TICK",
                        "a`b",
                        "N",
                        "one\ntwo"));
        assertThat(String.join("\n", file.notes()))
                .contains(
                        "line 1: # without a space",
                        "lines 2, 3: a backslash in double quotes",
                        "line 4: a single quote after a backslash",
                        "line 5: the backslash at the end",
                        "line 6: a backtick is kept")
                .doesNotContain("7");
    }

    @Test
    void many_lines_of_a_kind_are_one_note() {
        assertThat(EnvFile.parse("A=x#y\n".repeat(8)).notes())
                .containsExactly("lines 1, 2, 3, 4, 5 and 3 more: # without a space before it is kept; "
                        + "some readers begin a comment there");
    }
}
