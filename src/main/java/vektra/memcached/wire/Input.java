package vektra.memcached.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * The request bytes that are being looked at, in one buffer for all connections.
 *
 * <p>A connection takes what is left of a request away with it ({@link #takeRest}) and brings it back ({@link #load})
 * when more has come, so that one between requests costs no buffer.
 */
public final class Input {
    /** No request needs to be whole in here that is longer: values and long key lists are taken piece by piece. */
    static final int CAPACITY = 16 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final byte[] buffer = new byte[CAPACITY];
    private final ByteBuffer window = ByteBuffer.wrap(buffer);
    private int position;
    private int limit;

    public static byte[] nothing() {
        return NOTHING;
    }

    void load(byte[] rest) {
        System.arraycopy(rest, 0, buffer, 0, rest.length);
        position = 0;
        limit = rest.length;
    }

    /** Reads what the channel has; the number of bytes, -1 at its end. */
    int readFrom(ReadableByteChannel channel) throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        window.limit(CAPACITY).position(limit);
        int read = channel.read(window);
        limit += Math.max(read, 0);
        return read;
    }

    byte[] takeRest() {
        byte[] rest = position == limit ? NOTHING : Arrays.copyOfRange(buffer, position, limit);
        position = limit;
        return rest;
    }

    public int remaining() {
        return limit - position;
    }

    /** The byte so many places ahead. */
    public byte at(int offset) {
        return buffer[position + offset];
    }

    /** How many places ahead the next newline is, -1 when it has not come yet. */
    public int findNewline() {
        for (int i = position; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i - position;
            }
        }
        return -1;
    }

    /** How many places ahead the next space or newline is, -1 when it has not come yet. */
    public int findWordEnd() {
        for (int i = position; i < limit; i++) {
            if (buffer[i] == ' ' || buffer[i] == '\n') {
                return i - position;
            }
        }
        return -1;
    }

    public void skip(int count) {
        position += count;
    }

    /** Goes to a place in {@link #buffer}. */
    public void seek(int place) {
        position = place;
    }

    public byte[] copy(int count) {
        return Arrays.copyOfRange(buffer, position, position + count);
    }

    /** Moves as many bytes as there are, at most {@code most}, to an array; how many. */
    int moveTo(byte[] target, int offset, int most) {
        int count = Math.min(most, remaining());
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /** The buffer itself, for parsers; valid from {@link #position} on until the next read. */
    public byte[] buffer() {
        return buffer;
    }

    public int position() {
        return position;
    }
}
