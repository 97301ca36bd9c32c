package vektra.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;

/** Compares a folder with the archive that it was loaded from, each byte of it. */
public final class Comparison implements ArchiveReader.Receiver {
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Notes notes;
    private long entries;

    private Comparison(Path root, Notes notes) {
        this.root = root;
        this.notes = notes;
    }

    /** What differs is an error that names it. */
    public static Contents check(Path archive, Path folder, Notes notes) throws IOException {
        Comparison comparison = new Comparison(folder, notes);
        Contents contents = ArchiveReader.read(archive, comparison);
        long[] found = new long[1];
        Inside.walk(folder, item -> found[0]++);
        if (found[0] != comparison.entries) {
            throw new Damaged("it has " + comparison.entries + " entries, and " + found[0] + " were loaded");
        }
        return contents;
    }

    @Override
    public void take(Entry entry, InputStream content) throws IOException {
        entries++;
        Path place = entry.in(root);
        BasicFileAttributes found = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean same = switch (entry.type()) {
            case FOLDER -> found.isDirectory() && sameNotes(place, entry);
            case FILE ->
                found.isRegularFile()
                        && found.size() == entry.size()
                        && sameNotes(place, entry)
                        && sameContent(place, content);
            case LINK ->
                found.isSymbolicLink()
                        && Files.readSymbolicLink(place).toString().equals(entry.link());
            case HARD_LINK -> Files.isSameFile(place, entry.target(root));
        };
        if (!same) {
            throw new Damaged("the entry " + entry.path() + " did not arrive as it was written");
        }
    }

    private boolean sameNotes(Path place, Entry entry) throws IOException {
        Map<String, byte[]> found = notes.of(place);
        return found.keySet().equals(entry.notes().keySet())
                && found.entrySet().stream()
                        .allMatch(note ->
                                Arrays.equals(note.getValue(), entry.notes().get(note.getKey())));
    }

    private static boolean sameContent(Path place, InputStream content) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS), BUFFER)) {
            byte[] wanted = new byte[BUFFER];
            byte[] found = new byte[BUFFER];
            while (true) {
                int read = content.readNBytes(wanted, 0, BUFFER);
                int same = in.readNBytes(found, 0, BUFFER);
                if (read != same || !Arrays.equals(wanted, 0, read, found, 0, same)) {
                    return false;
                }
                if (read == 0) {
                    return true;
                }
            }
        }
    }
}
