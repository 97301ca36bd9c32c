package vektra.monitors.uptime.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds series by the bytes of their names, without making an object of them. */
public final class SeriesTable {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private @Nullable Series[] slots = new Series[64];
    private @Nullable Series last;
    private int count;

    /** All of them. */
    List<Series> all() {
        return Arrays.stream(slots).filter(Objects::nonNull).toList();
    }

    /** The one of a source and a monitor, which stand in the bytes. */
    Series of(byte[] bytes, int from, int to, int monitorFrom, int monitorTo) {
        // the lines of a run mostly follow one another
        if (last != null && is(last, bytes, from, to, monitorFrom, monitorTo)) {
            return last;
        }
        int slot = slot(bytes, from, to, monitorFrom, monitorTo);
        for (Series known = slots[slot]; known != null; known = slots[slot]) {
            if (is(known, bytes, from, to, monitorFrom, monitorTo)) {
                last = known;
                return known;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        Series added = new Series(
                count++, Arrays.copyOfRange(bytes, from, to), Arrays.copyOfRange(bytes, monitorFrom, monitorTo));
        slots[slot] = added;
        if (count * 2 > slots.length) {
            grow();
        }
        return added;
    }

    private static boolean is(Series series, byte[] bytes, int from, int to, int monitorFrom, int monitorTo) {
        return Arrays.equals(series.source, 0, series.source.length, bytes, from, to)
                && Arrays.equals(series.monitor, 0, series.monitor.length, bytes, monitorFrom, monitorTo);
    }

    private void grow() {
        @Nullable Series[] old = slots;
        slots = new Series[old.length * 2];
        for (@Nullable Series series : old) {
            if (series != null) {
                int slot = slot(series.source, 0, series.source.length, series.monitor, series.monitor.length);
                while (slots[slot] != null) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = series;
            }
        }
    }

    private int slot(byte[] bytes, int from, int to, int monitorFrom, int monitorTo) {
        return slot(hash(bytes, from, to), hash(bytes, monitorFrom, monitorTo));
    }

    private int slot(byte[] source, int from, int to, byte[] monitor, int end) {
        return slot(hash(source, from, to), hash(monitor, 0, end));
    }

    private int slot(long source, long monitor) {
        long mixed = (source * 31 + monitor) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (slots.length - 1);
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = hash * 0xC2B2AE3D27D4EB4FL + (long) LONG.get(bytes, at);
        }
        for (; at < to; at++) {
            hash = hash * 31 + bytes[at];
        }
        return hash ^ (hash >>> 29);
    }

    /** The one of that source and monitor. */
    public Series of(byte[] source, byte[] monitor) {
        byte[] both = Arrays.copyOf(source, source.length + monitor.length);
        System.arraycopy(monitor, 0, both, source.length, monitor.length);
        return of(both, 0, source.length, source.length, both.length);
    }
}
