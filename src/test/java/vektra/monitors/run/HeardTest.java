package vektra.monitors.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is taken of the output of an attempt: little for the log, more for a pattern, and no secret. */
class HeardTest {
    private static final Pattern ANY = Pattern.compile("x");

    private final List<String> lines = new ArrayList<>();

    private Heard heard(Pattern pattern, Map<String, String> vars) {
        return new Heard((error, line) -> lines.add((error ? "err " : "out ") + line), Redaction.of(vars), pattern);
    }

    private static void say(Heard heard, boolean error, String text) {
        heard.read(Channels.newChannel(new ByteArrayInputStream(text.getBytes(UTF_8))), error);
    }

    @Test
    void lines_are_taken_also_one_without_an_end() {
        Heard heard = heard(null, Map.of());
        say(heard, false, "one\n\ntwo\r\nthree");
        say(heard, true, "fatal");
        assertThat(lines).containsExactly("out one", "out ", "out two", "out three", "err fatal");
        assertThat(heard.truncated()).isFalse();
        assertThat(heard.complaint()).isEqualTo("fatal");
        assertThat(heard.text()).isEmpty();
    }

    @Test
    void after_200_lines_the_rest_is_dropped_but_a_pattern_still_sees_it() {
        Heard heard = heard(ANY, Map.of());
        say(heard, false, "line\n".repeat(300) + "the end\n");
        assertThat(lines).hasSize(Heard.MOST_LINES);
        assertThat(heard.truncated()).isTrue();
        assertThat(heard.text()).endsWith("the end\n");
    }

    @Test
    void after_64_kib_the_rest_is_dropped_however_few_lines_it_has() {
        Heard heard = heard(ANY, Map.of());
        say(heard, false, "x".repeat(3 << 20));
        assertThat(lines.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(Heard.MOST_BYTES + 10);
        assertThat(heard.truncated()).isTrue();
        assertThat(heard.text().length()).isLessThanOrEqualTo(Heard.MOST_TEXT + 1);
    }

    @Test
    void secrets_of_config_vars_never_reach_the_log() {
        Map<String, String> vars = Map.of(
                "DATABASE_URL", "postgres://u:pa55word@localhost/db",
                "API_KEY", "-----BEGIN-----\nMIIEvQIBADANBg\n-----END-----",
                "COLOR", "blue",
                "SHORT_TOKEN", "abc");
        Heard heard = heard(ANY, vars);
        say(heard, false, "u pa55word blue abc\nMIIEvQIBADANBg\npostgres://u:pa55word@localhost/db\n");
        assertThat(lines).containsExactly("out u **** blue abc", "out ****", "out postgres://u:****@localhost/db");
        assertThat(heard.complaint()).doesNotContain("pa55word");
    }

    @Test
    void a_pattern_that_takes_years_is_given_up() {
        assertThat(Matching.found(Pattern.compile("b+$"), "aabb")).isTrue();
        assertThatThrownBy(() -> Matching.found(Pattern.compile("(.*)(.*)(.*)(.*)(.*)c"), "a".repeat(5000)))
                .isInstanceOf(Matching.TooSlow.class);
        assertThatThrownBy(() -> Matching.found(Pattern.compile("(a|b)*c"), "ab".repeat(500_000)))
                .isInstanceOf(Matching.TooSlow.class);
    }
}
