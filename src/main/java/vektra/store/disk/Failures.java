package vektra.store.disk;

import java.nio.file.Path;
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
}
