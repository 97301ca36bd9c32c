package vektra.logs.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.logs.line.Batch;
import vektra.logs.line.Origins;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;

/**
 * The lines on their way, on disk: records one after the other. What {@link #append} wrote outlives the process at once,
 * and the machine a moment later. For any thread.
 *
 * <p>Each segment begins with the positions of all origins and a mark, a record of no origin that tells the sequence of
 * the next line, and in its position how far the lines before it came: a start leaves a gap, so that no number comes
 * again whatever a crash of the machine took.
 */
public final class Spool implements AutoCloseable {
    private static final long SEGMENT = 8 << 20;
    private static final long SYNC_MILLIS = 50;
    /** More than comes between two syncs. */
    private static final long GAP = 1_000_000;

    private static final LogStream NONE = new LogStream("", "", "", false);

    private final Segments segments;
    private final Origins origins = new Origins();
    private final Torn torn;
    private final ByteBuffer out = ByteBuffer.allocateDirect(64 << 10);
    private final Thread syncer = new Thread(this::sync, "vektra-spool-sync");
    private final Runnable appended;

    private final List<FileChannel> full = new ArrayList<>();
    private FileChannel file;
    private long base;
    private long next;
    private boolean dirty;
    private boolean closed;
    /** Behind what each new segment begins with. */
    private long begun;

    private volatile long synced;

    /**
     * Opens a spool after any kind of end of the last one.
     *
     * @param least where readers say that they are: no position before it is given again, and no number
     * @param appended called, at once, after each record
     */
    public Spool(Path folder, Clock clock, Place least, Runnable appended) throws IOException {
        this.appended = appended;
        segments = new Segments(LogFiles.make(folder));
        torn = new Torn(folder);
        Place left = new Recovery(segments, origins, torn).left();
        long micros = LogLine.micros(clock.instant());
        long known = Math.max(left.sequence(), least.sequence());
        base = Math.max(left.position(), least.position());
        next = Math.max(known == 0 ? 1 : known + GAP, micros);
        file = begin(base, known);
        syncer.setDaemon(true);
        syncer.start();
    }

    /** A place between two records, and the sequence of the line behind it; 0 when that is not known. */
    public record Place(long position, long sequence) {}

    static boolean isMark(Batch batch) {
        return batch.count() == 0 && batch.origin().isEmpty();
    }

    public Segments segments() {
        return segments;
    }

    /** Where the next line will be. */
    synchronized Place end() {
        return new Place(segments.end(), next);
    }

    public synchronized long position(String origin) {
        return origins.position(origin);
    }

    public synchronized void opened(String origin) {
        origins.opened(origin);
    }

    public synchronized void closed(String origin) {
        origins.closed(origin);
    }

    /** Takes note of how far an origin came whose lines no drain wants. */
    public void passed(Batch batch) throws IOException {
        if (Origins.isFile(batch.origin())) {
            append(Batch.note(batch.origin(), batch.stream(), 0, batch.position(), 0));
        } else {
            skipped(batch);
        }
    }

    /** The same as long as the process lives. */
    public synchronized void skipped(Batch batch) {
        origins.moved(batch.origin(), batch.position());
        torn.cameAgain(batch);
    }

    /** Gives its numbers to a batch and writes it; nothing has happened when that fails. */
    public void append(Batch batch) throws IOException {
        number(batch);
        appended.run();
    }

    private synchronized void number(Batch batch) throws IOException {
        if (segments.end() - base >= SEGMENT) {
            roll();
        }
        batch.number(batch.count() == 0 ? 0 : next);
        write(batch.bytes());
        next += batch.count();
        if (!batch.origin().isEmpty()) {
            origins.moved(batch.origin(), batch.position());
            torn.cameAgain(batch);
        }
        if (!dirty) {
            dirty = true;
            notifyAll();
        }
    }

    /**
     * Counts as lost what a kill cut off and does not come again. A sender that comes back later than that finds it taken.
     *
     * @param nanos how long a sender may take to come back
     */
    public void giveUp(long nanos) throws IOException {
        synchronized (this) {
            for (Batch note : torn.lost(nanos)) {
                number(note);
            }
        }
    }

    private void write(ByteBuffer record) throws IOException {
        segments.end(base + write(file, record, segments.end() - base));
    }

    /** Writes at an offset of a file and returns the one behind; a torn record is overwritten by the next. */
    private long write(FileChannel to, ByteBuffer record, long offset) throws IOException {
        long at = offset;
        while (record.hasRemaining()) {
            int length = Math.min(record.remaining(), out.capacity());
            out.clear()
                    .put(record.duplicate().limit(record.position() + length))
                    .flip();
            record.position(record.position() + length);
            while (out.hasRemaining()) {
                at += to.write(out, at);
            }
        }
        return at;
    }

    /** Begins a new segment, so that the one before can go once it is not needed. */
    public synchronized void roll() throws IOException {
        FileChannel fresh = begin(segments.end(), next);
        full.add(file);
        file = fresh;
        dirty = true;
        notifyAll();
    }

    private FileChannel begin(long position, long known) throws IOException {
        FileChannel fresh = LogFiles.open(segments.file(position));
        try {
            fresh.truncate(0);
            long at = 0;
            for (Map.Entry<String, Long> origin : origins.positions().entrySet()) {
                at = write(
                        fresh,
                        Batch.note(origin.getKey(), NONE, 0, origin.getValue(), 0)
                                .bytes(),
                        at);
            }
            at = write(fresh, Batch.note("", NONE, next, known, 0).bytes(), at);
            base = position;
            begun = position + at;
            segments.add(position);
            segments.end(begun);
            return fresh;
        } catch (IOException | RuntimeException e) {
            fresh.close();
            Files.deleteIfExists(segments.file(position));
            throw e;
        }
    }

    /** Deletes segments that end at or before a position; the newest stays, and so does all until that is on disk. */
    public void reclaim(long position) throws IOException {
        synchronized (this) {
            if (synced < begun) {
                return;
            }
        }
        while (segments.first() < segments.last() && segments.endOf(segments.first()) <= position) {
            segments.deleteFirst();
        }
    }

    /** Everything that is written is on disk once this returns. */
    public void force() throws IOException {
        synchronized (syncer) {
            forceAll();
        }
    }

    private void forceAll() throws IOException {
        List<FileChannel> ended;
        FileChannel current;
        long end;
        synchronized (this) {
            ended = new ArrayList<>(full);
            full.clear();
            current = file;
            end = segments.end();
            dirty = false;
        }
        try {
            for (FileChannel channel : ended) {
                channel.force(false);
                channel.close();
            }
            current.force(false);
        } finally {
            // a disk that cannot sync must not also fill up
            synced = end;
        }
    }

    private void sync() {
        try {
            while (awaitDirty()) {
                try {
                    force();
                } catch (IOException e) {
                    // what was written outlives us all the same; more than to try again cannot be done
                }
                Thread.sleep(SYNC_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitDirty() throws InterruptedException {
        while (!dirty && !closed) {
            wait();
        }
        return !closed;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (syncer.isAlive()) {
            try {
                syncer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            force();
        } finally {
            file.close();
        }
    }
}
