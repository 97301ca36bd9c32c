package vektra.http.remote;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The standard input of a command: each piece is asked for when it is wanted, so that a client keeps what no command reads. */
final class Stdin extends InputStream implements Talk.Input {
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    /** How many pieces were asked for that have not come. */
    private final Semaphore wanted = new Semaphore(0);

    private final AtomicBoolean over = new AtomicBoolean();
    private byte[] piece = {};
    private int at;
    private boolean ended;
    private @Nullable Asking asking;

    /** Asks the client for one more piece. */
    interface Asking {
        void ask() throws IOException;
    }

    void asks(Asking how) {
        asking = how;
    }

    @Override
    public void take(byte[] more) throws IOException {
        // what nothing reads would fill the memory of the server
        if (!wanted.tryAcquire()) {
            throw new IOException("not asked for");
        }
        pieces.add(more);
    }

    @Override
    public void end() {
        if (over.compareAndSet(false, true)) {
            pieces.add(END);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == piece.length && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int read = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, from, read);
        at += read;
        return read;
    }

    private void next() throws IOException {
        Asking how = asking;
        if (how == null) {
            throw new IOException("no client");
        }
        wanted.release();
        how.ask();
        try {
            piece = pieces.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is about to stop", e);
        }
        at = 0;
        ended = piece.length == 0;
    }
}
