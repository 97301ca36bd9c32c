package vektra.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import vektra.store.disk.Disk;
import vektra.store.format.Seals;
import vektra.store.journal.Change;
import vektra.store.journal.Image;
import vektra.store.journal.Images;
import vektra.store.journal.JournalFolder;

/** The files of the home as they are once every decided change is counted in, whether it is written out yet or not. */
final class View {
    private static final int LISTINGS = 5;

    private final Path home;
    private final JournalFolder journal;
    private final List<Image> drafted;
    private final Supplier<Seals> seals;

    /** @param seals what seals and opens the secrets in the files as they are then */
    View(Path home, JournalFolder journal, Supplier<Seals> seals) {
        this(home, journal, List.of(), seals);
    }

    private View(Path home, JournalFolder journal, List<Image> drafted, Supplier<Seals> seals) {
        this.home = home;
        this.journal = journal;
        this.drafted = drafted;
        this.seals = seals;
    }

    /** The same files once these images too are counted in, which are written nowhere. */
    View with(List<Image> images) {
        return new View(home, journal, images, seals);
    }

    Path home() {
        return home;
    }

    /** What seals secrets now. */
    Seals seals() {
        return seals.get();
    }

    private Path file(String path) {
        return home.resolve(path);
    }

    /** The content of a file, empty when there is none. */
    Optional<byte[]> read(String path) {
        return read(path, journal.committed());
    }

    /**
     * The same.
     *
     * @param committed the decided changes of some moment before
     */
    Optional<byte[]> read(String path, List<Change> committed) {
        return new Images(home, drafted).after(path, file -> decided(file, committed));
    }

    /** The changes that are decided and perhaps not written out. */
    List<Change> committed() {
        return journal.committed();
    }

    /**
     * The content of a file before anything drafted.
     *
     * <p>A change is written out before it leaves the journal, so a file read after the journal showed nothing about it
     * is at least as new as that. What is put together from an entry and a file counts only if the entry is still there
     * afterwards, since a later change may have replaced the file.
     */
    private Optional<byte[]> decided(String path, List<Change> committed) {
        List<Change> looked = committed;
        while (true) {
            List<Change> changes = new ArrayList<>();
            List<Image> images = new ArrayList<>();
            for (Change change : looked) {
                if (change.touches(path)) {
                    changes.add(change);
                    images.addAll(change.images());
                }
            }
            if (changes.isEmpty()) {
                return Disk.read(file(path));
            }
            Optional<byte[]> content = new Images(home, images).after(path, other -> Disk.read(file(other)));
            if (changes.stream().allMatch(journal::has)) {
                return content;
            }
            looked = journal.committed();
        }
    }

    /** The names in a folder of the home, sorted. */
    Set<String> list(String folder) {
        List<Change> changes = journal.committed();
        Set<String> names = listed(file(folder));
        changes.forEach(change -> new Images(home, change.images()).list(folder, names));
        new Images(home, drafted).list(folder, names);
        return names;
    }

    /**
     * A folder's names at one moment: a listing during which a file gets another name may show both or neither. Where
     * the folder did not rest meanwhile, a listing counts only when the next says the same.
     */
    private static Set<String> listed(Path folder) {
        long before = Disk.changed(folder);
        Set<String> names = Disk.list(folder);
        if (Disk.isAtRest(before) && before == Disk.changed(folder)) {
            return names;
        }
        for (int i = 1; i < LISTINGS; i++) {
            Set<String> again = Disk.list(folder);
            if (again.equals(names)) {
                break;
            }
            names = again;
        }
        return names;
    }
}
