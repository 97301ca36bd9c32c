package vektra.http.remote;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import vektra.remote.Pieces;

/** The standard input of a command: each piece is asked for when it is wanted, so that a client keeps what no command reads. */
final class Stdin extends Pieces implements Talk.Input {
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    private @Nullable Asking asking;

    /** Asks the client for one more piece. */
    interface Asking {
        void ask() throws IOException;
    }

    void asks(Asking how) {
        asking = how;
    }

    @Override
    public void take(byte[] more) {
        pieces.add(more);
    }

    @Override
    public void end() {
        pieces.add(END);
    }

    @Override
    protected byte @Nullable [] next() throws IOException {
        Asking how = asking;
        if (how == null) {
            throw new IOException("no client");
        }
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
