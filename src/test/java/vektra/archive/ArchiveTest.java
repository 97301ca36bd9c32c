package vektra.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.Sha256;

class ArchiveTest {
    @TempDir
    private Path place;

    private Path folder;
    private Path archive;
    private Path empty;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(place.resolve("folder"));
        empty = Files.createDirectory(place.resolve("empty"));
        archive = place.resolve("archive");
    }

    @Test
    void what_is_written_and_loaded_is_the_same() throws Exception {
        Files.writeString(folder.resolve("plain"), "text");
        Files.createFile(folder.resolve("empty"));
        Path deep = Files.createDirectories(folder.resolve("\u00fcber/" + "d".repeat(200) + "/" + "e".repeat(200)));
        Files.write(deep.resolve("f".repeat(250)), new byte[100_000]);
        Files.writeString(deep.resolve("new\nline = 7"), "odd");
        Path closed = Files.createDirectory(folder.resolve("read only"));
        Files.writeString(closed.resolve("inside"), "kept");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
        Files.setPosixFilePermissions(folder.resolve("plain"), PosixFilePermissions.fromString("rwxr-x--x"));

        Contents written = ArchiveWriter.write(folder, archive, Notes.LEFT_OUT);
        assertThat(written).isEqualTo(new Contents(5, 100_011, 0)).isEqualTo(ArchiveReader.verify(archive));
        assertThat(Unpacking.load(archive, empty, Notes.LEFT_OUT, false)).isEqualTo(written);
        assertThat(Comparison.check(archive, empty, Notes.LEFT_OUT)).isEqualTo(written);
        assertThat(files(empty)).isEqualTo(files(folder));
        assertThat(Files.getLastModifiedTime(empty.resolve("plain")).toMillis())
                .isEqualTo(Files.getLastModifiedTime(folder.resolve("plain")).toMillis());
        assertThat(Files.getPosixFilePermissions(empty.resolve("plain")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-x--x"));
        assertThat(Files.getPosixFilePermissions(empty.resolve("read only")))
                .isEqualTo(PosixFilePermissions.fromString("r-x------"));
        Inside.delete(folder);
        assertThat(folder).doesNotExist();
    }

    @Test
    void links_stay_links_and_lead_nowhere() throws Exception {
        Path outside = Files.writeString(place.resolve("outside"), "secret");
        Files.writeString(folder.resolve("one"), "shared");
        Files.createLink(folder.resolve("two"), folder.resolve("one"));
        Files.createSymbolicLink(folder.resolve("away"), outside);
        Files.createSymbolicLink(folder.resolve("up"), place);
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("gone"));
        assertThat(HardLinks.leadingOut(folder)).isEmpty();

        Contents written = ArchiveWriter.write(folder, archive, Notes.LEFT_OUT);
        assertThat(written.files()).isEqualTo(1);
        Unpacking.load(archive, empty, Notes.LEFT_OUT, false);
        Comparison.check(archive, empty, Notes.LEFT_OUT);
        assertThat(Files.readSymbolicLink(empty.resolve("away"))).isEqualTo(outside);
        assertThat(Files.isSameFile(empty.resolve("one"), empty.resolve("two"))).isTrue();
        Inside.delete(empty);
        assertThat(outside).hasContent("secret");

        Files.createLink(folder.resolve("three"), outside);
        assertThat(HardLinks.leadingOut(folder)).contains("three");
    }

    @Test
    void a_folder_that_is_a_link_is_not_entered() throws Exception {
        Path other = Files.createDirectory(place.resolve("other"));
        Files.writeString(other.resolve("precious"), "here");
        Path link = Files.createSymbolicLink(place.resolve("link"), other);
        assertThatThrownBy(() -> Inside.delete(link)).isInstanceOf(IOException.class);
        assertThat(other.resolve("precious")).exists();
    }

    @Test
    void notes_are_kept_where_they_are_wanted() throws Exception {
        Path file = Files.writeString(folder.resolve("noted"), "text");
        Map<String, byte[]> notes = Map.of("kind", new byte[] {0, 10, 61, (byte) 200}, "none", new byte[0]);
        Notes.KEPT.put(file, notes);
        ArchiveWriter.write(folder, archive, Notes.KEPT);
        Unpacking.load(archive, empty, Notes.KEPT, false);
        Comparison.check(archive, empty, Notes.KEPT);
        Notes.KEPT.put(empty.resolve("noted"), Map.of("kind", new byte[] {1}));
        assertThatThrownBy(() -> Comparison.check(archive, empty, Notes.KEPT)).hasMessageContaining("noted");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30, 300, 700})
    void one_bit_that_changed_is_found(int at) throws Exception {
        Files.writeString(folder.resolve("file"), "some text ".repeat(100) + at);
        Files.write(folder.resolve("more"), new byte[3000]);
        ArchiveWriter.write(folder, archive, Notes.LEFT_OUT);
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            // some bits of the last byte before the trailer of gzip mean nothing
            long place = Math.min(at, file.length() - 20);
            file.seek(place);
            int was = file.read();
            file.seek(place);
            file.write(was ^ 4);
        }
        assertThatThrownBy(() -> ArchiveReader.verify(archive)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sha256 x 1 1 1", "a b c d e f g", "", "1 2 3 4 5 6 99999999999999999999", "1 2 3 4 -1 1 1"})
    void a_checksum_of_another_form_is_wrong(String line) {
        assertThatThrownBy(() -> Checksum.check(line, Sha256.digest())).isInstanceOf(Damaged.class);
    }

    @Test
    void an_archive_that_was_cut_off_is_damaged() throws Exception {
        Files.write(folder.resolve("file"), new byte[50_000]);
        ArchiveWriter.write(folder, archive, Notes.LEFT_OUT);
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertThatThrownBy(() -> ArchiveReader.verify(archive)).isInstanceOf(IOException.class);
    }

    @Test
    void a_folder_with_one_file_too_many_or_another_content_differs() throws Exception {
        Files.writeString(folder.resolve("file"), "text");
        ArchiveWriter.write(folder, archive, Notes.LEFT_OUT);
        Files.writeString(folder.resolve("more"), "");
        assertThatThrownBy(() -> Comparison.check(archive, folder, Notes.LEFT_OUT))
                .hasMessageContaining("2 were");
        Files.delete(folder.resolve("more"));
        Files.writeString(folder.resolve("file"), "test");
        assertThatThrownBy(() -> Comparison.check(archive, folder, Notes.LEFT_OUT))
                .hasMessageContaining("file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "/etc/x", "a/../../b", "a//b", "", "."})
    void an_entry_outside_of_the_archive_is_refused(String path) {
        Entry entry = new Entry(Entry.Type.FILE, path, 0600, 0, 0, 0, 0, "", Map.of());
        assertThatThrownBy(() -> entry.in(empty)).isInstanceOf(IOException.class);
    }

    @Test
    void an_exchange_that_was_cut_off_anywhere_is_completed() throws Exception {
        Path between = place.resolve("between");
        Exchange exchange = new Exchange(folder, empty, between);
        Files.writeString(folder.resolve("of"), "one");
        Files.writeString(empty.resolve("of"), "two");
        exchange.make();
        assertThat(folder.resolve("of")).hasContent("two");
        exchange.settle();
        assertThat(folder.resolve("of")).hasContent("two");
        Files.move(folder, between);
        exchange.settle();
        assertThat(folder.resolve("of")).hasContent("one");
        Files.move(folder, between);
        Files.move(empty, folder);
        exchange.settle();
        assertThat(folder.resolve("of")).hasContent("two");
        assertThat(empty.resolve("of")).hasContent("one");
        assertThat(between).doesNotExist();
    }

    private static Map<String, List<Byte>> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> root.relativize(file).toString(), ArchiveTest::bytes));
        }
    }

    private static List<Byte> bytes(Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            Byte[] boxed = new Byte[all.length];
            for (int i = 0; i < all.length; i++) {
                boxed[i] = all[i];
            }
            return List.of(boxed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
