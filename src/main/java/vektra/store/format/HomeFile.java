package vektra.store.format;

import java.nio.file.Path;
import java.util.Optional;
import vektra.store.disk.Disk;
import vektra.store.disk.Paths;

/**
 * {@code home.json}: says of which format the whole home is, from the first format on that needs more than files which each
 * say their own. A home without it is of format 1.
 */
public final class HomeFile {
    private HomeFile() {}

    /** Refuses a home of a newer format, as UNAVAILABLE. */
    public static void check(Path home) {
        Path file = home.resolve(Paths.HOME);
        Optional<byte[]> content = Disk.read(file);
        // nearly no home has one, and every command asks: a lambda would cost each its linking
        if (content.isPresent()) {
            Node.read(file, content.get(), Node::schema);
        }
    }
}
