package vektra.parcel;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Decrypts what {@link SealedOutput} wrote; nothing of a chunk is handed out before it was found to be genuine. */
final class SealedInput extends InputStream {
    private final PushbackInputStream in;
    private final Chunks chunks;
    private byte[] chunk = new byte[0];
    private int at;
    private boolean over;

    SealedInput(InputStream in, Chunks chunks) {
        this.in = new PushbackInputStream(in, 1);
        this.chunks = chunks;
    }

    @Override
    public int read() throws IOException {
        return filled() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int some = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, bytes, offset, some);
        at += some;
        return some;
    }

    @Override
    public int available() {
        return chunk.length - at;
    }

    /** Reads on to the last chunk, which says that it is. */
    void drain() throws IOException {
        while (filled()) {
            at = chunk.length;
        }
    }

    private boolean filled() throws IOException {
        while (at == chunk.length && !over) {
            byte[] sealed = in.readNBytes(Chunks.SIZE + Chunks.TAG);
            int next = in.read();
            over = next < 0;
            if (!over) {
                in.unread(next);
            }
            chunk = chunks.opened(sealed, sealed.length, over);
            at = 0;
        }
        return at < chunk.length;
    }
}
