package vektra.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vektra.model.Failpoint;
import vektra.model.text.FileFailure;

/**
 * The few things the store does with files. What a method wrote is on the disk when it returns, except that a new name
 * in a folder is only there permanently after {@link #sync}. Failures are UNAVAILABLE and name the file.
 */
public final class Disk {
    public static final String TEMPORARY = ".tmp-";
    /** Milliseconds within which the times of two changes may be the same. */
    private static final long REST = 1000;

    private Disk() {}

    public static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    public static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    /** The names in a folder, sorted, without files that are still being written; a missing folder is empty. */
    public static Set<String> list(Path folder) {
        Set<String> names = listAll(folder);
        names.removeIf(name -> name.startsWith(TEMPORARY));
        return names;
    }

    public static Set<String> listAll(Path folder) {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
            }
            return names;
        } catch (NoSuchFileException e) {
            return names;
        } catch (IOException e) {
            throw FileFailure.reading(folder, e);
        }
    }

    /** When names in a folder last changed, in milliseconds since 1970; 0 when there is no folder. */
    public static long changed(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).toMillis();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw FileFailure.reading(folder, e);
        }
    }

    /** Whether a folder changed so long ago that the time of its last change tells the next one apart from it. */
    public static boolean isAtRest(long changed) {
        return System.currentTimeMillis() - changed > REST;
    }

    /** Makes a folder that only its owner may enter, and those above it. */
    public static void makeFolder(Path folder) {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw FileFailure.writing(folder, e);
        }
        Path above = folder.getParent();
        if (above != null && Files.isReadable(above)) {
            sync(above);
        }
    }

    /** The folder that a file of the home is in. */
    public static Path above(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    public static Path temporary(Path target) {
        return target.resolveSibling(TEMPORARY + target.getFileName());
    }

    /** Writes the temporary file, then gives it the target's name: a reader sees the old file or the new one. */
    public static void replace(Path target, Path temporary, byte[] content) {
        try {
            write(temporary, 0, content, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            Failpoint.reached("store: " + temporary.getFileName() + " filled");
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FileFailure.writing(target, discarding(temporary, e));
        }
    }

    /** Leaves the content at that offset of the file; doing it again changes nothing. */
    public static void append(Path file, long offset, byte[] content) {
        try {
            write(file, offset, content, StandardOpenOption.CREATE);
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    private static void write(Path file, long offset, byte[] content, OpenOption... how) throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(how));
        options.add(StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly())) {
            if (offset > 0) {
                channel.position(offset);
            }
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    public static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw FileFailure.writing(to, e);
        }
    }

    /** Already gone is no error. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    /** Gives a file that is still there another time. */
    public static void touch(Path file, Instant time) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(time));
        } catch (NoSuchFileException e) {
            // the process that ended it did what this was for
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    /** Differs for each state of a file that is only ever replaced or appended to, and between one and none. */
    public static String stamp(Path file) {
        try {
            BasicFileAttributes state = Files.readAttributes(file, BasicFileAttributes.class);
            return state.lastModifiedTime() + " " + state.size() + " " + state.fileKey();
        } catch (IOException e) {
            return "none";
        }
    }

    /** When a file was last changed; long ago when it is gone. */
    public static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /** Makes the names in a folder last. */
    public static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw FileFailure.writing(folder, e);
        }
    }

    private static IOException discarding(Path temporary, IOException e) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException alsoFailed) {
            e.addSuppressed(alsoFailed);
        }
        return e;
    }
}
