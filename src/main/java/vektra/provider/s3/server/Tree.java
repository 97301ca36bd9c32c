package vektra.provider.s3.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders with all that is in them; files that vanish meanwhile are no error. */
public final class Tree {
    /** The notes that the library keeps beside the objects, which are none themselves. */
    private static final String NOTES = ".s3proxy-";

    private Tree() {}

    /** How many objects a bucket holds, and how many bytes they have. */
    public record Size(long objects, long bytes) {}

    public static Size size(Path bucket) throws IOException {
        long[] sum = new long[2];
        walk(bucket, new Quiet() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isObject(file)) {
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
        walk(from, new Quiet() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(folder).toString());
                if (!folder.equals(from) && !Files.exists(target)) {
                    Files.copy(folder, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isObject(file)) {
                    Files.copy(
                            file,
                            to.resolve(from.relativize(file).toString()),
                            StandardCopyOption.COPY_ATTRIBUTES,
                            StandardCopyOption.REPLACE_EXISTING);
                }
                return FileVisitResult.CONTINUE;
            }
        });
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

    private static boolean isObject(Path file) {
        return !file.getFileName().toString().startsWith(NOTES);
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
            if (failed instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failed;
        }
    }
}
