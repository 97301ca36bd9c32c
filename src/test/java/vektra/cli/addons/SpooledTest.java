package vektra.cli.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class SpooledTest {
    @TempDir
    private Path folder;

    @Test
    void all_of_it_is_copied_while_there_is_room() throws Exception {
        Path file = folder.resolve("data");
        byte[] data = "x".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
        Spooled.copy(new ByteArrayInputStream(data), file, at -> data.length - Files.size(at));
        assertThat(file).hasBinaryContent(data);
        assertThat(Spooled.room(file)).isLessThan(Files.getFileStore(file).getUsableSpace());
    }

    @Test
    void input_without_an_end_does_not_fill_the_disk() {
        Path file = folder.resolve("data");
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> Spooled.copy(endless, file, at -> 1_000_000 - Files.size(at)))
                .isInstanceOfSatisfying(VektraException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                    assertThat(e).hasMessageContaining("does not fit on the disk of " + folder);
                });
        assertThat(file.toFile().length()).isBetween(900_000L, 1_000_000L);
    }
}
