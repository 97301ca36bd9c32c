package vektra.server.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.server.process.Program;

/** Archives made by the system's own tar. */
class TarTest {
    private static final String LONG = "a-rather-long-name-".repeat(10);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "pax", "ustar", "v7"})
    void unpacks_what_was_packed(String format) throws Exception {
        boolean oldest = format.equals("v7");
        Path from = Files.createDirectories(folder.resolve("from/sub/empty")).getParent();
        String deep = oldest ? "short" : "d/".repeat(20) + LONG.substring(0, 90);
        Files.createDirectories(from.resolve(deep).getParent());
        Files.writeString(from.resolve(deep), "deep");
        Files.writeString(from.resolve("program"), "x".repeat(513));
        Files.setPosixFilePermissions(from.resolve("program"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(from.resolve("link"), Path.of("program"));
        Files.createLink(from.resolve("twin"), from.resolve("program"));
        if (!oldest && !format.equals("ustar")) {
            Files.writeString(from.resolve(LONG), "long");
            Files.createSymbolicLink(from.resolve("long-link"), Path.of(LONG));
        }

        Path to = unpack(pack("--format=" + format, "-C", from.getParent().toString(), "sub"));

        assertThat(diff(from, to.resolve("sub"))).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("sub/program"))))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void refuses_what_lies_outside() throws Exception {
        Files.writeString(folder.resolve("evil"), "");
        byte[] upwards = pack("-P", "-C", folder.toString(), "--transform=s,evil,../evil2,", "evil");
        assertThatThrownBy(() -> unpack(upwards)).hasMessageContaining("../evil2 lies outside");
        byte[] absolute = pack("-P", "-C", folder.toString(), "--transform=s,evil,/tmp/evil2,", "evil");
        assertThatThrownBy(() -> unpack(absolute)).hasMessageContaining("/tmp/evil2 lies outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../../etc", "a/../../.."})
    void refuses_links_to_what_lies_outside(String target) throws Exception {
        Files.createSymbolicLink(folder.resolve("link"), Path.of(target));
        byte[] archive = pack("-C", folder.toString(), "link");
        Files.delete(folder.resolve("link"));
        assertThatThrownBy(() -> unpack(archive)).hasMessageContaining("lies outside");
    }

    @Test
    void writes_nothing_through_a_link() throws Exception {
        Files.createDirectories(folder.resolve("one/inside"));
        Files.createSymbolicLink(folder.resolve("one/door"), Path.of("inside"));
        Files.createDirectories(folder.resolve("two/door"));
        Files.writeString(folder.resolve("two/door/file"), "");
        byte[] archive = pack(
                "-C",
                folder.resolve("one").toString(),
                "door",
                "-C",
                folder.resolve("two").toString(),
                "door/file");
        assertThatThrownBy(() -> unpack(archive)).isInstanceOf(IOException.class);
    }

    @Test
    void says_when_the_archive_is_damaged() throws Exception {
        Files.writeString(folder.resolve("file"), "x".repeat(5000));
        byte[] archive = pack("-C", folder.toString(), "file");
        assertThatThrownBy(() -> unpack(Arrays.copyOf(archive, 3000))).hasMessageContaining("ends too soon");
        assertThatThrownBy(() -> unpack(Arrays.copyOf(archive, 300))).hasMessageContaining("ends too soon");
        Arrays.fill(archive, 100, 150, (byte) 'z');
        assertThatThrownBy(() -> unpack(archive)).hasMessageContaining("damaged");
    }

    private byte[] pack(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("tar", "-c"));
        command.addAll(List.of(arguments));
        Process tar = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] archive = tar.getInputStream().readAllBytes();
        assertThat(tar.waitFor()).isZero();
        return archive;
    }

    private Path unpack(byte[] archive) throws IOException {
        Path to = Files.createTempDirectory(folder, "to");
        try (InputStream in = new ByteArrayInputStream(archive)) {
            Tar.unpack(in, to);
        }
        return to;
    }

    private static String diff(Path one, Path other) {
        return new Program(Path.of("/"), System.getenv())
                .run(
                        Duration.ofSeconds(20),
                        List.of("diff", "-r", "--no-dereference", one.toString(), other.toString()))
                .output();
    }
}
