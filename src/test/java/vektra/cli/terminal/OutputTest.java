package vektra.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables stay readable where they go, however long a cell is. */
class OutputTest {
    private static final String NAMES = "Set " + "A_CONFIG_VAR 🦊, ".repeat(500);
    private static final String TIME = "2026-11-28T22:11:33.836Z";

    @ParameterizedTest
    @CsvSource({"012, 0, 80", "012, 120, 120", "1, 70, 70", "'', 60, 240", "02, 60, 240"})
    void the_widest_column_is_cut_to_the_terminal(String terminals, int columns, int longest) {
        List<String> lines = table(terminals, columns, List.of("v2", NAMES, "me", TIME));
        assertThat(lines).allMatch(line -> line.codePointCount(0, line.length()) <= longest);
        String row = lines.get(1);
        assertThat(row).startsWith("v2       Set A_CONFIG").endsWith("…  me  " + TIME);
        assertThat(row.codePointCount(0, row.length())).isEqualTo(longest);
    }

    @Test
    void names_and_times_stay_whole_on_a_terminal_that_is_too_narrow_for_them() {
        List<String> lines = table("012", 20, List.of("postgres-transparent-842", NAMES, "me", TIME));
        assertThat(lines.get(1)).startsWith("postgres-transparent-842  Set A_").endsWith("…  me  " + TIME);
    }

    @Test
    void what_fits_is_not_cut() {
        assertThat(table("012", 80, List.of("v2", "Set A", "me", TIME)).get(1))
                .isEqualTo("v2       Set A        me  " + TIME);
    }

    private static List<String> table(String terminals, int columns, List<String> row) {
        var out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(terminals, Map.of("NO_COLOR", "1"), InputStream.nullInputStream(), out, out)
                .ofWidth(columns);
        new Output(terminal).table(List.of("release", "description", "by", "at"), List.of(row));
        terminal.flush();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
