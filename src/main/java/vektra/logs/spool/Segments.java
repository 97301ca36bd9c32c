package vektra.logs.spool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of a spool. All bytes that ever went through it have one position after the other; a file is named by the
 * position of its first byte, its base. For any thread.
 */
public final class Segments {
    private static final String SUFFIX = ".log";

    private final Path folder;
    private final ConcurrentSkipListSet<Long> bases = new ConcurrentSkipListSet<>();
    private volatile long end;

    /** Those that lie in a folder, which may be missing. */
    public Segments(Path folder) throws IOException {
        this.folder = folder;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9]*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                bases.add(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
            }
        } catch (NoSuchFileException e) {
            return;
        }
        if (!bases.isEmpty()) {
            end = bases.last() + Files.size(file(bases.last()));
        }
    }

    Path file(long base) {
        return folder.resolve(String.format("%019d", base) + SUFFIX);
    }

    boolean isEmpty() {
        return bases.isEmpty();
    }

    /** The base of the oldest. */
    public long first() {
        return bases.first();
    }

    /** The base of the newest. */
    public long last() {
        return bases.last();
    }

    /** The base of the one that holds a position, or null. */
    @Nullable
    Long holding(long position) {
        return bases.floor(position);
    }

    /** The base of the one before, or null. */
    @Nullable
    Long before(long base) {
        return bases.lower(base);
    }

    /** The position behind the last byte of one; what is missing before it is lost. */
    public long endOf(long base) {
        Long next = bases.higher(base);
        return next == null ? end : next;
    }

    /** The position behind all that is written. */
    public long end() {
        return end;
    }

    public void end(long position) {
        end = position;
    }

    void add(long base) {
        bases.add(base);
    }

    /** Deletes the oldest. */
    void deleteFirst() throws IOException {
        long base = bases.first();
        Files.deleteIfExists(file(base));
        bases.remove(base);
    }
}
