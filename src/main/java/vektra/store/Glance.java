package vektra.store;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;
import vektra.store.disk.Disk;
import vektra.store.format.Seals;
import vektra.store.journal.Change;
import vektra.store.journal.Image;

/** The files of a view, each read at most once, unless they are very many. */
final class Glance {
    /** A list of ten thousand apps is not to be held twice. */
    private static final int MOST = 256;

    private final View view;
    private final Seals seals;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private @Nullable List<Change> committed;

    Glance(View view) {
        this.view = view;
        this.seals = view.seals();
    }

    /**
     * A file as it was read.
     *
     * @param stamp differs for each state of the file on the disk
     */
    private record Seen(Optional<byte[]> content, String stamp) {}

    Path home() {
        return view.home();
    }

    Seals seals() {
        return seals;
    }

    Optional<byte[]> read(String path) {
        Seen before = seen.get(path);
        if (before != null) {
            return before.content();
        }
        // the stamp first: what is written in between makes the file another one, not the same
        String stamp = stamp(path);
        Optional<byte[]> content = view.read(path, committed());
        if (seen.size() < MOST) {
            seen.put(path, new Seen(content, stamp));
        }
        return content;
    }

    /** The content of a file as it will be after more images. */
    Optional<byte[]> readAfter(List<Image> images, String path) {
        return view.after(images, path, this::read);
    }

    /** Whether a decided change of the file may not be written out yet. */
    boolean isPending(String path) {
        return committed().stream().anyMatch(change -> change.touches(path));
    }

    private List<Change> committed() {
        List<Change> known = committed;
        if (known == null) {
            known = view.committed();
            committed = known;
        }
        return known;
    }

    /** Whether the file was read, so that asking for it again costs nothing. */
    boolean has(String path) {
        return seen.containsKey(path);
    }

    /** Reads anew what those images change. */
    void forget(List<Image> images) {
        seen.keySet().removeIf(path -> images.stream().anyMatch(image -> image.touches(path)));
        committed = null;
    }

    /** Refuses, as a CONFLICT, when a file that was read is another one by now; what was locked is never. */
    void requireUnchanged() {
        List<Change> decided = view.committed();
        for (Map.Entry<String, Seen> entry : seen.entrySet()) {
            String path = entry.getKey();
            boolean same = stamp(path).equals(entry.getValue().stamp())
                    && decided.stream().noneMatch(change -> change.touches(path) && !knew(change));
            if (!same) {
                throw VektraException.conflict(
                        home().resolve(path) + " changed while this was being decided", "try again");
            }
        }
    }

    private boolean knew(Change change) {
        return committed().stream().anyMatch(known -> known.id().equals(change.id()));
    }

    private String stamp(String path) {
        return Disk.stamp(home().resolve(path));
    }
}
