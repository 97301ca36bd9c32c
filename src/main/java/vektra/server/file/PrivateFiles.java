package vektra.server.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;

/** Files and folders that only their owner may read; never follows a symbolic link that it walks over. */
public final class PrivateFiles {
    public static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");
    public static final FileAttribute<Set<PosixFilePermission>> FOLDER = mode("rwx------");
    public static final FileAttribute<Set<PosixFilePermission>> PASSAGE = mode("rwx--x--x");
    public static final FileAttribute<Set<PosixFilePermission>> PUBLIC = mode("rwxr-xr-x");

    private PrivateFiles() {}

    private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    /** Makes the folder and what is missing above it; one that exists keeps its mode. */
    public static Path folder(Path folder, FileAttribute<Set<PosixFilePermission>> mode) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, mode);
                // the umask may have taken bits away
                Files.setPosixFilePermissions(folder, mode.value());
            }
            return folder;
        } catch (IOException e) {
            throw broken("cannot create the folder " + folder, e);
        }
    }

    /** Replaces the file as a whole: a reader sees the old text or the new one. */
    public static void write(Path file, String text) {
        try {
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".", ".new", FILE);
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw broken("cannot write " + file, e);
        }
    }

    /** The same, and the new text outlives a power failure; for one writer at a time. What a crash leaves is {@code .tmp-…}. */
    public static void writeDurably(Path file, String text) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try {
            Path fresh = folder.resolve(".tmp-" + file.getFileName());
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, FILE);
            Files.writeString(fresh, text);
            sync(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException e) {
            throw broken("cannot write " + file, e);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Moves a file or a folder with all below it, to another disk too; the new place holds all of it or nothing. */
    public static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException onAnotherDisk) {
            Path unfinished = to.resolveSibling(".moving-" + to.getFileName());
            delete(unfinished);
            copy(from, unfinished);
            move(unfinished, to);
            delete(from);
        } catch (IOException e) {
            throw broken("cannot move " + from + " to " + to, e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException | UncheckedIOException e) {
            throw broken("cannot copy " + from + " to " + to, e);
        }
    }

    /** Deletes a file or a folder with all below it; already gone is no error. */
    public static void delete(Path root) {
        walk(root, "cannot delete ", Files::deleteIfExists);
    }

    /** Gives a folder and all below it to a user and the group of that number. */
    public static void own(Path root, int uid) {
        walk(root, "cannot give to user " + uid + " ", path -> {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
        });
    }

    private interface Action {
        void on(Path path) throws IOException;
    }

    private static void walk(Path root, String failing, Action action) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    action.on(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                    action.on(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException | UncheckedIOException e) {
            throw broken(failing + root, e);
        }
    }

    public static VektraException broken(String what, Exception e) {
        return VektraException.unavailable(what, String.valueOf(e.getMessage()), e);
    }
}
