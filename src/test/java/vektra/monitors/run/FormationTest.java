package vektra.monitors.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;
import vektra.monitors.definition.Definition;
import vektra.monitors.definition.MonitorFolder;

/** How many processes of which monitors run: as typed, else as saved, else one. */
class FormationTest {
    @TempDir
    Path place;

    private MonitorFolder folder;
    private MonitorFiles files;
    private Scaling scaling;

    @BeforeEach
    void three_monitors() throws IOException {
        for (String path : List.of("git/clone", "git/push", "http/curl")) {
            Path file = place.resolve("monitors").resolve(path);
            Files.createDirectories(file.getParent());
            assertThat(Files.writeString(file, "").toFile().setExecutable(true)).isTrue();
        }
        folder = MonitorFolder.in(place);
        files = new MonitorFiles(place.resolve("home"));
        scaling = new Scaling(files, folder);
    }

    private Map<String, Integer> processes(List<String> formation, List<String> only) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        new Wanted(folder, formation, only)
                .processes(Formation.read(files.formation()), Map.of())
                .forEach((monitor, count) -> counts.put(Formation.key(monitor), count));
        return counts;
    }

    private void scale(String... words) {
        scaling.save(scaling.scaled(List.of(words)));
    }

    @Test
    void without_a_word_one_of_each_runs() {
        assertThat(processes(List.of(), List.of()))
                .containsExactly(
                        Map.entry("monitors_git_clone", 1),
                        Map.entry("monitors_git_push", 1),
                        Map.entry("monitors_http_curl", 1));
    }

    @Test
    void the_singular_of_the_readme_of_ferret_is_understood_and_leaves_the_others() {
        assertThat(processes(List.of("monitor_git_clone=2"), List.of()))
                .containsEntry("monitors_git_clone", 2)
                .containsEntry("monitors_git_push", 1);
        assertThat(processes(List.of("git/clone=2,all=0"), List.of()))
                .containsEntry("monitors_git_clone", 2)
                .containsEntry("monitors_git_push", 0);
        assertThat(processes(List.of("all=3", "monitors_git_clone=1"), List.of()))
                .containsEntry("monitors_git_clone", 1)
                .containsEntry("monitors_http_curl", 3);
    }

    @Test
    void only_leaves_all_others_out() {
        assertThat(processes(List.of(), List.of("git.push")))
                .containsEntry("monitors_git_push", 1)
                .containsEntry("monitors_git_clone", 0);
        assertThatThrownBy(() -> processes(List.of(), List.of("git.pus")))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.hint()).startsWith("did you mean git/push?"));
    }

    @Test
    void an_unknown_name_is_an_error_with_the_nearest() {
        assertThatThrownBy(() -> processes(List.of("monitor_git_clon=2"), List.of()))
                .hasMessage("no monitor called 'monitor_git_clon'")
                .isInstanceOfSatisfying(
                        VektraException.class,
                        e -> assertThat(e.hint()).startsWith("did you mean monitors_git_clone?"));
    }

    @Test
    void what_is_saved_goes_before_one_and_what_is_typed_before_that() {
        scale("git/clone=4", "monitor_git_push=0");
        assertThat(processes(List.of(), List.of()))
                .containsEntry("monitors_git_clone", 4)
                .containsEntry("monitors_git_push", 0)
                .containsEntry("monitors_http_curl", 1);
        assertThat(processes(List.of("monitors_git_clone=1"), List.of())).containsEntry("monitors_git_clone", 1);
        assertThat(files.formation()).hasContent("monitors_git_clone=4\nmonitors_git_push=0\n");
    }

    @Test
    void a_path_scales_all_below_it_as_ferrets_script_did() {
        scale("monitors/git", "3");
        assertThat(scaling.scaled(List.of()).all())
                .containsEntry("monitors_git_clone", 3)
                .containsEntry("monitors_git_push", 3)
                .containsEntry("monitors_http_curl", 1);
        scale("./monitors", "2");
        scale("all=1");
        scale("git/clone", "0");
        assertThat(files.formation()).hasContent("monitors_git_clone=0\nmonitors_git_push=1\nmonitors_http_curl=1\n");
        scale("5");
        assertThat(scaling.scaled(List.of()).all()).containsValues(5).doesNotContainValue(1);
    }

    @Test
    void a_builtin_monitor_runs_once_it_is_scaled() {
        scale("https://example.com/?a=b=2");
        assertThat(files.formation()).hasContent("https://example.com/?a=b=2\n");
        assertThat(processes(List.of(), List.of())).containsEntry("https://example.com/?a=b", 2);
        assertThat(processes(List.of(), List.of("addon:orders")))
                .containsEntry("addon:orders", 1)
                .containsEntry("monitors_git_clone", 0);
    }

    @Test
    void a_url_is_there_by_its_count_alone() {
        scale("https://example.com=1", "addon:orders=1");
        scale("https://example.com=0", "addon:orders=0");
        assertThat(files.formation()).hasContent("addon:orders=0\n");
        assertThat(scaling.scaled(List.of()).all()).doesNotContainKey("https://example.com");
        assertThat(scaling.scaled(List.of("tcp://db:5432=0")).named()).containsEntry("tcp://db:5432", 0);
    }

    @Test
    void what_stops_all_forgets_no_url() {
        scale("https://example.com=2");
        scale("0");
        assertThat(files.formation().toFile()).content().contains("https://example.com=0\n");
        scale("all=1");
        assertThat(processes(List.of(), List.of())).containsEntry("https://example.com", 1);
    }

    @Test
    void a_file_that_cannot_be_written_is_named_with_the_reason() throws IOException {
        Files.createDirectories(place.resolve("home"));
        Files.writeString(files.folder(), "a file where the folder of monitors should be");
        assertThatThrownBy(() -> Formation.NONE.save(files.formation()))
                .hasMessage("cannot write " + files.formation() + ": it is not a folder");
    }

    @Test
    void a_saved_monitor_that_has_gone_is_no_error() throws IOException {
        scale("git/clone=2");
        Files.delete(place.resolve("monitors/git/clone"));
        assertThat(processes(List.of(), List.of())).containsOnlyKeys("monitors_git_push", "monitors_http_curl");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "git/clone, no count given",
                "git/clone=-1, '-1' is not a count",
                "git/clone=101, '101' is not a count",
                "nosuch=1, no monitor called 'nosuch'",
                "ftp://x=1, 'ftp://x' is no built-in monitor",
                "=1, '=1' is not NAME=COUNT"
            })
    void what_is_mistyped_changes_nothing(String word, String message) {
        assertThatThrownBy(() -> scale(word)).hasMessage(message);
        assertThat(files.formation()).doesNotExist();
    }

    @Test
    void a_path_without_monitors_is_an_error() {
        assertThatThrownBy(() -> scale("gitt", "2"))
                .hasMessage("no monitors in 'gitt'")
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.hint()).contains("did you mean git?"));
    }

    @Test
    void a_built_in_one_is_in_no_group() {
        scale("https://example.com=1");
        assertThatThrownBy(() -> scale("gitt", "2"))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.hint()).doesNotContain("https"));
    }

    @Test
    void built_in_ones_of_services_run_at_their_interval_unless_the_formation_says_otherwise() {
        Map<String, Duration> enrolled =
                Map.of("addon:book", Duration.ofSeconds(30), "addon:atlas", Duration.ofHours(1));
        Map<Definition, Integer> counts = new Wanted(folder, List.of("addon:atlas=0"), List.of())
                .processes(Formation.read(files.formation()), enrolled);
        Map<String, String> seen = new LinkedHashMap<>();
        counts.forEach((monitor, count) -> {
            if (monitor.name().isBuiltIn()) {
                seen.put(
                        monitor.name().path(),
                        count + " every " + monitor.settings().interval() + " for "
                                + monitor.settings().timeout());
            }
        });
        assertThat(seen)
                .containsExactly(
                        Map.entry("addon:atlas", "0 every PT1H for PT3M"),
                        Map.entry("addon:book", "1 every PT30S for PT30S"));
    }
}
