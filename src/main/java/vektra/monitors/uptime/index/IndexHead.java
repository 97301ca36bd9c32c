package vektra.monitors.uptime.index;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How an index begins.
 *
 * @param length of the runs behind it
 * @param sum of their bytes
 * @param log what was read
 * @param bad how many lines of it were not whole
 */
record IndexHead(long length, long sum, LogState log, long bad) {
    static final int BYTES = 56;

    /** Another one for each change of the form. */
    private static final long FORM = 0x564b5550_00000003L;

    ByteBuffer bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(FORM)
                .putLong(length)
                .putLong(sum)
                .putLong(log.size())
                .putLong(log.key())
                .putLong(log.last())
                .putLong(bad)
                .flip();
    }

    /** The one of these bytes; null when they are none. */
    static @Nullable IndexHead of(ByteBuffer bytes) {
        if (bytes.remaining() < BYTES || bytes.getLong() != FORM) {
            return null;
        }
        long length = bytes.getLong();
        long sum = bytes.getLong();
        LogState log = new LogState(bytes.getLong(), bytes.getLong(), bytes.getLong());
        return new IndexHead(length, sum, log, bytes.getLong());
    }
}
