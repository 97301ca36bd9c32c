package vektra.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of a file that changes. */
class RenewedTest {
    @TempDir
    private Path folder;

    private Path file;
    private Renewed<String> renewed;

    @BeforeEach
    void read() throws IOException {
        file = folder.resolve("file");
        write("first", 1);
        renewed = new Renewed<>(file, Files::readString);
    }

    private void write(String text, long changed) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(changed));
    }

    @Test
    void a_file_is_read_again_once_it_has_changed() throws IOException {
        String first = renewed.now();
        assertThat(renewed.now()).isEqualTo("first").isSameAs(first);
        write("second", 2);
        assertThat(renewed.now()).isEqualTo("second");
    }

    @Test
    void a_file_that_is_gone_leaves_what_was_read_and_is_tried_again() throws IOException {
        Files.delete(file);
        assertThat(renewed.latest()).isEqualTo("first");
        assertThatThrownBy(renewed::now).isInstanceOf(NoSuchFileException.class);
        write("second", 2);
        assertThat(renewed.latest()).isEqualTo("second");
    }
}
