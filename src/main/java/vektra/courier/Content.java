package vektra.courier;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vektra.age.Envelope;

/**
 * What is copied: a file, or the same encrypted. It can be read again.
 *
 * @param envelope null where it is not encrypted
 */
record Content(Path file, @Nullable Envelope envelope) {
    private static final int BUFFER = 1 << 17;

    long size() throws IOException {
        return envelope == null ? Files.size(file) : envelope.size();
    }

    /** What it has from that byte on. */
    InputStream from(long at) throws IOException {
        return envelope == null ? Channels.newInputStream(FileChannel.open(file).position(at)) : envelope.from(at);
    }

    /** Writes that many bytes of it. */
    void write(long at, long length, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from(at)) {
            for (long left = length; left > 0; ) {
                int some = in.read(buffer, 0, (int) Math.min(left, BUFFER));
                if (some < 0) {
                    throw new EOFException(file + " has become shorter while it was copied");
                }
                to.write(buffer, 0, some);
                left -= some;
            }
        }
    }
}
