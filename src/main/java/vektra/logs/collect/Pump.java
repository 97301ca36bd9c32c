package vektra.logs.collect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vektra.logs.line.LineCutter;
import vektra.model.logs.LogLine;

/** Carries bytes from where a program writes them to where they would go without us, and ships them as lines. */
public final class Pump extends Thread {
    private static final int CHUNK = 64 * 1024;
    private static final int LITTLE = CHUNK / 4;
    /** A program that writes line by line would else wake us for each, and pay for that itself. */
    private static final long GATHERING_NANOS = 1_000_000;

    /** How long what the program left running may be silent before it is not listened to any more. */
    private static final long SILENCE = Duration.ofSeconds(1).toNanos();

    private static final long BUSY = -1;

    private final ReadableByteChannel from;
    private final @Nullable WritableByteChannel to;
    private final Feed feed;
    private final int priority;
    private final Clock clock;
    private final boolean endsWithReader;
    private final LineCutter cutter = new LineCutter(this::line);
    private long now;
    private volatile long waitsSince = BUSY;
    private volatile @Nullable String problem;

    /**
     * A pump, to be started.
     *
     * @param to null: the lines are only shipped
     * @param endsWithReader whether a closed {@code to} ends it, as it would end the program that writes
     */
    public Pump(
            String name,
            ReadableByteChannel from,
            @Nullable WritableByteChannel to,
            Feed feed,
            int priority,
            Clock clock,
            boolean endsWithReader) {
        super(name);
        setDaemon(true);
        this.from = from;
        this.to = to;
        this.feed = feed;
        this.priority = priority;
        this.clock = clock;
        this.endsWithReader = endsWithReader;
    }

    /** Waits for its end once the program has ended; what that left running is not listened to for long. */
    public void finish() throws InterruptedException {
        long ended = System.nanoTime();
        while (isAlive()) {
            join(20);
            if (Math.min(idle(), System.nanoTime() - ended) > SILENCE) {
                close();
            }
        }
    }

    /** How long it has been waiting for bytes, in nanoseconds; 0 while it is at work. */
    long idle() {
        long since = waitsSince;
        return since == BUSY ? 0 : System.nanoTime() - since;
    }

    /** Reads no more, also while it waits; what it has read is shipped. */
    public void close() {
        try {
            from.close();
        } catch (IOException e) {
            // then it is closed as well
        }
    }

    /** Why the bytes could not be written on; null when they could, or were not wanted any more. */
    @Nullable
    public String problem() {
        return problem;
    }

    @Override
    public void run() {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        byte[] bytes = new byte[CHUNK];
        boolean open = to != null;
        try (from) {
            while (read(chunk.clear()) >= 0) {
                chunk.flip();
                if (open) {
                    open = written(chunk.duplicate());
                }
                int length = chunk.remaining();
                chunk.get(bytes, 0, length);
                ship(bytes, length);
                if (!open && endsWithReader) {
                    break;
                }
                if (length < LITTLE) {
                    LockSupport.parkNanos(GATHERING_NANOS);
                }
            }
        } catch (IOException e) {
            // closed by who waited long enough, or the terminal behind it is gone: the end of the input
        }
        cutter.end();
        feed.send();
    }

    private int read(ByteBuffer chunk) throws IOException {
        waitsSince = System.nanoTime() & Long.MAX_VALUE;
        try {
            return from.read(chunk);
        } finally {
            waitsSince = BUSY;
        }
    }

    /** Writes all; false when it cannot be written any more. */
    private boolean written(ByteBuffer chunk) {
        WritableByteChannel target = to;
        try {
            while (target != null && chunk.hasRemaining()) {
                if (target.write(chunk) == 0) {
                    // the process that gave us the stream made it one that does not wait
                    LockSupport.parkNanos(1_000_000);
                }
            }
            return true;
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            problem = reason.contains("Broken pipe") ? null : reason;
            return false;
        }
    }

    private void ship(byte[] bytes, int length) {
        now = LogLine.micros(clock.instant());
        cutter.feed(bytes, 0, length);
        feed.send();
    }

    private void line(byte[] bytes, int start, int end, int part, boolean more) {
        feed.add(now, priority, part, more, bytes, start, end);
    }
}
