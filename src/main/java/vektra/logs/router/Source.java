package vektra.logs.router;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import vektra.logs.line.Batch;
import vektra.logs.spool.RouterSocket;
import vektra.logs.spool.Spool;

/** A source at the router's socket: takes its records, and reports to it how far they are written down. */
public final class Source {
    private static final int CHUNK = 64 << 10;
    /** How many may send a longer record at the same time: memory has an end. */
    private static final Semaphore LONG_RECORDS = new Semaphore(8);

    private final SocketChannel channel;
    private final SpoolIntake intake;
    private final Spool spool;
    /** Most sources say little, and there may be hundreds of them. */
    private ByteBuffer in = ByteBuffer.allocate(CHUNK / 16);

    private @Nullable String origin;

    Source(SocketChannel channel, SpoolIntake intake, Spool spool) {
        this.channel = channel;
        this.intake = intake;
        this.spool = spool;
    }

    /** Serves until either side ends it. */
    void serve(ByteBuffer begun) throws IOException {
        in.put(begun);
        try {
            boolean open = true;
            while (open) {
                open = takeAll() && fill();
            }
        } finally {
            release();
            if (origin != null) {
                spool.closed(origin);
            }
        }
    }

    private boolean fill() throws IOException {
        int wanted = in.position() < Batch.HEAD ? 0 : Batch.length(in, 0);
        if (wanted > CHUNK && wanted > in.capacity()) {
            LONG_RECORDS.acquireUninterruptibly();
            in = ByteBuffer.allocate(wanted).put(in.flip());
        }
        // the system copies through memory of its own, as much as there is room: not more than a chunk
        in.limit(Math.min(in.capacity(), in.position() + CHUNK));
        int read = channel.read(in);
        in.limit(in.capacity());
        if (!in.hasRemaining() && in.capacity() < CHUNK) {
            in = ByteBuffer.allocate(CHUNK).put(in.flip());
        }
        return read >= 0;
    }

    /** Takes all whole records; false when the connection is of no more use. */
    private boolean takeAll() throws IOException {
        int limit = in.position();
        int at = 0;
        long position = -1;
        boolean taken = false;
        while (limit - at >= Batch.HEAD) {
            int length = Batch.length(in, at);
            if (length == 0) {
                return false;
            }
            if (limit - at < length) {
                break;
            }
            boolean hello = origin == null;
            Batch batch = Batch.read(in, at, limit);
            if (batch == null || batch.origin().isEmpty() || !(hello ? meet(batch) : intake.write(batch))) {
                return false;
            }
            position = batch.position();
            taken = !hello;
            at += length;
        }
        if (at > 0) {
            in.limit(limit).position(at);
            in.compact();
            shrink();
        }
        if (taken) {
            acknowledge(position);
        }
        return true;
    }

    private boolean meet(Batch hello) throws IOException {
        origin = hello.origin();
        spool.opened(hello.origin());
        acknowledge(spool.position(hello.origin()));
        return hello.count() == 0;
    }

    private void acknowledge(long position) throws IOException {
        RouterSocket.write(channel, ByteBuffer.allocate(Long.BYTES).putLong(0, position));
    }

    private void shrink() {
        if (in.capacity() > CHUNK && in.position() <= CHUNK) {
            ByteBuffer small = ByteBuffer.allocate(CHUNK).put(in.flip());
            release();
            in = small;
        }
    }

    private void release() {
        if (in.capacity() > CHUNK) {
            LONG_RECORDS.release();
            in = ByteBuffer.allocate(0);
        }
    }
}
