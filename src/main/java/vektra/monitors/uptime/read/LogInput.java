package vektra.monitors.uptime.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a log, those of a compressed one unpacked.
 *
 * @param isPacked whether it is compressed
 */
public record LogInput(ReadableByteChannel channel, boolean isPacked) implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;

    /** Those of a file from a place on. */
    public static LogInput open(Path file, long from) throws IOException {
        FileChannel channel = FileChannel.open(file);
        if (from == 0 && isPacked(channel)) {
            return unpacked(Channels.newInputStream(channel));
        }
        return new LogInput(channel.position(from), false);
    }

    /** Those of a stream. */
    public static LogInput of(InputStream stream) throws IOException {
        PushbackInputStream in = new PushbackInputStream(stream, 2);
        byte[] first = in.readNBytes(2);
        in.unread(first);
        return first.length == 2 && isPacked(first) ? unpacked(in) : new LogInput(Channels.newChannel(in), false);
    }

    private static LogInput unpacked(InputStream in) throws IOException {
        return new LogInput(Channels.newChannel(new GZIPInputStream(in, BUFFER)), true);
    }

    /** Whether a file is compressed. */
    public static boolean isPacked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return isPacked(channel);
        }
    }

    private static boolean isPacked(FileChannel channel) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(2);
        channel.read(first, 0);
        return isPacked(first.array());
    }

    private static boolean isPacked(byte[] first) {
        return (first[0] & 0xff) == FIRST && (first[1] & 0xff) == SECOND;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
