package vektra.cli.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.addons.apps.Bindings;

class BindingsFolderTest {
    private static final long OWN = ProcessHandle.current().pid();
    private static final List<Bindings.Binding> ONE =
            List.of(new Bindings.Binding("database", Map.of("type", "postgresql", "password", "s3cret")));

    @TempDir
    Path scratch;

    private Path home;

    @BeforeEach
    void home() throws IOException {
        home = Files.createDirectory(scratch.resolve("home"));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void each_entry_is_a_file_that_only_its_owner_reads() throws IOException {
        Path folder = BindingsFolder.of(null, home, OWN).write(ONE);
        assertThat(folder).isEqualTo(home.resolve("bindings/" + OWN));
        assertThat(folder.resolve("database/password")).hasContent("s3cret");
        assertThat(mode(folder.resolve("database/password"))).isEqualTo("rw-------");
        assertThat(List.of(mode(folder.getParent()), mode(folder), mode(folder.resolve("database"))))
                .containsOnly("rwx------");
    }

    @Test
    void they_are_in_the_users_folder_in_memory_where_that_is_his_alone() throws IOException {
        Path runtime = Files.createDirectory(
                scratch.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThat(BindingsFolder.of(runtime.toString(), home, OWN).write(ONE))
                .isEqualTo(runtime.resolve("vektra-bindings/" + OWN));
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String other :
                List.of(runtime.toString(), "", "run", scratch.resolve("none").toString())) {
            assertThat(BindingsFolder.of(other, home, OWN).write(ONE)).startsWith(home);
        }
    }

    @Test
    void what_programs_left_that_have_ended_goes_when_the_next_one_is_made() throws Exception {
        Process program = new ProcessBuilder("sleep", "600").start();
        Path running = BindingsFolder.of(null, home, program.pid()).write(ONE);
        Path folder = BindingsFolder.of(null, home, OWN).write(ONE);
        assertThat(running).exists();
        program.destroyForcibly().waitFor();
        BindingsFolder.of(null, home, OWN).write(ONE);
        assertThat(running).doesNotExist();
        assertThat(folder.resolve("database/type")).exists();
    }

    @Test
    void a_later_process_of_the_same_number_does_not_keep_them() throws Exception {
        Process program = new ProcessBuilder("sleep", "600").start();
        try {
            Path before = BindingsFolder.of(null, home, program.pid()).write(ONE);
            Files.setLastModifiedTime(before, FileTime.from(Instant.now().minusSeconds(3600)));
            BindingsFolder.of(null, home, OWN).write(ONE);
            assertThat(before).doesNotExist();
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    @Test
    void again_replaces_them_and_deleting_twice_is_no_error() throws IOException {
        BindingsFolder folder = BindingsFolder.of(null, home, OWN);
        folder.write(ONE);
        Path written = folder.write(List.of(new Bindings.Binding("cache", Map.of("type", "redis"))));
        assertThat(written.resolve("database")).doesNotExist();
        assertThat(written.resolve("cache/type")).exists();
        folder.delete();
        folder.delete();
        assertThat(written).doesNotExist();
    }
}
