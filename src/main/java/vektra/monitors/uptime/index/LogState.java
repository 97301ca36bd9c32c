package vektra.monitors.uptime.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32;

/**
 * By what a log is known again.
 *
 * @param size up to the end of the last whole line that was read
 * @param key of the file, whatever its name
 * @param last a sum of the last bytes before {@code size}
 */
record LogState(long size, long key, long last) {
    private static final int LAST = 4096;

    static LogState of(Path log, long size) throws IOException {
        Object key = Files.readAttributes(log, BasicFileAttributes.class).fileKey();
        return new LogState(size, String.valueOf(key).hashCode(), last(log, size));
    }

    private static long last(Path log, long size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(LAST, size));
        try (FileChannel file = FileChannel.open(log)) {
            int read = 1;
            while (bytes.hasRemaining() && read > 0) {
                read = file.read(bytes, size - bytes.capacity() + bytes.position());
            }
        }
        CRC32 sum = new CRC32();
        sum.update(bytes.flip());
        return sum.getValue();
    }

    /** Whether a log is the same as then, at least as far as it was read. */
    boolean holds(Path log) throws IOException {
        if (Files.size(log) < size) {
            return false;
        }
        // not by equals, which a record links at its first call: that takes longer than all else here
        LogState now = of(log, size);
        return now.key == key && now.last == last;
    }

    /** Whether nothing came to it. */
    boolean all(Path log) throws IOException {
        return Files.size(log) == size;
    }
}
