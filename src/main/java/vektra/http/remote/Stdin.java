package vektra.http.remote;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import vektra.remote.Pieces;

/** The standard input of a command: each piece is asked for when it is wanted, so that a client keeps what no command reads. */
final class Stdin extends Pieces implements Talk.Input {
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    /** How many pieces were asked for that have not come. */
    private final Semaphore wanted = new Semaphore(0);

    private final AtomicBoolean over = new AtomicBoolean();
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
    protected byte @Nullable [] next() throws IOException {
        Asking how = asking;
        if (how == null) {
            throw new IOException("no client");
        }
        wanted.release();
        how.ask();
        try {
            byte[] piece = pieces.take();
            return piece.length == 0 ? null : piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is about to stop", e);
        }
    }
}
