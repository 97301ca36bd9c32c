package vektra.archive;

import java.io.IOException;
import java.nio.file.Path;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** What it is to a user that an archive cannot be read. */
public final class Failures {
    private Failures() {}

    /** A backup is not as it was written: UNAVAILABLE. */
    public static VektraException damaged(Path backup, IOException e) {
        return VektraException.unavailable("the backup " + backup + " is damaged: " + e.getMessage(), null, e);
    }

    /** An archive is none, or has what no import takes: INVALID. */
    static VektraException unusable(Path archive, IOException e) {
        return new VektraException(
                Kind.INVALID, "the archive " + archive + " cannot be imported: " + e.getMessage(), null, e);
    }

    /** An archive does not go with what is there already: CONFLICT. */
    static VektraException unfit(IOException e) {
        return new VektraException(
                Kind.CONFLICT, "the archive cannot be imported: " + e.getMessage(), "nothing was changed", e);
    }
}
