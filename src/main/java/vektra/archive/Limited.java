package vektra.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of one entry. */
final class Limited extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private long left;

    Limited(InputStream in, long size) {
        super(in);
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        int read = left == 0 ? -1 : super.read();
        left -= read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = left == 0 ? -1 : super.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }

    /** Reads what is left of it: what is skipped would be missing in a checksum. */
    void drain() throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (left > 0) {
            if (read(buffer, 0, BUFFER) < 0) {
                throw new EOFException("it ends too soon");
            }
        }
    }
}
