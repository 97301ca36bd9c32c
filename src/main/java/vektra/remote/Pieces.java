package vektra.remote;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Bytes that come in pieces, each fetched when it is read. */
public abstract class Pieces extends InputStream {
    private byte[] piece = {};
    private int at;
    private boolean ended;

    /** The next one; null at the end. */
    protected abstract byte @Nullable [] next() throws IOException;

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
        while (at == piece.length && !ended) {
            byte[] next = next();
            ended = next == null;
            piece = next == null ? new byte[0] : next;
            at = 0;
        }
        if (ended) {
            return -1;
        }
        int read = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, from, read);
        at += read;
        return read;
    }
}
