package vektra.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.logs.collect.Inode;
import vektra.logs.line.Batch;
import vektra.model.logs.LogLine;

/** Reads the recent lines of an app, from the oldest that there is to those that come. */
final class RecentReader implements AutoCloseable {
    private final Path newer;
    private final Path older;
    private final long taken;
    private @Nullable FileChannel channel;
    private @Nullable Inode inode;
    private long read;
    /** When the router took the next record; 0 when its lines tell that. */
    private long next;

    /**
     * Nothing yet.
     *
     * @param taken those that the router took earlier are not handed out, in microseconds since 1970
     */
    RecentReader(Path folder, String app, long taken) {
        this.taken = taken;
        newer = Recent.newer(folder, app);
        older = Recent.older(folder, app);
    }

    /**
     * Hands out the lines that were not handed out yet; they are valid during the call.
     *
     * @return whether there were any
     */
    boolean read(Consumer<LogLine> reader) throws IOException {
        boolean any = false;
        if (channel == null && !Files.exists(older) && !Files.exists(newer)) {
            return false;
        }
        if (channel == null) {
            any = open(older) && rest(reader);
            any |= open(newer) && rest(reader);
            return any;
        }
        any = rest(reader);
        Inode present = Inode.of(newer);
        if (present != null && !present.equals(inode)) {
            // what was still written into the file before it was moved aside
            any |= rest(reader);
            any |= open(newer) && rest(reader);
        }
        return any;
    }

    /** Goes over to a file; false when it is not there, or is the present one. */
    private boolean open(Path file) throws IOException {
        Inode found = Inode.of(file);
        if (found == null || found.equals(inode)) {
            return false;
        }
        close();
        channel = FileChannel.open(file, StandardOpenOption.READ);
        inode = found;
        read = 0;
        return true;
    }

    private boolean rest(Consumer<LogLine> reader) throws IOException {
        FileChannel from = channel;
        if (from == null || from.size() <= read) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) (from.size() - read));
        while (buffer.hasRemaining() && from.read(buffer, read + buffer.position()) > 0) {
            // until all that there was is here
        }
        int end = buffer.position();
        int whole = 0;
        for (int at = 0; at <= end - Batch.HEAD; ) {
            Batch batch = Batch.read(buffer, at, end);
            if (batch == null) {
                // damaged, or not yet written to its end
                at++;
            } else {
                hand(batch, reader);
                at += batch.length();
                whole = at;
            }
        }
        read += whole;
        return whole > 0;
    }

    private void hand(Batch batch, Consumer<LogLine> reader) {
        long at = next;
        batch.forEach(line -> {
            if ((at == 0 ? line.micros() : at) >= taken) {
                reader.accept(line);
            }
        });
        next = batch.count() == 0 ? batch.position() : 0;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
