package vektra.parcel;

import java.io.IOException;
import java.io.OutputStream;

/** Encrypts what is written, chunk by chunk. */
final class SealedOutput extends OutputStream {
    private final OutputStream out;
    private final Chunks chunks;
    private final byte[] chunk = new byte[Chunks.SIZE];
    private int filled;

    SealedOutput(OutputStream out, Chunks chunks) {
        this.out = out;
        this.chunks = chunks;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        for (int left = length; left > 0; ) {
            if (filled == Chunks.SIZE) {
                // only now is it known not to be the last one
                put(false);
            }
            int more = Math.min(left, Chunks.SIZE - filled);
            System.arraycopy(bytes, at, chunk, filled, more);
            filled += more;
            at += more;
            left -= more;
        }
    }

    /** Writes the last chunk; the stream below stays open. */
    void finish() throws IOException {
        put(true);
    }

    private void put(boolean last) throws IOException {
        out.write(chunks.sealed(chunk, filled, last));
        filled = 0;
    }
}
