package vektra.monitors.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;

/** When monitors do not count. */
class MaintenanceTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path home;

    private Maintenance maintenance() {
        return new Maintenance(new MonitorFiles(home));
    }

    private static Window window(Instant from, Instant to, String... sources) {
        return new Window(from, to, List.of(sources), "new \"disks\"");
    }

    @Test
    void a_window_is_kept_as_it_is() {
        maintenance().start(window(NOON, null, "git.clone", "http"));
        maintenance().start(new Window(NOON, NOON.plusSeconds(60), List.of(), null));
        assertThat(maintenance().windows())
                .containsExactly(
                        window(NOON, null, "git.clone", "http"),
                        new Window(NOON, NOON.plusSeconds(60), List.of(), null));
    }

    @Test
    void it_covers_its_sources_and_those_below_from_its_begin_to_its_end() {
        maintenance().start(window(NOON, NOON.plusSeconds(60), "git"));
        assertThat(maintenance().covers("git.clone", NOON)).isTrue();
        assertThat(maintenance().covers("git.clone", NOON.minusMillis(1))).isFalse();
        assertThat(maintenance().covers("git.clone", NOON.plusSeconds(60))).isFalse();
        assertThat(maintenance().covers("github.clone", NOON)).isFalse();
    }

    @Test
    void stopping_ends_what_goes_on_drops_what_was_to_come_and_leaves_what_is_over() {
        Window over = window(NOON.minusSeconds(100), NOON.minusSeconds(50));
        maintenance().start(over);
        maintenance().start(window(NOON.minusSeconds(10), null));
        maintenance().start(window(NOON.plusSeconds(10), null));
        maintenance().start(window(NOON.minusSeconds(10), null, "git"));
        assertThat(maintenance().stop(List.of("git"), NOON)).hasSize(1);
        assertThat(maintenance().stop(List.of(), NOON)).hasSize(2);
        assertThat(maintenance().windows())
                .containsExactly(over, window(NOON.minusSeconds(10), NOON), window(NOON.minusSeconds(10), NOON, "git"));
        assertThat(maintenance().stop(List.of(), NOON)).isEmpty();
    }

    @Test
    void a_file_that_is_broken_is_named() throws IOException {
        Files.createDirectories(home.resolve("monitors"));
        Files.writeString(home.resolve("monitors/maintenance"), "{\"from\":\"soon\"}\n");
        assertThatThrownBy(() -> maintenance().windows())
                .isInstanceOf(VektraException.class)
                .hasMessageContaining("monitors/maintenance");
    }
}
