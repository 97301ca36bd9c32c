package vektra.provider.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.archive.ArchiveWriter;
import vektra.archive.Notes;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class BucketsTest {
    @TempDir
    private Path place;

    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createDirectories(place.resolve("folder"));
        Files.writeString(Files.createDirectories(folder.resolve("a")).resolve("b"), "x");
    }

    private String holds() throws IOException {
        Path archive = place.resolve("archive");
        ArchiveWriter.write(folder, archive, Notes.LEFT_OUT);
        return Buckets.holds(archive);
    }

    @Test
    void an_archive_is_looked_through_before_it_is_imported() throws IOException {
        assertThat(holds()).isEqualTo("1 object");
    }

    @Test
    void a_name_that_the_server_needs_is_refused_before_anything_is_imported() throws IOException {
        Files.writeString(folder.resolve("a/.mpus-x"), "x");
        assertThatThrownBy(this::holds)
                .hasMessageContaining("'a/.mpus-x'")
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
    }

    @Test
    void a_link_is_refused_before_anything_is_imported() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a/b"));
        assertThatThrownBy(this::holds)
                .hasMessageContaining("link is a link, which can be no object")
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
    }
}
