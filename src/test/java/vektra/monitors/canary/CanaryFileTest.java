package vektra.monitors.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;

/** What is recorded of canaries survives, is private, and is never overwritten where it cannot be read. */
class CanaryFileTest {
    private final MonitorFiles files;
    private final CanaryFile file;

    CanaryFileTest(@TempDir Path home) {
        files = new MonitorFiles(home);
        file = new CanaryFile(files, false);
    }

    private static Canary canary(String name, AppName replaces) {
        return new Canary(
                Id.fresh(),
                Id.fresh().value(),
                new AppName(name),
                "http",
                Path.of("/srv/services/http"),
                Instant.parse("2026-03-01T12:00:00Z"),
                Instant.parse("2026-03-02T12:00:00Z"),
                false,
                replaces);
    }

    @Test
    void what_was_put_is_read_back() throws Exception {
        Canary one = canary("http-000001", null);
        Canary two = canary("http-000002", one.name());
        try (CanaryFile.Held held = file.hold(Duration.ZERO)) {
            held.put(one);
            held.put(two);
            held.put(one.done());
        }
        assertThat(new CanaryFile(files, false).read()).containsExactly(one.done(), two);
        assertThat(Files.getPosixFilePermissions(files.canaries()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (CanaryFile.Held held = file.hold(Duration.ZERO)) {
            held.drop(one);
        }
        assertThat(file.read()).containsExactly(two);
    }

    @Test
    void one_at_a_time_changes_it() {
        try (CanaryFile.Held held = file.hold(Duration.ZERO)) {
            assertThat(new CanaryFile(files, false).tryHold()).isEmpty();
            assertThatThrownBy(() -> file.hold(Duration.ZERO))
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
            assertThat(held.all()).isEmpty();
        }
        file.hold(Duration.ZERO).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\": 2, \"canaries\": []}",
                "{\"version\": 1, \"canaries\": [{\"id\": \"x\"}]}",
                "{\"version\": 1, \"canaries\": [{}]}"
            })
    void a_file_that_cannot_be_read_is_unavailable_and_stays(String content) throws Exception {
        Files.createDirectories(files.folder());
        Files.writeString(files.canaries(), content);
        assertThatThrownBy(() -> file.read()).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.getMessage()).startsWith("cannot read " + files.canaries());
        });
        try (CanaryFile.Held held = file.hold(Duration.ZERO)) {
            assertThatThrownBy(() -> held.put(canary("http-000001", null))).isInstanceOf(VektraException.class);
        }
        assertThat(files.canaries()).hasContent(content);
    }

    @Test
    void a_dry_run_writes_nothing_and_reads_what_it_would_have_written(@TempDir Path other) {
        MonitorFiles none = new MonitorFiles(other.resolve("home"));
        CanaryFile dryRun = new CanaryFile(none, true);
        Canary one = canary("http-000001", null);
        try (CanaryFile.Held held = dryRun.hold(Duration.ZERO)) {
            held.put(one);
        }
        assertThat(dryRun.read()).containsExactly(one);
        assertThat(none.home()).doesNotExist();
    }
}
