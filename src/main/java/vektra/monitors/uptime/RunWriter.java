package vektra.monitors.uptime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.monitors.line.Moment;

/** Writes the runs of a log in some eight bytes each, from which they are read much sooner than from the log. */
@SuppressWarnings({"EnumOrdinal", "ReferenceEquality"}) // numbers in files that are made again; which buffer is written
final class RunWriter implements Runs, AutoCloseable {
    /** What begins a record that is no run; runs begin with the number of their status. */
    static final int SETTINGS = 6;

    static final int STRETCH = 5;
    static final int SERIES = 7;
    static final int KIND = 7;
    static final int RETRIED = 1 << 3;
    static final int BEGUN = 1 << 4;
    static final int ELAPSED = 1 << 5;
    static final int REASON = 1 << 6;
    static final int TIMELESS = 1 << 7;

    /** Milliseconds that begin and end may differ from what a run took, so that the begin need not be written. */
    private static final long NEAR = 2;

    private static final int BUFFER = 1 << 16;
    /** Runs that are read as quickly one by one. */
    private static final int FEW = 6;

    /** More than a record without its texts. */
    private static final int ROOM = 128;

    private final Path path;
    private final Path beside;
    private final FileChannel file;
    private final CRC32 sum = new CRC32();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    /** For the runs of a stretch, whose length stands before them. */
    private final ByteBuffer scratch = ByteBuffer.allocate(BUFFER);

    private ByteBuffer out = buffer;
    private @Nullable Pending[] pending = new Pending[0];
    private int count;
    private long length;
    /** Whether the disk was full, or all is written: what comes then is only counted. */
    private boolean ended;

    RunWriter(Path path) throws IOException {
        this.path = path;
        this.beside = path.resolveSibling(".new-" + UUID.randomUUID());
        this.file = FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        file.position(IndexHead.BYTES);
    }

    @Override
    public void settings(Series series, long interval, long timeout) {
        if (ended) {
            return;
        }
        Pending of = pending(series);
        write(of);
        room();
        buffer.put((byte) SETTINGS);
        varint(of.number);
        varint(interval);
        varint(timeout);
    }

    @Override
    public void run(
            Series series,
            Status status,
            boolean retried,
            long time,
            long begun,
            long elapsed,
            @Nullable String reason) {
        if (ended) {
            return;
        }
        Pending of = pending(series);
        boolean plain = status == Status.SUCCESS && !retried && time != Moment.NONE && elapsed >= 0;
        if (plain && of.follows(time)) {
            if (!of.fits(time)) {
                write(of);
            }
            of.add(time, begun, elapsed, series.interval);
            return;
        }
        write(of);
        one(of, status, retried, time, begun, elapsed, reason);
        of.alone(plain, time, begun, elapsed);
    }

    private void one(
            Pending of, Status status, boolean retried, long time, long begun, long elapsed, @Nullable String reason) {
        if (out == buffer) {
            room();
        }
        boolean timed = time != Moment.NONE;
        boolean far = timed && begun != Moment.NONE && (elapsed < 0 || Math.abs(time - begun - elapsed / 10) > NEAR);
        out.put((byte) (status.ordinal()
                | (retried ? RETRIED : 0)
                | (far ? BEGUN : 0)
                | (elapsed >= 0 ? ELAPSED : 0)
                | (reason != null ? REASON : 0)
                | (timed ? 0 : TIMELESS)));
        varint(of.number);
        if (timed) {
            zigzag(time - of.written);
            of.written = time;
        }
        if (far) {
            zigzag(time - begun);
        }
        if (elapsed >= 0) {
            varint(elapsed);
        }
        if (reason != null) {
            text(reason.getBytes(UTF_8));
        }
    }

    /** Writes what is pending, as a stretch when that is worth it: its figures, and behind them the runs. */
    private void write(Pending of) {
        if (of.count() < FEW) {
            of.each((time, begun, elapsed) -> one(of, Status.SUCCESS, false, time, begun, elapsed, null));
            of.clear();
            return;
        }
        Stretch stretch = of.stretch();
        long before = of.written;
        out = scratch.clear();
        of.each((time, begun, elapsed) -> one(of, Status.SUCCESS, false, time, begun, elapsed, null));
        out = buffer;
        of.clear();
        room();
        buffer.put((byte) STRETCH);
        varint(of.number);
        varint(stretch.runs());
        varint(stretch.first() - before);
        varint(stretch.last() - before);
        zigzag(stretch.last() - stretch.begun());
        varint(stretch.tenths());
        varint(stretch.gap());
        varint(stretch.waited());
        varint(stretch.durations().tenths());
        stretch.durations().each((cell, many) -> {
            room();
            varint(many);
            varint(cell);
        });
        varint(0);
        varint(scratch.position());
        bytes(scratch.array(), scratch.position());
    }

    private Pending pending(Series series) {
        if (series.id >= pending.length) {
            pending = Arrays.copyOf(pending, Math.max(16, series.id * 2 + 2));
        }
        Pending known = pending[series.id];
        if (known == null) {
            known = new Pending(count++);
            pending[series.id] = known;
            room();
            buffer.put((byte) SERIES);
            text(series.source);
            text(series.monitor);
        }
        return known;
    }

    @Override
    public boolean takes(Series series, Stretch stretch) {
        return false;
    }

    @Override
    public void stretch(Series series, Stretch stretch) {
        throw new IllegalStateException("runs are written one by one");
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    private void text(byte[] bytes) {
        varint(bytes.length);
        bytes(bytes, bytes.length);
    }

    private void bytes(byte[] bytes, int length) {
        for (int at = 0; at < length; ) {
            room();
            int part = Math.min(length - at, buffer.remaining() - ROOM / 2);
            buffer.put(bytes, at, part);
            at += part;
        }
        room();
    }

    private void room() {
        if (buffer.remaining() < ROOM) {
            try {
                flush();
            } catch (IOException e) {
                ended = true;
                buffer.clear();
            }
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        length += buffer.remaining();
        sum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /** Puts the file in its place. */
    void keep(LogState state, long bad) throws IOException {
        if (ended) {
            return;
        }
        for (Pending each : pending) {
            if (each != null) {
                write(each);
            }
        }
        flush();
        ended = true;
        ByteBuffer head = new IndexHead(length, sum.getValue(), state, bad).bytes();
        file.write(head, 0);
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(beside);
    }
}
