package vektra.monitors.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.logs.processes.Procfile;
import vektra.model.monitor.Settings;

class MonitorProcfileTest {
    private static final Definitions MONITORS = new Definitions(List.of(
            Definition.ofFile(new MonitorName("git/clone"), Path.of("/m/git/clone"), Settings.DEFAULT),
            Definition.ofFile(new MonitorName("http/curl"), Path.of("/m/http/curl"), Settings.DEFAULT)));

    @TempDir
    Path place;

    @Test
    void lines_of_monitors_are_replaced_and_others_kept() throws IOException {
        Path file = place.resolve("Procfile");
        Files.writeString(
                file, "monitors_git_gone: vektra monitors:run monitors/git/gone --forever\nweb: ./start\n# a note\n");
        MonitorProcfile procfile = MonitorProcfile.of(file, MONITORS, "monitors");
        assertThat(procfile.stale()).isTrue();
        procfile.write();
        assertThat(file).hasContent("""
                        web: ./start
                        # a note
                        monitors_git_clone: vektra monitors:run monitors/git/clone --forever
                        monitors_http_curl: vektra monitors:run monitors/http/curl --forever
                        """);
        assertThat(MonitorProcfile.of(file, MONITORS, "monitors").stale()).isFalse();
        assertThat(place.toFile().list()).containsExactly("Procfile");
    }

    @Test
    void up_reads_it() throws IOException {
        Path file = place.resolve("Procfile");
        MonitorProcfile.of(file, MONITORS, "monitors").write();
        assertThat(Procfile.read(file).commands())
                .containsEntry("monitors_git_clone", "vektra monitors:run monitors/git/clone --forever")
                .containsOnlyKeys("monitors_git_clone", "monitors_http_curl");
    }

    @Test
    void without_monitors_and_other_lines_there_is_nothing_to_write() {
        MonitorProcfile procfile =
                MonitorProcfile.of(place.resolve("Procfile"), new Definitions(List.of()), "monitors");
        assertThat(procfile.stale()).isFalse();
    }
}
