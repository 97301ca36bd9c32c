package vektra.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders in which apps do what they like meanwhile. */
class InsideTest {
    private static final int MANY = 5000;

    @TempDir
    private Path place;

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"---------", "r--------", "-wx------", "r-xr-xr-x"})
    void a_folder_that_its_owner_closed_is_deleted_with_all_in_it(String mode) throws Exception {
        Path root = Files.createDirectories(place.resolve("root"));
        Path inner = Files.createDirectories(root.resolve("closed/inner"));
        Files.writeString(inner.resolve("file"), "x");
        mode(inner, mode);
        mode(inner.getParent(), mode);
        Inside.delete(root);
        assertThat(root).doesNotExist();
    }

    /** Another folder of that name takes the place of the one that is deleted, where a closed folder comes last. */
    @Test
    void no_permission_is_changed_through_a_link() throws Exception {
        Path root = Files.createDirectory(place.resolve("root"));
        Path first = root.resolve("a 0");
        for (int i = 0; i < MANY; i++) {
            Files.createFile(root.resolve("a " + i));
        }
        mode(Files.createDirectory(root.resolve("closed")), "---------");
        Path precious = Files.createDirectories(place.resolve("other/closed"));
        mode(precious, "r-xr-xr-x");
        Thread app = new Thread(() -> {
            while (Files.exists(first)) {
                Thread.onSpinWait();
            }
            try {
                Files.move(root, place.resolve("aside"));
                Files.createSymbolicLink(root, precious.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        app.start();
        Inside.delete(root);
        app.join();
        assertThat(place.resolve("aside")).exists();
        assertThat(mode(precious)).isEqualTo("r-xr-xr-x");
    }

    @Test
    void an_owner_is_read_of_what_was_met_and_of_nothing_that_took_its_place() throws Exception {
        Path root = Files.createDirectory(place.resolve("root"));
        Path inner = Files.createDirectory(root.resolve("a"));
        Files.writeString(inner.resolve("file"), "mine");
        Path other = Files.createDirectory(place.resolve("other"));
        Files.createLink(other.resolve("second name"), Files.writeString(other.resolve("file"), "theirs"));
        List<Integer> found = new ArrayList<>();
        Inside.walk(root, item -> {
            if (item.attributes().isRegularFile()) {
                found.add(item.numbers().names());
                Files.move(inner, place.resolve("away"));
                Files.createSymbolicLink(inner, other);
                assertThatThrownBy(() -> item.numbers()).isInstanceOf(IOException.class);
            }
        });
        assertThat(found).containsExactly(1);
    }

    @Test
    void a_file_that_an_app_writes_anew_meanwhile_is_met_again() throws Exception {
        Path root = Files.createDirectory(place.resolve("root"));
        Path file = Files.writeString(root.resolve("file"), "old");
        Path fresh = Files.writeString(place.resolve("fresh"), "and new");
        List<Long> found = new ArrayList<>();
        Inside.walk(root, item -> {
            if (Files.exists(fresh)) {
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
            item.numbers();
            found.add(item.attributes().size());
        });
        assertThat(found).containsExactly(7L);
    }

    @Test
    void a_file_that_is_deleted_while_it_is_written_leaves_a_whole_archive() throws Exception {
        Path folder = Files.createDirectory(place.resolve("folder"));
        Path first = folder.resolve("a");
        try (RandomAccessFile file = new RandomAccessFile(first.toFile(), "rw")) {
            file.setLength(64 << 20);
        }
        Files.writeString(folder.resolve("b"), "x");
        Path archive = place.resolve("archive");
        Thread app = new Thread(() -> {
            while (!archive.toFile().exists() || archive.toFile().length() == 0) {
                Thread.onSpinWait();
            }
            first.toFile().delete();
        });
        app.start();
        Contents written = ArchiveWriter.write(folder, archive, Notes.LEFT_OUT);
        app.join();
        assertThat(written).isEqualTo(new Contents(2, (64 << 20) + 1, 1)).isEqualTo(ArchiveReader.verify(archive));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1960-01-01T00:00:00Z", "1969-12-31T23:59:59.5Z", "1968-02-29T23:59:58.25Z"})
    void a_file_from_before_1970_keeps_its_date(String date) throws Exception {
        Path folder = Files.createDirectory(place.resolve("folder"));
        Path empty = Files.createDirectory(place.resolve("empty"));
        Path old = Files.writeString(folder.resolve("old"), "x");
        assertThat(new ProcessBuilder("touch", "-d", date, old.toString())
                        .start()
                        .waitFor())
                .isZero();
        Path archive = place.resolve("archive");
        ArchiveWriter.write(folder, archive, Notes.LEFT_OUT);
        Unpacking.load(archive, empty, Notes.LEFT_OUT, false);
        assertThat(Files.getLastModifiedTime(empty.resolve("old")).toInstant())
                .isEqualTo(Instant.parse(date).truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void digits_in_an_archive_are_those_of_tar_whatever_the_language() throws Exception {
        Path folder = Files.createDirectory(place.resolve("folder"));
        Files.setLastModifiedTime(Files.writeString(folder.resolve("old"), "x"), FileTime.fromMillis(1_234));
        Path archive = place.resolve("archive");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            ArchiveWriter.write(folder, archive, Notes.LEFT_OUT);
        } finally {
            Locale.setDefault(before);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("mtime=1.234\n");
        }
    }

    /** The virtual machine notes which programs it starts. */
    @Test
    void what_was_loaded_is_on_the_disk_before_it_counts() throws Exception {
        Path folder = Files.createDirectory(place.resolve("folder"));
        Path empty = Files.createDirectory(place.resolve("empty"));
        Files.writeString(folder.resolve("file"), "x");
        Path archive = place.resolve("archive");
        ArchiveWriter.write(folder, archive, Notes.LEFT_OUT);
        Path notes = place.resolve("notes.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart").withThreshold(Duration.ZERO);
            recording.start();
            Unpacking.load(archive, empty, Notes.LEFT_OUT, false);
            recording.stop();
            recording.dump(notes);
        }
        assertThat(RecordingFile.readAllEvents(notes))
                .extracting(event -> event.getString("command"))
                .containsExactly("sync -f " + empty);
    }
}
