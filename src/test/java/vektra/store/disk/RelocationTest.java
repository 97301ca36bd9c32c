package vektra.store.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.text.VektraException;

/** To another disk a home is copied. */
class RelocationTest {
    @TempDir
    Path scratch;

    private Path elsewhere;
    private Path home;

    @BeforeEach
    void prepare() throws IOException {
        Path disk = Path.of("/dev/shm");
        if (!Files.isDirectory(disk) || isSame(disk)) {
            disk = Path.of("/var/tmp");
        }
        assumeFalse(isSame(disk), "this machine has a single disk");
        elsewhere = Files.createTempDirectory(disk, "vektra-relocation");
        home = Files.createDirectory(scratch.resolve("home"));
        Files.writeString(Files.createDirectory(home.resolve("apps")).resolve("note.json"), "{}");
    }

    private boolean isSame(Path disk) throws IOException {
        return Files.getFileStore(disk).equals(Files.getFileStore(scratch));
    }

    @AfterEach
    void remove() {
        if (elsewhere != null) {
            Tidying.delete(elsewhere);
        }
    }

    @Test
    void everything_is_there_and_nothing_is_left() {
        Path to = elsewhere.resolve("home");
        new Relocation(home).to(to);
        assertThat(to.resolve("apps/note.json")).hasContent("{}");
        assertThat(to.resolve("moving")).hasContent(to.toString());
        assertThat(home).doesNotExist();
    }

    @Test
    void a_copy_that_fails_leaves_the_home_as_it_was_and_nothing_there() throws IOException {
        // deeper than a path may be once it lies below the other folder
        Path deep = home;
        while (deep.toString().length() < 3000) {
            deep = deep.resolve("d".repeat(200));
        }
        Files.createDirectories(deep);
        Path far = elsewhere;
        while (far.toString().length() < 1500) {
            far = far.resolve("f".repeat(200));
        }
        Path to = Files.createDirectories(far).resolve("home");
        assertThatThrownBy(() -> new Relocation(home).to(to)).isInstanceOf(VektraException.class);
        assertThat(Disk.listAll(Disk.above(to))).isEmpty();
        assertThat(Disk.listAll(home)).containsExactlyInAnyOrder("apps", "d".repeat(200));
        assertThat(new String(Disk.read(home.resolve("apps/note.json")).orElseThrow(), UTF_8))
                .isEqualTo("{}");
    }
}
