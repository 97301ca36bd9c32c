package vektra.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** A private file that is read, replaced and deleted as a whole. What was returned from survives a power cut. */
public final class SmallFile {
    public static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    public static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private SmallFile() {}

    /** The lines of a file; none when it is not there. */
    public static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    public static void replace(Path file, String text) throws IOException {
        Path folder = folder(file);
        Path beside = folder.resolve(".new-" + UUID.randomUUID());
        Files.createDirectories(folder, PRIVATE_FOLDER);
        try {
            try (FileChannel out = FileChannel.open(
                    beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Synced.entries(folder);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** One that is not there is no error. */
    public static void delete(Path file) throws IOException {
        // also when it was gone: what deleted it may have been cut off before this
        Files.deleteIfExists(file);
        if (Files.isDirectory(folder(file))) {
            Synced.entries(folder(file));
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }
}
