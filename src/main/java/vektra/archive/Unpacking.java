package vektra.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vektra.file.Synced;

/**
 * Makes again in a folder what an archive holds. The folder must be closed to all others meanwhile. Links come last, and
 * folders that are links are refused, so that nothing is written through one.
 */
public final class Unpacking implements ArchiveReader.Receiver {
    private static final Set<StandardOpenOption> NEW =
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path root;
    private final Notes notes;
    private final boolean owners;
    private final boolean filled;
    private final Deque<Entry> folders = new ArrayDeque<>();
    private final List<Entry> links = new ArrayList<>();

    private Unpacking(Path root, Notes notes, boolean owners, boolean filled) {
        this.root = root;
        this.notes = notes;
        this.owners = owners;
        this.filled = filled;
    }

    /** @param owners whether files get the owner that they had, which only root can give */
    public static Contents load(Path archive, Path empty, Notes notes, boolean owners) throws IOException {
        Unpacking unpacking = new Unpacking(empty, notes, owners, false);
        Contents contents = ArchiveReader.read(archive, unpacking);
        unpacking.finish();
        Synced.all(empty);
        return contents;
    }

    /** Adds what an archive of any tool holds to what is in a folder; files there of the same name are replaced. */
    static Contents add(Path archive, Path filled, Notes notes, ForeignArchive.Rule rule) throws IOException {
        Unpacking unpacking = new Unpacking(filled, notes, false, true);
        Contents contents = ForeignArchive.read(archive, rule, unpacking);
        unpacking.finish();
        return contents;
    }

    @Override
    public void take(Entry entry, InputStream content) throws IOException {
        Path place = entry.in(root);
        if (filled) {
            makeRoom(entry, place);
        }
        switch (entry.type()) {
            case FOLDER -> {
                if (!filled || !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(place);
                }
                folders.push(entry);
            }
            case FILE -> {
                try (OutputStream out = Files.newOutputStream(place, NEW.toArray(StandardOpenOption[]::new))) {
                    content.transferTo(out);
                }
                settle(place, entry);
            }
            default -> links.add(entry);
        }
    }

    /** Makes the folders that it is in, and takes away a file of its name. */
    private void makeRoom(Entry entry, Path place) throws IOException {
        Path at = root;
        for (Path name : root.relativize(place)) {
            if (!at.equals(root) && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException(
                            entry.path() + " would be in " + root.relativize(at) + ", which is no folder");
                }
                Files.createDirectory(at);
            }
            at = at.resolve(name);
        }
        boolean folder = Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
        if (folder && entry.type() != Entry.Type.FOLDER) {
            throw new IOException(entry.path() + " is a folder already");
        }
        if (!folder) {
            Files.deleteIfExists(place);
        }
    }

    /** A hard link leads to a file inside, by way of folders alone. */
    private void requireFile(Path target) throws IOException {
        for (Path at = target.getParent(); at != null && !at.equals(root); at = at.getParent()) {
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("a hard link leads through " + root.relativize(at) + ", which is no folder");
            }
        }
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("a hard link leads to " + root.relativize(target) + ", which is no file");
        }
    }

    /** What a folder says of itself comes after what is in it: it may refuse new files. */
    private void finish() throws IOException {
        for (Entry link : links) {
            Path place = link.in(root);
            if (filled) {
                makeRoom(link, place); // a link made before may be on the way by now
            }
            if (link.type() == Entry.Type.HARD_LINK) {
                Path target = link.target(root);
                if (filled) {
                    requireFile(target);
                }
                Files.createLink(place, target);
            } else {
                Files.createSymbolicLink(place, Path.of(link.link()));
                own(place, link);
            }
        }
        while (!folders.isEmpty()) {
            Entry folder = folders.pop();
            settle(folder.in(root), folder);
        }
    }

    private void settle(Path place, Entry entry) throws IOException {
        notes.put(place, entry.notes());
        own(place, entry);
        PosixFileAttributeView view =
                Files.getFileAttributeView(place, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setPermissions(Mode.permissions(entry.mode()));
        // for a fraction of a second before 1970 Java sets another time
        long millis = entry.millis() < 0 ? Math.floorDiv(entry.millis(), 1000L) * 1000 : entry.millis();
        Files.setLastModifiedTime(place, FileTime.fromMillis(millis));
    }

    private void own(Path place, Entry entry) throws IOException {
        if (owners) {
            Files.setAttribute(place, "unix:uid", entry.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(place, "unix:gid", entry.gid(), LinkOption.NOFOLLOW_LINKS);
        }
    }
}
