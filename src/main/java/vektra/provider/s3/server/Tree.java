package vektra.provider.s3.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import vektra.file.Synced;

/** Folders with all that is in them; files that vanish meanwhile are no error. */
public final class Tree {
    private Tree() {}

    /** How many objects a bucket holds, and how many bytes they have. */
    public record Size(long objects, long bytes) {}

    public static Size size(Path bucket) throws IOException {
        long[] sum = new long[2];
        walk(bucket, new Quiet() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isObject(bucket, file)) {
                    sum[0]++;
                    sum[1] += attributes.size();
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new Size(sum[0], sum[1]);
    }

    /** With their times and what clients said of them, which stands in attributes of the files. */
    public static void copy(Path from, Path to) throws IOException {
        carry(
                from,
                to,
                (file, target) -> Files.copy(
                        file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING));
        Synced.all(to);
    }

    /** The same files under other names: an upload replaces a file and changes none, so these stay as they are now. */
    public static void link(Path from, Path to) throws IOException {
        carry(from, to, (file, target) -> Files.createLink(target, file));
    }

    private interface Carrying {
        void on(Path file, Path target) throws IOException;
    }

    private static void carry(Path from, Path to, Carrying carrying) throws IOException {
        walk(from, new Quiet() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(folder).toString());
                if (folder.equals(from) || Files.exists(target)) {
                    return FileVisitResult.CONTINUE;
                }
                try {
                    Files.copy(folder, target, StandardCopyOption.COPY_ATTRIBUTES);
                    return FileVisitResult.CONTINUE;
                } catch (NoSuchFileException e) {
                    requirePlace(target, e);
                    return FileVisitResult.SKIP_SUBTREE;
                }
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isObject(from, file)) {
                    return FileVisitResult.CONTINUE;
                }
                Path target = to.resolve(from.relativize(file).toString());
                try {
                    carrying.on(file, target);
                } catch (NoSuchFileException e) {
                    requirePlace(target, e);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isObject(Path bucket, Path file) {
        return !Reserved.isNote(bucket.relativize(file).toString());
    }

    /** Apps may delete what is carried, since its folder was listed; that the folder which it goes to is missing is an error. */
    private static void requirePlace(Path target, NoSuchFileException e) throws NoSuchFileException {
        if (!Files.exists(target.getParent())) {
            throw e;
        }
    }

    public static void delete(Path root) throws IOException {
        walk(root, new Quiet() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void walk(Path root, Quiet visitor) throws IOException {
        if (Files.exists(root)) {
            Files.walkFileTree(root, visitor);
        }
    }

    /** Passes over what is gone when it is looked at. */
    abstract static class Quiet extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            // an object may have taken the place of a folder
            if (failed instanceof NoSuchFileException || failed instanceof NotDirectoryException) {
                return FileVisitResult.CONTINUE;
            }
            throw failed;
        }
    }
}
