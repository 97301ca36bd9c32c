package vektra.logs.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import vektra.logs.line.Batch;

/**
 * Reads a spool record by record. What is damaged is skipped; how many lines were in it, the numbers of the next ones
 * tell. For one thread, while others write.
 */
public final class SpoolReader implements AutoCloseable {
    private static final int CHUNK = 256 << 10;

    private final Segments segments;
    private ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    /** The position of the first byte in the buffer. */
    private long start;
    /** How many bytes in the buffer count. */
    private int filled;

    private @Nullable FileChannel file;
    private long base = -1;
    private long position;
    private long expected;
    private long missing;

    public SpoolReader(Segments segments) {
        this.segments = segments;
    }

    /**
     * Goes to a position.
     *
     * @param sequence that the next line should have; 0 when that is not known
     */
    public void seek(long wanted, long sequence) {
        position = wanted;
        expected = sequence;
        missing = 0;
    }

    /** The position behind the last record read. */
    public long position() {
        return position;
    }

    /** The sequence that the next line should have; 0 when that is not known. */
    public long expected() {
        return expected;
    }

    /** How many lines turned out to be missing since this was last asked. */
    public long missing() {
        long lines = missing;
        missing = 0;
        return lines;
    }

    /** The next record, valid until the next call; null behind the last. */
    @Nullable
    public Batch next() throws IOException {
        return next(false);
    }

    /** The same with nothing but its head. */
    @Nullable
    public Batch skim() throws IOException {
        return next(true);
    }

    private @Nullable Batch next(boolean skimming) throws IOException {
        while (true) {
            long end = enter();
            if (position >= end) {
                return null;
            }
            Batch batch = skimming ? skimmed(end) : whole(end);
            if (batch != null) {
                position += batch.length();
                account(batch);
                return batch;
            }
            search(end);
        }
    }

    /** Makes the position one inside a segment, and returns that segment's end. */
    private long enter() throws IOException {
        while (true) {
            if (segments.isEmpty()) {
                return position;
            }
            Long holding = segments.holding(position);
            if (holding == null) {
                position = segments.first();
                continue;
            }
            long end = segments.endOf(holding);
            if (position < end || end == segments.end()) {
                if (holding != base) {
                    open(holding);
                }
                return end;
            }
            position = end;
        }
    }

    private void open(long segment) throws IOException {
        close();
        base = segment;
        start = segment;
        filled = 0;
        try {
            file = FileChannel.open(segments.file(segment), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            // deleted behind our back: as a file without bytes
            file = null;
        }
    }

    private @Nullable Batch whole(long end) throws IOException {
        int length = load(Batch.HEAD, end) ? Batch.length(buffer, at()) : 0;
        return length > 0 && load(length, end) ? Batch.read(buffer, at(), filled) : null;
    }

    private @Nullable Batch skimmed(long end) throws IOException {
        int length = load(Batch.HEAD, end) ? Batch.length(buffer, at()) : 0;
        boolean there = length > 0 && position + length <= end && load(Math.min(length, Batch.LONGEST_HEAD), end);
        return there ? Batch.skim(buffer, at(), filled) : null;
    }

    private int at() {
        return (int) (position - start);
    }

    /** Whether so many bytes from the position on are in the buffer now. */
    private boolean load(int bytes, long end) throws IOException {
        if (position < start || position > start + filled) {
            start = position;
            filled = 0;
        }
        if (filled - at() >= bytes) {
            return true;
        }
        if (end - position < bytes) {
            return false;
        }
        makeRoom(bytes);
        FileChannel from = file;
        while (from != null && filled < bytes) {
            int limit = (int) Math.min(buffer.capacity(), end - start);
            int read = from.read(buffer.limit(limit).position(filled), start + filled - base);
            if (read < 0) {
                break;
            }
            filled += read;
        }
        buffer.clear();
        return filled >= bytes;
    }

    private void makeRoom(int bytes) {
        int kept = filled - at();
        ByteBuffer old = buffer.limit(filled).position(at());
        int capacity = Math.max(CHUNK, bytes);
        buffer = capacity == buffer.capacity()
                ? old.compact()
                : ByteBuffer.allocate(capacity).put(old);
        buffer.clear();
        start = position;
        filled = kept;
    }

    /** Goes on to what looks like the next record. */
    private void search(long end) throws IOException {
        position++;
        while (position < end) {
            if (!load((int) Math.min(4, end - position), end) || end - position < 4) {
                position = end;
                return;
            }
            for (int i = at(); i + 4 <= filled; i++) {
                if (buffer.getInt(i) == Batch.MAGIC) {
                    position = start + i;
                    return;
                }
            }
            position = start + filled - 3;
        }
    }

    private void account(Batch batch) {
        if (batch.count() > 0) {
            gap(batch.sequence());
            expected = batch.sequence() + batch.count();
        } else if (Spool.isMark(batch)) {
            gap(batch.position());
            expected = batch.sequence();
        }
    }

    private void gap(long sequence) {
        if (expected > 0 && sequence > expected) {
            missing += sequence - expected;
        }
    }

    /** Holds no file until it goes on: one that is open keeps its room on the disk after it was deleted. */
    public void letGo() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
        file = null;
        base = -1;
    }
}
