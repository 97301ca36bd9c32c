package vektra.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {
    @TempDir
    private Path place;

    private interface Work {
        void run() throws IOException;
    }

    /** What the kernel is asked to bring to the disk meanwhile, as the virtual machine notes it. */
    private List<Path> synced(Work work) throws Exception {
        Path notes = place.resolve("notes.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
            recording.start();
            work.run();
            recording.stop();
            recording.dump(notes);
        }
        return RecordingFile.readAllEvents(notes).stream()
                .map(event -> Path.of(event.getString("path")))
                .toList();
    }

    @Test
    void a_replaced_file_is_whole_and_private_and_on_the_disk_with_its_name() throws Exception {
        Path file = place.resolve("keys/one");
        SmallFile.replace(file, "old\n");
        List<Path> synced = synced(() -> SmallFile.replace(file, "a\nb\n"));
        assertThat(SmallFile.lines(file)).containsExactly("a", "b");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(synced).hasSize(2).last().isEqualTo(file.getParent());
        assertThat(Listing.of(file.getParent())).containsExactly(file);
    }

    @Test
    void a_deleted_file_does_not_come_back_also_if_the_first_attempt_was_cut_off() throws Exception {
        Path file = place.resolve("one");
        SmallFile.replace(file, "secret");
        assertThat(synced(() -> SmallFile.delete(file))).containsExactly(place);
        assertThat(SmallFile.lines(file)).isEmpty();
        assertThat(synced(() -> SmallFile.delete(file))).containsExactly(place);
        SmallFile.delete(place.resolve("no folder/one"));
    }

    /** A disk that fails after the first entry. */
    private record Failing(IOException reason) implements DirectoryStream<Path> {
        @Override
        public Iterator<Path> iterator() {
            return Stream.iterate(0, n -> n + 1)
                    .map(n -> {
                        if (n > 0) {
                            throw new DirectoryIteratorException(reason);
                        }
                        return Path.of("first");
                    })
                    .iterator();
        }

        @Override
        public void close() {}
    }

    @Test
    void a_disk_that_fails_while_a_folder_is_listed_is_an_error_that_callers_expect() {
        IOException reason = new IOException("Input/output error");
        assertThatThrownBy(() -> Listing.of(new Failing(reason))).isSameAs(reason);
    }
}
