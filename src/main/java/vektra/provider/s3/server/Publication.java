package vektra.provider.s3.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;

/**
 * How a whole upload becomes an object.
 *
 * @param bucket the folder of the bucket
 * @param uploads the folder beside it
 */
record Publication(Path bucket, Path uploads) {
    private static final Pattern UNFINISHED =
            Pattern.compile(".*-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int ATTEMPTS = 20;

    /** Such a key is a folder on disk, and holds nothing itself. */
    static boolean isFolder(String name) {
        return name.endsWith("/");
    }

    static void requireEmpty(@Nullable Long length) {
        if (length != null && length > 0) {
            throw folder();
        }
    }

    private static RuntimeException folder() {
        return S3Exceptions.invalidArgument("A key that ends with a slash cannot hold anything here.");
    }

    /** Refuses a key with a name that the library needs, at any level: all in the bucket but its notes is the app's. */
    static void requireName(String name) {
        if (!Reserved.isNote(name) && Reserved.has(name)) {
            throw S3Exceptions.invalidArgument("A part of the key between slashes begins with a name that is reserved: "
                    + String.join(", ", Reserved.NAMES) + ".");
        }
    }

    /** Refuses also a key that would lie outside of the bucket, or be that of a folder. */
    void requirePlace(String name) {
        requireName(name);
        if (isFolder(name)) {
            throw folder();
        }
        place(name);
    }

    private Path place(String name) {
        Path place = bucket.resolve(name).normalize();
        if (!place.startsWith(bucket) || place.equals(bucket)) {
            throw S3Exceptions.invalidArgument("The key would lie outside of the bucket.");
        }
        return place;
    }

    /** Only for a new key, where that is asked. */
    void requireCondition(String name, @Nullable String condition) {
        if (condition != null && Files.exists(place(name))) {
            throw S3Exceptions.preconditionFailed(null);
        }
    }

    /** Puts an upload in its place, at once. */
    void publish(String waiting, String name, @Nullable String condition) {
        Path upload = uploads.resolve(waiting).normalize();
        Path place = place(name);
        for (int attempt = 1; ; attempt++) {
            try {
                if (attempt > 1) {
                    Files.createDirectories(place.getParent());
                }
                settle(upload, place, condition);
                return;
            } catch (NoSuchFileException e) {
                // the folder is not there yet, or a delete took it away, since it was empty
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
            } catch (FileSystemException e) {
                throw S3Exceptions.invalidArgument("The key cannot be kept: a part of it between slashes is longer than"
                        + " 255 bytes, or it is an object's and a folder's at once.");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void settle(Path upload, Path place, @Nullable String condition) throws IOException {
        if (condition == null) {
            Files.move(upload, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try {
            // unlike a move, a link never replaces
            Files.createLink(place, upload);
        } catch (FileAlreadyExistsException e) {
            throw S3Exceptions.preconditionFailed(e);
        }
    }

    /** Deletes what was not published; nothing is there after a success. */
    void discard(String waiting) {
        try {
            Path upload = uploads.resolve(waiting).normalize();
            Files.deleteIfExists(upload);
            for (Path at = upload.getParent(); at != null && !at.equals(uploads); at = at.getParent()) {
                Files.deleteIfExists(at);
            }
        } catch (IOException e) {
            // another upload waits in the same folder; the next start sweeps
        }
    }

    /** Deletes what a process that died was writing; parts that were uploaded whole stay. */
    void sweep() throws IOException {
        Tree.walk(uploads, new Tree.Quiet() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean part = uploads.relativize(file).toString().startsWith(Reserved.PARTS);
                if (!part || UNFINISHED.matcher(file.getFileName().toString()).matches()) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
