package vektra.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** What is made of a file, such as a certificate, and made again once the file has changed. */
public final class Renewed<T> {
    private final Path file;
    private final Maker<T> maker;
    private FileTime changed;
    private T made;

    /** Reads a file. */
    public interface Maker<T> {
        T of(Path file) throws IOException;
    }

    public Renewed(Path file, Maker<T> maker) throws IOException {
        this.file = file;
        this.maker = maker;
        changed = Files.getLastModifiedTime(file);
        made = maker.of(file);
    }

    /** The same object as long as the file is the same. */
    public synchronized T now() throws IOException {
        FileTime now = Files.getLastModifiedTime(file);
        if (!now.equals(changed)) {
            made = maker.of(file);
            changed = now;
        }
        return made;
    }

    /** Likewise; a file that cannot be read leaves what was made of it before, and is tried again the next time. */
    public synchronized T latest() {
        try {
            return now();
        } catch (IOException e) {
            return made;
        }
    }
}
