package vektra.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;

/** The colors of processes. */
class LogLinesTest {
    private static String colour(LogLines looks, String process) {
        LogLine line = new LogLine(new LogStream("shop", process, "box", false), 1, 0, 14, 0, false, new byte[0], 0, 0);
        return looks.text(line, true).replaceFirst("(\u001b\\[[0-9]+m).*", "$1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"web.1 worker.1", "a b c d e f", "web.1 web.2 web.3 worker.1 worker.2 clock.1", "- 1 2 3 4 5"})
    void few_processes_have_a_color_each_and_keep_it(String processes) {
        LogLines looks = new LogLines();
        List<String> names = List.of(processes.split(" "));
        List<String> colours = names.stream().map(name -> colour(looks, name)).toList();
        assertThat(colours).doesNotHaveDuplicates();
        assertThat(names.stream().map(name -> colour(looks, name))).containsExactlyElementsOf(colours);
    }

    @Test
    void of_many_processes_some_share_one() {
        LogLines looks = new LogLines();
        for (int i = 0; i < 20; i++) {
            assertThat(colour(looks, "web." + i)).matches("\u001b\\[3[1-6]m");
        }
    }
}
