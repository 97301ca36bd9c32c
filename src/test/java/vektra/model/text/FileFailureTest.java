package vektra.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is said of a file says why, which the messages of Java do not. */
class FileFailureTest {
    private static final Path FILE = Path.of("/home/monitors/formation");

    private static VektraException writing(IOException e) {
        return FileFailure.writing(FILE, e);
    }

    @Test
    void the_reason_is_there_once_and_the_file_is() {
        assertThat(writing(new AccessDeniedException(FILE.toString())))
                .hasMessage("cannot write /home/monitors/formation: permission denied");
        assertThat(writing(new NoSuchFileException(FILE.toString())))
                .hasMessage("cannot write /home/monitors/formation: no such file");
        assertThat(FileFailure.reading(FILE, new FileSystemException(FILE.toString(), null, "Input/output error")))
                .hasMessage("cannot read /home/monitors/formation: Input/output error");
        assertThat(writing(new IOException("No space left on device")))
                .hasMessage("cannot write /home/monitors/formation: No space left on device");
    }

    @Test
    void what_can_be_done_is_named() {
        assertThat(writing(new IOException("No space left on device")).hint()).startsWith("free some space");
        assertThat(writing(new FileSystemException("x", null, "Read-only file system"))
                        .hint())
                .contains("VEKTRA_HOME");
        assertThat(writing(new IOException("odd")).hint()).isNull();
    }
}
