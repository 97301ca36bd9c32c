package vektra.spi;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import vektra.model.age.Identity;
import vektra.model.age.Recipient;

/** Files that are encrypted for recipients. */
public interface Envelopes {
    /** Whether a file is one. */
    boolean isOne(Path file);

    /** The key of this home as a recipient; UNAVAILABLE where no key is set. */
    Recipient home();

    /** Who can open files by a key, such as that of a home. */
    Recipient recipient(Identity key);

    /**
     * Writes what a file holds, all of it before it is known that nothing is missing. One that is cut off, changed in any bit,
     * or for other recipients is INVALID.
     *
     * @param with tried in turn; the key of this home, where one is set, is tried as well
     */
    void open(Path file, List<Identity> with, OutputStream to);
}
