package vektra.monitors.uptime.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.monitors.line.Moment;
import vektra.monitors.uptime.read.Durations;
import vektra.monitors.uptime.read.Runs;
import vektra.monitors.uptime.read.Series;
import vektra.monitors.uptime.read.SeriesTable;
import vektra.monitors.uptime.read.Stretch;

/** Reads the runs that a {@link RunWriter} wrote. */
final class RunReader implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private static final Status[] STATUSES = Status.values();

    private final FileChannel file;
    private final IndexHead head;
    private final byte[] bytes = new byte[BUFFER];
    private int at;
    private int end;
    private Series[] series = new Series[16];
    private long[] times = new long[16];
    private int count;

    private RunReader(FileChannel file, IndexHead head) {
        this.file = file;
        this.head = head;
    }

    /** The index in that file; null when it is not there, or is not whole. */
    static @Nullable RunReader open(Path path) throws IOException {
        FileChannel file;
        try {
            file = FileChannel.open(path);
        } catch (IOException e) {
            // also where it cannot be: the log is read instead
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(IndexHead.BYTES);
        file.read(bytes, 0);
        IndexHead head = IndexHead.of(bytes.flip());
        if (head != null && file.size() == IndexHead.BYTES + head.length()) {
            RunReader reader = new RunReader(file, head);
            if (reader.sum() == head.sum()) {
                return reader;
            }
        }
        file.close();
        return null;
    }

    IndexHead head() {
        return head;
    }

    private long sum() throws IOException {
        CRC32 sum = new CRC32();
        file.position(IndexHead.BYTES);
        for (int read = file.read(ByteBuffer.wrap(bytes)); read > 0; read = file.read(ByteBuffer.wrap(bytes))) {
            sum.update(bytes, 0, read);
        }
        file.position(IndexHead.BYTES);
        return sum.getValue();
    }

    /** Gives all runs. */
    void replay(SeriesTable table, Runs runs) throws IOException {
        while (more()) {
            int tag = next();
            int kind = tag & RunWriter.KIND;
            if (kind == RunWriter.STRETCH) {
                stretch(runs);
            } else if (kind == RunWriter.SERIES) {
                add(table.of(text(), text()));
            } else if (tag == (RunWriter.SETTINGS | RunWriter.STOPPED)) {
                int number = (int) varint();
                times[number] += zigzag();
                runs.stopped(series[number], times[number]);
            } else if (kind == RunWriter.SETTINGS) {
                Series of = series[(int) varint()];
                long interval = varint();
                long timeout = varint();
                of.settings(interval, timeout);
                runs.settings(of, interval, timeout);
            } else {
                run(tag, STATUSES[kind], runs);
            }
        }
    }

    /** The figures of a stretch, and behind them its runs, which are passed over when the figures will do. */
    private void stretch(Runs runs) throws IOException {
        int number = (int) varint();
        int count = (int) varint();
        long first = times[number] + varint();
        long last = times[number] + varint();
        long begun = last - zigzag();
        long tenths = varint();
        long gap = varint();
        long waited = varint();
        Durations durations = durations();
        long length = varint();
        Stretch stretch = new Stretch(count, first, last, begun, tenths, gap, waited, durations);
        Series of = series[number];
        if (runs.takes(of, stretch)) {
            runs.stretch(of, stretch);
            times[number] = last;
            skip(length);
        }
    }

    private Durations durations() throws IOException {
        long all = varint();
        int first = (int) varint();
        int cells = (int) varint();
        Durations durations = Durations.of(first, cells);
        for (int cell = first; cell < first + cells; cell++) {
            durations.put(cell, (int) varint(), all);
            all = 0;
        }
        return durations;
    }

    private void skip(long length) throws IOException {
        long rest = length - (end - at);
        at = (int) Math.min(end, at + length);
        if (rest > 0) {
            file.position(file.position() + rest);
        }
    }

    private void run(int tag, Status status, Runs runs) throws IOException {
        int number = (int) varint();
        long time = Moment.NONE;
        if ((tag & RunWriter.TIMELESS) == 0) {
            time = times[number] + zigzag();
            times[number] = time;
        }
        long begun = (tag & RunWriter.BEGUN) == 0 ? Moment.NONE : time - zigzag();
        long elapsed = (tag & RunWriter.ELAPSED) == 0 ? -1 : varint();
        String reason = (tag & RunWriter.REASON) == 0 ? null : new String(text(), UTF_8);
        Series of = series[number];
        of.ended(status);
        runs.run(of, status, (tag & RunWriter.RETRIED) != 0, time, begun, elapsed, reason);
    }

    private void add(Series known) {
        if (count == series.length) {
            series = Arrays.copyOf(series, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        series[count++] = known;
    }

    private boolean more() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, file.read(ByteBuffer.wrap(bytes)));
        return end > 0;
    }

    private int next() throws IOException {
        if (at == end && !more()) {
            throw new IOException("the index is cut off");
        }
        return bytes[at++] & 0xff;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int part = next();
            value |= (part & 0x7fL) << shift;
            if (part < 0x80) {
                return value;
            }
        }
    }

    private long zigzag() throws IOException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    private byte[] text() throws IOException {
        byte[] text = new byte[(int) varint()];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) next();
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
