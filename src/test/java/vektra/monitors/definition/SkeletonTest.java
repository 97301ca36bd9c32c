package vektra.monitors.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkeletonTest {
    @TempDir
    Path place;

    @ParameterizedTest
    @CsvSource({"bash, ", "http, https://example.com/", "tcp, tcp://localhost:5432", "addon, addon:NAME"})
    void each_template_is_a_monitor_once_it_is_written(String template, String check) {
        MonitorFolder folder = MonitorFolder.in(place);
        Skeleton skeleton = Skeleton.of(folder, "git/clone", Skeleton.Template.of(template));
        skeleton.require(false);
        skeleton.write();
        Definition monitor = folder.read().get("git/clone");
        assertThat(monitor.check()).isEqualTo(check);
        assertThat(monitor.file() != null && Files.isExecutable(monitor.file())).isEqualTo(check == null);
    }

    @Test
    void a_monitor_is_replaced_only_by_force() {
        MonitorFolder folder = MonitorFolder.in(place);
        Skeleton skeleton = Skeleton.of(folder, "git/clone", Skeleton.Template.BASH);
        skeleton.write();
        assertThatThrownBy(() -> skeleton.require(false)).hasMessageContaining("exists already");
        assertThatThrownBy(() ->
                        Skeleton.of(folder, "git/clone", Skeleton.Template.HTTP).require(false))
                .hasMessageContaining("exists already");
        skeleton.require(true);
    }

    @Test
    void an_unknown_template_gets_the_nearest() {
        assertThatThrownBy(() -> Skeleton.Template.of("htpp")).hasMessage("no template called 'htpp'");
    }
}
