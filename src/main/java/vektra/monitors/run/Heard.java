package vektra.monitors.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.logs.collect.Pipe;
import vektra.logs.line.LineCutter;

/**
 * What one attempt prints. The log gets the first lines; all the rest is read and dropped, so that no program is held up by
 * a full pipe.
 */
final class Heard {
    static final int MOST_BYTES = 64 * 1024;
    static final int MOST_LINES = 200;
    /** How much a pattern is looked for in. */
    static final int MOST_TEXT = 1 << 20;

    private static final int CHUNK = 16 * 1024;

    private final Worker.Printed printed;
    private final Redaction redaction;
    private final @Nullable StringBuilder text;
    private final CountDownLatch open = new CountDownLatch(2);
    private final AtomicInteger whole = new AtomicInteger();
    private int bytes;
    private int lines;
    private boolean truncated;
    private boolean closed;
    private final Complaint complaint = new Complaint();

    /** @param pattern what will be looked for; null when nothing is */
    Heard(Worker.Printed printed, Redaction redaction, @Nullable Pattern pattern) {
        this.printed = printed;
        this.redaction = redaction;
        this.text = pattern == null ? null : new StringBuilder();
    }

    /** Reads one of the two streams to its end, or until it is closed. */
    void listen(Pipe pipe, boolean error, Executor threads) {
        threads.execute(() -> {
            try {
                read(pipe.reader(), error);
            } finally {
                open.countDown();
            }
        });
    }

    /** Reads a stream to its end. */
    void read(ReadableByteChannel from, boolean error) {
        LineCutter cutter = new LineCutter(
                (line, start, end, part, more) -> line(error, new String(line, start, end - start, UTF_8)));
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        try {
            while (from.read(chunk.clear()) >= 0) {
                if (!isFull()) {
                    cutter.feed(chunk.array(), 0, chunk.position());
                }
            }
            whole.incrementAndGet();
        } catch (IOException e) {
            // closed, since what holds the other end goes on
        }
        cutter.end();
    }

    /** Whether nothing that is printed from now on is taken. */
    private synchronized boolean isFull() {
        boolean full = truncated && (text == null || text.length() >= MOST_TEXT);
        return full || closed;
    }

    private synchronized void line(boolean error, String raw) {
        if (closed) {
            return;
        }
        String line = redaction.of(raw);
        if (text != null && text.length() < MOST_TEXT) {
            text.append(line, 0, Math.min(line.length(), MOST_TEXT - text.length()))
                    .append('\n');
        }
        complaint.hear(error, line);
        int length = line.getBytes(UTF_8).length;
        if (truncated || lines == MOST_LINES || bytes + length > MOST_BYTES) {
            truncated = true;
            return;
        }
        lines++;
        bytes += length;
        printed.line(error, line);
    }

    /** Waits for the end of both streams; false when something holds one open for longer. */
    boolean isOver(long millis) throws InterruptedException {
        return open.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Nothing is taken any more; true when both streams were read to their end. */
    synchronized boolean close() {
        closed = true;
        return whole.get() == 2;
    }

    synchronized boolean truncated() {
        return truncated;
    }

    /** All that a pattern is looked for in. */
    synchronized String text() {
        return text == null ? "" : text.toString();
    }

    /** The line that most likely says why it failed, or null. */
    synchronized @Nullable String complaint() {
        return complaint.line();
    }
}
