package vektra.model.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is said when a file or the disk does not do its part: which file, and why, which Java often leaves out. */
public final class FileFailure {
    private FileFailure() {}

    public static VektraException reading(Path file, IOException e) {
        return VektraException.unavailable("cannot read " + file + ": " + reason(e), null, e);
    }

    public static VektraException writing(Path file, IOException e) {
        return VektraException.unavailable("cannot write " + file + ": " + reason(e), hint(e), e);
    }

    private static @Nullable String hint(IOException e) {
        String reason = reason(e);
        if (reason.contains("space") || reason.contains("quota")) {
            return "free some space, then run the command again";
        }
        if (reason.contains("denied") || reason.contains("Read-only")) {
            return "make it writable for you, or set VEKTRA_HOME to a folder that is";
        }
        return null;
    }

    /** Why, in a few words and without the file. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said;
    }
}
