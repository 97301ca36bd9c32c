package vektra.logs.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import vektra.model.logs.LogLine;

/**
 * Where a drain is, in a file of one small block. It is overwritten in place, by one write that no kill can cut in two,
 * and so needs no room on a disk that is full; a damaged one is as none.
 */
public final class CursorFile {
    private static final int MAGIC = 0x564b4332;
    private static final int SIZE = 8 + 9 * 8;
    private static final int CHECKED = 8;

    private final Path path;

    public CursorFile(Path path) {
        this.path = path;
    }

    /**
     * What is kept of a drain.
     *
     * @param safe from where everything may have to be sent again
     * @param sent from where lines were not sent, or not confirmed where the destination confirms
     * @param fresh where the first line is that was never handed to a connection
     * @param sequence of that line
     * @param reported how many of the lost lines were reported to the drain
     * @param since when the first was lost that it does not know of, or null
     * @param last when the last was lost, or null
     */
    public record State(
            long safe,
            long sent,
            long fresh,
            long sequence,
            long delivered,
            long lost,
            long reported,
            @Nullable Instant since,
            @Nullable Instant last) {
        Losses losses() {
            return new Losses(lost, reported, since, last);
        }

        /** What has to be sent again. */
        List<Sent> again() {
            List<Sent> again = new ArrayList<>();
            if (safe < sent) {
                again.add(new Sent(safe, sent, 0, true, null));
            }
            if (sent < fresh) {
                again.add(new Sent(sent, fresh, 0, false, null));
            }
            return again;
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Null when it is missing or damaged. */
    @Nullable
    public State read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return null;
        }
        ByteBuffer block = ByteBuffer.wrap(bytes);
        if (bytes.length != SIZE || block.getInt() != MAGIC || block.getInt() != crc(bytes)) {
            return null;
        }
        return new State(
                block.getLong(),
                block.getLong(),
                block.getLong(),
                block.getLong(),
                block.getLong(),
                block.getLong(),
                block.getLong(),
                time(block.getLong()),
                time(block.getLong()));
    }

    void write(State state) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(SIZE)
                .position(CHECKED)
                .putLong(state.safe)
                .putLong(state.sent)
                .putLong(state.fresh)
                .putLong(state.sequence)
                .putLong(state.delivered)
                .putLong(state.lost)
                .putLong(state.reported)
                .putLong(micros(state.since))
                .putLong(micros(state.last));
        block.flip().putInt(0, MAGIC).putInt(4, crc(block.array()));
        try (FileChannel file = LogFiles.open(path)) {
            file.write(block, 0);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, CHECKED, bytes.length - CHECKED);
        return (int) crc.getValue();
    }

    private static @Nullable Instant time(long micros) {
        return micros == 0 ? null : LogLine.time(micros);
    }

    private static long micros(@Nullable Instant time) {
        return time == null ? 0 : LogLine.micros(time);
    }
}
