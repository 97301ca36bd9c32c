package vektra.store.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;

/** What the store says when a file or the disk does not do its part. */
public final class Failures {
    private Failures() {}

    /** No cause is kept: a parser's message may repeat what it read, and that may be a secret. */
    public static VektraException damaged(Path file, String what) {
        return VektraException.unavailable(
                "cannot use " + file + ": " + what, "restore it from a backup, or move it away", null);
    }

    public static VektraException newer(Path file) {
        return VektraException.unavailable(
                "cannot use " + file + ": written by a newer Vektra; upgrade",
                "upgrade Vektra, or use another VEKTRA_HOME",
                null);
    }

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

    private static String reason(IOException e) {
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
