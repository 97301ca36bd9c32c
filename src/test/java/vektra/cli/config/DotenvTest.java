package vektra.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The .env form, as readers take it that know less of quotes than a shell does. */
class DotenvTest {
    private static final String[] VALUES = {
        "end\\",
        "\\\\server\\share\\",
        "it's",
        "it's \\",
        "\n it's",
        "a'b\\\n",
        "a`b`",
        "it's `x`",
        " # \\",
        "\\",
        "'",
        "\"",
        "\\\"",
        "it's \"x\"",
        "a\\\\b",
        "'\\",
        "\\n",
        "{\"a\":\"b\"}",
        " a ",
        "",
        "~",
        "a#b",
        "c:\\d",
        "a=b",
        "'\n\\",
        "é🦊"
    };

    /** Two ways to find the closing quote: the next one, and the next one that no backslash stands before. */
    @ParameterizedTest
    @ValueSource(strings = {"", "(?<!\\\\)"})
    void no_value_takes_the_next_variable_along_and_those_agreed_on_are_read_as_they_are(String before) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < VALUES.length; i++) {
            variables.put("V" + i, VALUES[i]);
            variables.put("NEXT" + i, "no. " + i);
        }
        String text = variables.entrySet().stream()
                .map(entry -> Dotenv.line(entry.getKey(), entry.getValue()) + "\n")
                .collect(Collectors.joining());
        Map<String, String> read = read(text, before);
        variables.forEach((name, value) -> {
            if (Dotenv.agreed(value)) {
                assertThat(read).containsEntry(name, value);
            }
        });
        assertThat(read).containsKeys(variables.keySet().toArray(String[]::new));
        assertThat(EnvFile.parse(text).variables()).isEqualTo(variables);
    }

    /** Values whose reading differs somewhere, by what was tried with python-dotenv, dotenv-expand, ruby-dotenv and Node. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a${HOME}b", "pa$$word$1", "{\"$x\":1}", "a\nb", "a\r\nb", "end\\", "\\\\server", "it's \"x\""})
    void what_readers_dispute_is_known(String value) {
        assertThat(Dotenv.agreed(value)).isFalse();
    }

    private static Map<String, String> read(String text, String before) {
        Matcher line = Pattern.compile(
                        "([A-Z0-9]+)=(?:'(.*?)" + before + "'|\"(.*?)" + before + "\"|([^\n]*))[^\n]*\n",
                        Pattern.DOTALL)
                .matcher(text);
        Map<String, String> read = new LinkedHashMap<>();
        for (int at = 0; line.find(at); at = line.end()) {
            for (int group = 2; group <= 4; group++) {
                if (line.group(group) != null) {
                    read.put(line.group(1), line.group(group));
                }
            }
        }
        return read;
    }
}
