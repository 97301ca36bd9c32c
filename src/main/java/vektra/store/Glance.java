package vektra.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vektra.store.disk.Tail;
import vektra.store.format.Seals;
import vektra.store.journal.Image;
import vektra.store.journal.Images;

/** The files that a store keeps things in, as they are once every decided change is counted in; used by one thread. */
public interface Glance {
    /** Where they are, for people. */
    Path home();

    /** What seals their secrets. */
    Seals seals();

    /** The content of a file, empty when there is none; each is read at most once, unless they are very many. */
    Optional<byte[]> read(String path);

    /** The content as it is now. */
    Optional<byte[]> readAnew(String path);

    /** The end of a file of lines. */
    Optional<Tail> tail(String path);

    /** The names in a folder, sorted, now. */
    Set<String> list(String folder);

    /** The content of a file as it will be after more images. */
    default Optional<byte[]> readAfter(List<Image> images, String path) {
        return new Images(home(), images).after(path, this::read);
    }

    /** What was read, each file with what tells its state from any other. */
    Map<String, String> seen();

    /** Reads anew what those images change. */
    void forget(List<Image> images);

    /** Refuses, as a CONFLICT, when a file that was read is known to be another one by now. */
    void requireUnchanged();
}
