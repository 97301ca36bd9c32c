package vektra.store;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;
import vektra.store.disk.Disk;
import vektra.store.disk.Tail;
import vektra.store.format.Seals;
import vektra.store.journal.Change;
import vektra.store.journal.Image;

/** The files of a view, each read at most once, unless they are very many. */
final class FileGlance implements Glance {
    /** A list of ten thousand apps is not to be held twice. */
    private static final int MOST = 256;

    private final View view;
    private final Seals seals;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private @Nullable List<Change> committed;

    FileGlance(View view) {
        this.view = view;
        this.seals = view.seals();
    }

    /**
     * A file as it was read.
     *
     * @param stamp differs for each state of the file on the disk
     */
    private record Seen(Optional<byte[]> content, String stamp) {}

    @Override
    public Path home() {
        return view.home();
    }

    @Override
    public Seals seals() {
        return seals;
    }

    @Override
    public Optional<byte[]> read(String path) {
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

    @Override
    public Optional<byte[]> readAnew(String path) {
        return view.read(path);
    }

    /** Of a long file only the end is read, unless more of it is known already or a decided change of it is pending. */
    @Override
    public Optional<Tail> tail(String path) {
        boolean pending = committed().stream().anyMatch(change -> change.touches(path));
        return pending || seen.containsKey(path) ? read(path).map(Tail::of) : Tail.of(home().resolve(path));
    }

    @Override
    public Set<String> list(String folder) {
        return view.list(folder);
    }

    private List<Change> committed() {
        List<Change> known = committed;
        if (known == null) {
            known = view.committed();
            committed = known;
        }
        return known;
    }

    @Override
    public Map<String, String> seen() {
        Map<String, String> stamps = new LinkedHashMap<>();
        seen.forEach((path, file) -> stamps.put(path, file.stamp()));
        return stamps;
    }

    @Override
    public void forget(List<Image> images) {
        seen.keySet().removeIf(path -> images.stream().anyMatch(image -> image.touches(path)));
        committed = null;
    }

    /** What was locked is never another one. */
    @Override
    public void requireUnchanged() {
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
