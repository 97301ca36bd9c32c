package vektra.logs.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.model.text.VektraException;

class ProcfileTest {
    @TempDir
    private Path folder;

    private Procfile read(String text) throws Exception {
        return Procfile.read(Files.writeString(folder.resolve("Procfile"), text));
    }

    @Test
    void lines_are_read_in_their_order_with_blanks_comments_line_ends_and_marks_of_windows() throws Exception {
        Procfile read =
                read("\uFEFF# all\r\nweb:  bin/rails server -p $PORT \r\n\r\n   # more\nclock : a: b\nz-1_x:true");
        assertThat(read.commands())
                .containsExactly(
                        Map.entry("web", "bin/rails server -p $PORT"),
                        Map.entry("clock", "a: b"),
                        Map.entry("z-1_x", "true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'web ./start' | :1: 'web ./start' is not NAME: COMMAND",
                "'a: b\nweb:' | :2: 'web:' is not NAME: COMMAND",
                "'a.b: c' | :1: 'a.b: c' is not NAME: COMMAND",
                "'web: a\n#\nweb: b' | :3: web occurs twice",
                "'# nothing' | declares no process",
            })
    void what_is_no_procfile_is_refused_with_its_line(String text, String complaint) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(VektraException.class).hasMessageContaining(complaint);
    }

    @Test
    void a_file_that_is_not_there_and_one_that_is_no_text_are_named() throws Exception {
        Path file = folder.resolve("Procfile");
        assertThatThrownBy(() -> Procfile.read(file)).hasMessage("no " + file);
        Files.write(file, new byte[] {'a', ':', (byte) 0xff});
        assertThatThrownBy(() -> Procfile.read(file)).hasMessage(file + " is not UTF-8");
        Files.write(file, new byte[2 << 20]);
        assertThatThrownBy(() -> Procfile.read(file)).hasMessageContaining("over 1 MiB");
    }

    @Test
    void release_is_no_type_of_processes() throws Exception {
        assertThat(read("release: bin/migrate\nweb: bin/web\n").types())
                .containsExactly(new ProcessType("web", "bin/web", 0));
    }

    @Test
    void one_of_each_runs_and_as_many_as_is_said() {
        Set<String> declared = new java.util.LinkedHashSet<>(List.of("web", "worker"));
        assertThat(Formation.of(declared, List.of(), List.of()).counts())
                .containsExactly(Map.entry("web", 1), Map.entry("worker", 1));
        assertThat(Formation.of(declared, List.of("worker"), List.of("worker=3"))
                        .counts())
                .containsExactly(Map.entry("web", 0), Map.entry("worker", 3));
        assertThat(Formation.of(declared, List.of(), List.of("web=0", "worker=0"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void processes_that_are_not_declared_are_refused_with_the_nearest() {
        Set<String> declared = Set.of("web");
        assertThatThrownBy(() -> Formation.of(declared, List.of("wep"), List.of()))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.hint()).isEqualTo("did you mean web?"));
        assertThatThrownBy(() -> Formation.of(declared, List.of(), List.of("web=-1")))
                .hasMessage("'web=-1' is not NAME=COUNT");
        assertThatThrownBy(() -> Formation.of(declared, List.of(), List.of("clock=1")))
                .hasMessage("no process called 'clock'");
    }

    @Test
    void labels_are_as_wide_as_the_longest_name_and_types_have_colors() {
        Labels labels = new Labels(List.of("web.1", "web.2", "worker.1"), false);
        assertThat(labels.of("web.1")).isEqualTo("web.1    | ");
        Labels coloured = new Labels(List.of("web.1", "web.2", "worker.1"), true);
        assertThat(coloured.of("web.1")).isEqualTo("\u001b[36mweb.1    | \u001b[0m");
        assertThat(coloured.of("web.2")).startsWith("\u001b[36m");
        assertThat(coloured.of("worker.1")).startsWith("\u001b[33m");
    }
}
