package vektra.monitors.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.VektraException;

class MonitorFolderTest {
    @TempDir
    Path place;

    private MonitorFolder folder;

    @BeforeEach
    void folder() {
        folder = MonitorFolder.in(place);
    }

    private Path write(String path, String text) throws IOException {
        Path file = place.resolve("monitors").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void executable(String... paths) throws IOException {
        for (String path : paths) {
            assertThat(write(path, "#!/bin/sh\n").toFile().setExecutable(true)).isTrue();
        }
    }

    private List<String> paths() {
        return folder.read().all().stream().map(one -> one.name().path()).toList();
    }

    @Test
    void executables_in_groups_are_monitors_in_the_order_of_their_names() throws IOException {
        executable("http/curl", "git/clone", "eu/http/get", "README");
        write("ferret/metric.json", "{}");
        assertThat(paths()).containsExactly("eu/http/get", "git/clone", "http/curl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"git/clone~", "git/.clone.swp", "git/#clone#", "git/clone.bak", "git/clone.orig", ".git/hooks"})
    void what_an_editor_leaves_is_none(String path) throws IOException {
        executable(path);
        assertThat(paths()).isEmpty();
    }

    @Test
    void no_folder_holds_no_monitors() {
        assertThat(paths()).isEmpty();
    }

    @Test
    void a_file_of_settings_that_names_a_builtin_one_needs_no_executable() throws IOException {
        write("web/home.conf", "check=https://example.com/\ninterval=60s\n");
        write("web/old.conf", "interval=60s\n");
        Definition home = folder.read().get("web/home");
        assertThat(paths()).containsExactly("web/home");
        assertThat(home.check()).isEqualTo("https://example.com/");
        assertThat(home.settings().interval()).hasSeconds(60);
        executable("web/home");
        assertThatThrownBy(() -> folder.read()).hasMessageContaining("but web/home is executable");
    }

    @Test
    void names_that_differ_in_signs_only_are_refused() throws IOException {
        executable("git/a-b", "git/a_b");
        assertThatThrownBy(() -> folder.read()).hasMessage("git/a-b and git/a_b are both called monitors_git_a_b");
    }

    @Test
    void two_paths_of_one_source_are_refused() throws IOException {
        executable("eu/git/clone", "us/git/clone");
        assertThatThrownBy(() -> folder.read()).hasMessage("eu/git/clone and us/git/clone are both called git.clone");
    }

    @Test
    void a_name_with_a_space_is_refused_and_not_left_out() throws IOException {
        executable("git/my clone");
        assertThatThrownBy(() -> folder.read())
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.hint()).contains("chmod -x"));
    }

    @Test
    void a_file_that_only_lacks_its_bit_is_refused_with_what_gives_it_one() throws IOException {
        write("git/push", "#!/bin/sh\n");
        assertThatThrownBy(() -> MonitorFolder.find(place, "git/push"))
                .hasMessage("monitors/git/push is not executable")
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.hint()).contains("chmod +x monitors/git/push"));
        write("git/push.conf", "check=tcp://localhost:22");
        assertThat(MonitorFolder.find(place, "git/push").check()).isEqualTo("tcp://localhost:22");
    }

    @Test
    void what_is_needed_is_a_monitor_and_no_circle() throws IOException {
        executable("git/clone", "net/ping");
        write("git/clone.conf", "needs=net/pin");
        assertThatThrownBy(() -> folder.read())
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.hint()).contains("did you mean net/ping?"))
                .hasMessage("git/clone needs what is not there: no monitor called 'net/pin'");
        write("git/clone.conf", "needs=net.ping");
        assertThat(folder.read().get("git/clone").settings().needs()).containsExactly("net.ping");
        write("net/ping.conf", "needs=monitors_git_clone");
        assertThatThrownBy(() -> folder.read()).hasMessage("monitors need each other: git.clone, net.ping");
    }

    @Test
    void a_mistyped_name_gets_the_nearest_in_the_form_that_was_typed() throws IOException {
        executable("git/clone", "http/curl");
        assertThatThrownBy(() -> folder.read().get("git/clon"))
                .isInstanceOfSatisfying(
                        VektraException.class,
                        e -> assertThat(e.hint()).isEqualTo("did you mean git/clone? Known: git/clone, http/curl"));
        assertThatThrownBy(() -> folder.read().get("monitor_git_clon"))
                .isInstanceOfSatisfying(
                        VektraException.class,
                        e -> assertThat(e.hint()).startsWith("did you mean monitors_git_clone?"));
    }

    @Test
    void a_path_of_any_file_names_a_monitor_wherever_that_is() throws IOException {
        executable("git/clone");
        write("git/clone.conf", "status=1");
        assertThat(MonitorFolder.find(place, "monitors/git/clone").settings().status())
                .isEqualTo(1);
        assertThat(MonitorFolder.find(place.resolve("monitors/git"), "./clone").source())
                .isEqualTo("git.clone");
        Path other = Files.createDirectories(place.resolve("checks/disk")).resolve("free");
        Files.writeString(other, "");
        assertThat(MonitorFolder.find(place, other.toString()).process()).isEqualTo("monitors_disk_free");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clone", "../git/clone", "git/", "/etc/passwd", "git/clone.conf", "git/a b", "git/.x"})
    void a_monitor_is_created_in_a_group_only(String path) {
        assertThatThrownBy(() -> folder.file(path)).hasMessageContaining("is not the path of a monitor");
    }
}
