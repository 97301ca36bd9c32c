package vektra.logs.collect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import vektra.logs.line.LineCutter;
import vektra.model.logs.LogLine;

/**
 * A file that lines are appended to, read on from where the spool ends. It is known by its inode and by how it begins: so
 * another name changes nothing, and what is written into it after it was emptied is something new.
 */
public final class TailedFile implements AutoCloseable {
    /** A longer first line is known by that much of it. */
    private static final int BEGINNING = 256;
    /** No file is read further before others had their turn. */
    private static final long TURN = 4 << 20;

    /** What was cut off a file can be read nowhere else. */
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(30);

    private final FileChannel channel;
    private final Inode inode;
    private final Function<String, Way> ways;
    private final Clock clock;
    private final byte[] bytes;
    private LineCutter cutter = new LineCutter(this::line);
    private final Start start;
    /** Where to begin when the spool has nothing of it. */
    private long first;

    private @Nullable String beginning;
    private @Nullable Way way;
    private boolean emptied;
    private boolean foreign;
    private long read;
    private long size = -1;
    private long now;
    private boolean cut;

    /** What of a file is wanted of which the spool has nothing. */
    public enum Start {
        ALL,
        /** What is appended from now on. */
        NEW,
        NOTHING
    }

    /**
     * Opens it.
     *
     * @param ways leads each origin to the spool
     * @param bytes to read into; those of many files may share them
     */
    TailedFile(Path file, Inode inode, Function<String, Way> ways, Clock clock, Start start, byte[] bytes)
            throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        this.inode = inode;
        this.bytes = bytes;
        this.ways = ways;
        this.clock = clock;
        this.start = start;
        first = start == Start.NEW ? channel.size() : 0;
    }

    /**
     * Ships the lines that came.
     *
     * @param touched whether it was written to since the last time, although it may be as long as before
     * @return how many bytes came
     */
    long poll(boolean touched) throws IOException {
        long present = channel.size();
        if ((present == size && !touched) || foreign) {
            return 0;
        }
        if (way != null && (present < read || !String.valueOf(beginning).equals(beginning()))) {
            restart();
        }
        size = present;
        Way to = way == null ? begin(beginning()) : way;
        if (to == null) {
            return 0;
        }
        long before = read;
        readOn(to);
        return read - before;
    }

    private void readOn(Way to) throws IOException {
        ByteBuffer chunk = ByteBuffer.wrap(bytes);
        long turn = read + TURN;
        while (channel.read(chunk.clear(), read) > 0) {
            ship(to, chunk.position());
            if (read >= turn) {
                // there may be more
                size = -1;
                return;
            }
        }
    }

    private void ship(Way to, int length) {
        now = LogLine.micros(clock.instant());
        cut = false;
        cutter.feed(bytes, 0, length);
        read += length;
        if (cut) {
            to.send(read - cutter.keeps());
        }
    }

    private void line(byte[] buffer, int from, int to, int part, boolean more) {
        if (way != null) {
            way.add(now, LogLine.OUTPUT, part, more, buffer, from, to);
            cut = true;
        }
    }

    /** How it begins; null while that may still change. */
    private @Nullable String beginning() throws IOException {
        return beginning(false);
    }

    private @Nullable String beginning(boolean complete) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(BEGINNING);
        while (line.hasRemaining() && channel.read(line, line.position()) > 0) {
            // a file gives less than was asked for only at its end
        }
        CRC32C crc = new CRC32C();
        for (int i = 0; i < line.position(); i++) {
            crc.update(line.get(i));
            if (line.get(i) == '\n' || i == BEGINNING - 1) {
                return Long.toHexString(crc.getValue()) + "-" + i;
            }
        }
        return complete && line.position() > 0 ? Long.toHexString(crc.getValue()) + "-" + line.position() : null;
    }

    /** Finds out where to go on; null while the file is too short to be known again. */
    private @Nullable Way begin(@Nullable String known) throws IOException {
        beginning = known;
        if (beginning == null) {
            return null;
        }
        FilePlace place = FilePlace.of(
                inode.device() + ":" + inode.number() + ":" + beginning + ":", ways, channel.size(), emptied);
        foreign = place.position() < 0 && start == Start.NOTHING;
        if (foreign) {
            place.way().close();
            return null;
        }
        way = place.way();
        if (place.position() < 0) {
            read = first;
            // so that a restart goes on from here, although no line came
            place.way().send(read);
        } else {
            read = place.position();
        }
        return way;
    }

    /** It was emptied: what comes now is something new. */
    private void restart() {
        endLine();
        if (way != null) {
            way.flush(LONGEST_FLUSH);
            way.close();
        }
        cutter = new LineCutter(this::line);
        way = null;
        emptied = true;
        first = 0;
        read = 0;
    }

    /** Nothing more will come: what is left without an end of line is a line, also when it is all that there is. */
    void end() throws IOException {
        if (way == null && !foreign) {
            Way to = begin(beginning(true));
            if (to != null) {
                readOn(to);
            }
        }
        endLine();
    }

    private void endLine() {
        cut = false;
        cutter.end();
        if (cut && way != null) {
            way.send(read);
        }
    }

    /** Whether it turned out that nothing of it is wanted. */
    boolean foreign() {
        return foreign;
    }

    /** Whether the spool has all that was read. */
    boolean safe() {
        return way == null || way.missing() == 0;
    }

    @Override
    public void close() throws IOException {
        if (way != null) {
            way.close();
        }
        channel.close();
    }
}
