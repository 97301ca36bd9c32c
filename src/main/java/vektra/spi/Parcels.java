package vektra.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import vektra.model.ExportKey;

/** Files that hold everything of a home, encrypted unless they are to be plain. */
public interface Parcels {
    /** Writes a file. What cannot be written is UNAVAILABLE, and leaves it unfinished: no reader takes that. */
    void write(OutputStream to, ExportKey key, Consumer<Packer> content);

    /**
     * Reads a file to its end. One that is cut off, changed in any bit, or encrypted by another key is INVALID: at the latest
     * at its end, so that what is taken counts only once this has returned.
     *
     * @param name what messages call it
     */
    void read(InputStream file, String name, ExportKey key, Taker taker);

    /** Takes what goes into a file. */
    interface Packer {
        void add(String name, byte[] content);

        /** A file that may grow meanwhile. */
        void add(String name, Path content);
    }

    /** Is given what a file holds, in the order in which it was added. */
    interface Taker {
        /** @param content what is left of it is skipped */
        void take(String name, InputStream content) throws IOException;
    }
}
