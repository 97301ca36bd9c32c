package vektra.server.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.text.VektraException;
import vektra.server.PlaceContract;
import vektra.server.Places;
import vektra.server.process.RunAs;
import vektra.spi.Place;

/** A folder of this machine. */
class FolderPlaceTest extends PlaceContract {
    @TempDir
    Path data;

    @Override
    protected Place place() {
        return Places.at(data);
    }

    @Override
    protected Path data() {
        return data;
    }

    @Test
    void a_file_is_its_owners_alone_and_what_a_crash_left_of_it_is_no_obstacle() throws Exception {
        Path file = Files.writeString(data.resolve("conf"), "older");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.writeString(data.resolve(".tmp-conf"), "half");
        place().write(file, "whole");
        assertThat(file).hasContent("whole");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(data).isDirectoryNotContaining("glob:**/.tmp-*");
    }

    @Test
    void a_reader_sees_the_old_text_or_the_new_one_since_the_file_is_another() throws Exception {
        Path file = data.resolve("conf");
        place().write(file, "old");
        Path kept = Files.createLink(data.resolve("kept"), file);
        place().write(file, "new");
        assertThat(kept).hasContent("old");
        assertThat(file).hasContent("new");
    }

    @Test
    void a_file_that_cannot_be_read_or_written_is_named() {
        assertThatThrownBy(() -> place().read(data))
                .isInstanceOf(VektraException.class)
                .hasMessage("cannot read " + data);
        assertThatThrownBy(() -> place().write(data.resolve("none/conf"), "text"))
                .isInstanceOf(VektraException.class)
                .hasMessage("cannot write " + data.resolve("none/conf"));
    }

    @Test
    void a_link_that_a_server_planted_is_not_followed() throws Exception {
        Path secret = Files.writeString(data.resolve("secret"), "root's");
        Path link = Files.createSymbolicLink(data.resolve("conf"), secret);
        assertThatThrownBy(() -> place().read(link))
                .isInstanceOf(VektraException.class)
                .hasMessage("cannot read " + link);
        place().write(link, "the server's");
        assertThat(secret).hasContent("root's");
        assertThat(link).isRegularFile().hasContent("the server's");
    }

    @Test
    void a_server_of_another_user_owns_its_files() throws Exception {
        Assumptions.assumeTrue(RunAs.weAreRoot());
        RunAs other = new RunAs(List.of(), RunAs.UNPRIVILEGED);
        Path file = data.resolve("conf");
        new FolderPlace(data, other, System.getenv(), "").write(file, "text");
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(RunAs.UNPRIVILEGED);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(RunAs.UNPRIVILEGED);
    }
}
