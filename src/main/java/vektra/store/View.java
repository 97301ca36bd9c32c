package vektra.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import vektra.store.disk.Disk;
import vektra.store.disk.Failures;
import vektra.store.format.Seals;
import vektra.store.journal.Change;
import vektra.store.journal.Image;
import vektra.store.journal.Journal;

/** The files of the home as they are once every decided change is counted in, whether it is written out yet or not. */
final class View {
    private static final int LISTINGS = 5;

    private final Path home;
    private final Journal journal;
    private final List<Image> drafted;
    private final Supplier<Seals> seals;

    /** @param seals what seals and opens the secrets in the files as they are then */
    View(Path home, Journal journal, Supplier<Seals> seals) {
        this(home, journal, List.of(), seals);
    }

    private View(Path home, Journal journal, List<Image> drafted, Supplier<Seals> seals) {
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
        return after(drafted, path, file -> decided(file, committed));
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
            Optional<byte[]> content = after(images, path, other -> Disk.read(file(other)));
            if (changes.stream().allMatch(journal::has)) {
                return content;
            }
            looked = journal.committed();
        }
    }

    /**
     * The content of a file as it will be after more images: the last one of the file decides; what it builds on comes
     * from those before it, and in the end from the disk.
     */
    Optional<byte[]> after(List<Image> images, String path, Function<String, Optional<byte[]>> disk) {
        for (int i = images.size() - 1; i >= 0; i--) {
            Image image = images.get(i);
            List<Image> before = images.subList(0, i);
            if (!image.touches(path)) {
                continue;
            }
            if (image instanceof Image.Put put) {
                return Optional.of(put.content().bytes());
            }
            if (image instanceof Image.Append append) {
                return Optional.of(joined(after(before, path, disk).orElse(new byte[0]), append));
            }
            if (image instanceof Image.Move move && move.path().equals(path)) {
                return after(before, move.from(), disk).or(() -> after(before, path, disk));
            }
            return Optional.empty();
        }
        return disk.apply(path);
    }

    private byte[] joined(byte[] before, Image.Append append) {
        int offset = Math.toIntExact(append.offset());
        if (before.length < offset) {
            throw Failures.damaged(file(append.path()), "it is shorter than it was");
        }
        byte[] added = append.content().bytes();
        byte[] content = Arrays.copyOf(before, offset + added.length);
        System.arraycopy(added, 0, content, offset, added.length);
        return content;
    }

    /** The names in a folder of the home, sorted. */
    Set<String> list(String folder) {
        List<Change> changes = journal.committed();
        Set<String> names = listed(file(folder));
        for (Change change : changes) {
            change.images().forEach(image -> count(image, folder + "/", names));
        }
        drafted.forEach(image -> count(image, folder + "/", names));
        return names;
    }

    private static void count(Image image, String prefix, Set<String> names) {
        if (image instanceof Image.Move move && move.from().startsWith(prefix)) {
            names.remove(move.from().substring(prefix.length()));
        }
        if (!image.path().startsWith(prefix)) {
            return;
        }
        String name = image.path().substring(prefix.length());
        if (image instanceof Image.Delete) {
            names.remove(name);
        } else {
            names.add(name);
        }
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
