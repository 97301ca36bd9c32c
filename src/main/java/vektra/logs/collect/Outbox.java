package vektra.logs.collect;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.logs.line.Batch;
import vektra.logs.line.Origins;
import vektra.model.logs.LogStream;

/** The records of a source that the router does not have for certain. For any thread. */
public final class Outbox {
    private static final long MOST_BYTES = 4 << 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long STEP_MILLIS = 100;

    private final String origin;
    private final LogStream stream;
    private final boolean file;
    private final Deque<Piece> sent = new ArrayDeque<>();
    private final Deque<Piece> waiting = new ArrayDeque<>();
    /** Records that were sent and then dropped: the router may turn out to have them. */
    private final Deque<Piece> doubtful = new ArrayDeque<>();

    private long bytes;
    private long dropped;
    private long position = -1;
    private boolean connected;
    private boolean closed;
    /** When waiting for room ends; 0 for never. */
    private long lastCall;

    private boolean over;
    private long alone = System.nanoTime();

    Outbox(String origin, LogStream stream) {
        this.origin = origin;
        this.stream = stream;
        this.file = Origins.isFile(origin);
    }

    /**
     * One to be sent.
     *
     * @param position behind it
     * @param last whether it is the last of that position
     * @param lost lines of whose loss it tells
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Piece(byte[] bytes, long position, boolean last, int lines, long lost) {}

    /** The position behind the last record. */
    synchronized long position() {
        return position;
    }

    /**
     * Takes another one; waits while there is too much, or makes room when there is no router. The lines of a file are
     * left where they are when the thread is interrupted.
     */
    synchronized void add(Piece record) {
        boolean interrupted = false;
        while (!closed && !over && bytes > 0 && bytes + record.bytes.length > MOST_BYTES) {
            if ((file && interrupted) || (lastCall != 0 && System.nanoTime() - lastCall > 0)) {
                over = true;
            } else if (!connected && !file && System.nanoTime() - alone > PATIENCE_NANOS) {
                dropOldest();
            } else {
                interrupted |= await(STEP_MILLIS);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (over) {
            // nothing behind a gap: it would tell that what is missing is there
            dropped += file ? 0 : record.lines + record.lost;
            return;
        }
        waiting.add(record);
        bytes += record.bytes.length;
        if (record.last) {
            position = record.position;
        }
    }

    /** From then on what there is no room for is dropped, instead of waited with. */
    synchronized void lastCall(long nanos) {
        lastCall = System.nanoTime() + nanos;
        notifyAll();
    }

    private void dropOldest() {
        Piece oldest = sent.pollFirst();
        if (oldest != null) {
            doubtful.add(oldest);
        } else {
            oldest = waiting.removeFirst();
            dropped += oldest.lines + oldest.lost;
        }
        bytes -= oldest.bytes.length;
    }

    /** Whether there is nothing to be sent just now. */
    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The next to be sent, which from now on counts as sent; null when there is none. */
    synchronized @Nullable ByteBuffer next() {
        Piece next = waiting.pollFirst();
        if (next == null) {
            return null;
        }
        sent.add(next);
        return ByteBuffer.wrap(next.bytes);
    }

    /**
     * There is a router.
     *
     * @param known how far it is with our origin
     */
    synchronized void connected(long known) {
        connected = true;
        // whether it had a note, its position does not tell: rather counted twice than not at all
        Iterator<Piece> notes = sent.iterator();
        while (notes.hasNext()) {
            Piece note = notes.next();
            if (note.lost > 0) {
                notes.remove();
                dropped += note.lost;
                bytes -= note.bytes.length;
            }
        }
        acknowledged(known);
        doubtful.forEach(record -> dropped += record.lines);
        doubtful.clear();
        Iterator<Piece> unsure = sent.descendingIterator();
        while (unsure.hasNext()) {
            waiting.addFirst(unsure.next());
        }
        sent.clear();
        if (dropped > 0) {
            waiting.addFirst(note(known));
            dropped = 0;
        }
    }

    private Piece note(long known) {
        Batch note = Batch.note(origin, stream, 0, known, dropped);
        byte[] record = new byte[note.length()];
        note.bytes().get(record);
        bytes += record.length;
        return new Piece(record, known, true, 0, dropped);
    }

    synchronized void disconnected() {
        if (connected) {
            alone = System.nanoTime();
        }
        connected = false;
    }

    /** The router has everything up to the last record of that position. */
    synchronized void acknowledged(long behind) {
        if (has(sent, behind)) {
            doubtful.clear();
            bytes -= remove(sent, behind);
        } else if (has(doubtful, behind)) {
            remove(doubtful, behind);
        }
        notifyAll();
    }

    private static boolean has(Deque<Piece> records, long behind) {
        for (Piece record : records) {
            if (record.last && record.position == behind) {
                return true;
            }
        }
        return false;
    }

    /** Removes what is before the last record of that position, and this; returns its bytes. */
    private static long remove(Deque<Piece> records, long behind) {
        long removed = 0;
        Piece first;
        do {
            first = records.removeFirst();
            removed += first.bytes.length;
        } while (!first.last || first.position != behind);
        return removed;
    }

    synchronized void awaitEmpty(long nanos) {
        long until = System.nanoTime() + nanos;
        boolean interrupted = false;
        while (!closed && bytes > 0 && !interrupted) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                break;
            }
            interrupted = await(Math.min(left, STEP_MILLIS));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the thread was interrupted. */
    @SuppressWarnings("WaitNotInLoop") // the callers loop over what they wait for
    private boolean await(long millis) {
        try {
            wait(millis);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    synchronized long missing() {
        long lines = dropped;
        for (Deque<Piece> some : List.of(doubtful, sent, waiting)) {
            for (Piece record : some) {
                lines += record.lines;
            }
        }
        return lines;
    }

    /** Waiting ends. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
