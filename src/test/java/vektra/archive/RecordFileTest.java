package vektra.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read again; what is damaged, cut or of another kind is an error. */
class RecordFileTest {
    private static final List<String> RECORDS = List.of("one", "", "ü".repeat(100_000), "{\"four\": 4}");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("backup");
        RecordFile.write("queues", file, sink -> {
            for (String each : RECORDS) {
                sink.take(each.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static List<String> read(String kind, Path from) throws IOException {
        List<String> found = new ArrayList<>();
        RecordFile.read(kind, from, record -> found.add(new String(record, StandardCharsets.UTF_8)));
        return found;
    }

    @Test
    void records_come_back_in_their_order() throws IOException {
        assertThat(read("queues", file)).isEqualTo(RECORDS);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_of_another_kind_is_refused() throws IOException {
        assertThatThrownBy(() -> read("topics", file)).hasMessage("it is no file of topics");
        Path other = folder.resolve("archive");
        Path some = Files.createDirectory(folder.resolve("some"));
        Files.writeString(some.resolve("file"), "content");
        ArchiveWriter.write(some, other, Notes.LEFT_OUT);
        assertThatThrownBy(() -> read("queues", other)).isInstanceOf(IOException.class);
        Files.writeString(other, "SELECT 1;");
        assertThatThrownBy(() -> read("queues", other)).hasMessageContaining("Not in GZIP format");
    }

    @Test
    void one_that_is_cut_anywhere_is_an_error() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> read("queues", file)).as(length + " bytes").isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_flipped_bit_is_an_error() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        // behind gzip's own header, some of whose bits mean nothing
        for (int at = 10; at < whole.length - 8; at += 5) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 16;
            Files.write(file, flipped);
            int where = at;
            try {
                assertThat(read("queues", file)).as("byte " + where).isEqualTo(RECORDS);
            } catch (IOException damaged) {
                assertThat(damaged.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void nothing_stays_of_one_that_could_not_be_written() {
        Path failed = folder.resolve("failed");
        assertThatThrownBy(() -> RecordFile.write("queues", failed, sink -> {
                    sink.take(new byte[10]);
                    throw new IOException("the server ended");
                }))
                .hasMessage("the server ended");
        assertThat(failed).doesNotExist();
        assertThatThrownBy(() -> RecordFile.write("queues", file, sink -> {}))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).exists();
    }
}
