package vektra.drain.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import vektra.model.logs.LogLine;

/** The message of a line in UTF-8 without faults, escaped; valid until the next. */
public final class Clean {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};
    private static final int BOM = 3;

    private final Escapes escapes;
    private final Bytes scratch = new Bytes();
    private byte[] bytes = scratch.array();
    private int from;
    private int to;

    public Clean(Escapes escapes) {
        this.escapes = escapes;
    }

    /** Takes the message of a line, without a byte order mark before it, and without line feeds behind it that cannot stay. */
    public Clean read(LogLine line) {
        bytes = line.buffer();
        from = line.from();
        to = line.to();
        if (line.part() <= 1 && to - from >= BOM && bytes[from] == (byte) 0xef) {
            from += bytes[from + 1] == (byte) 0xbb && bytes[from + 2] == (byte) 0xbf ? BOM : 0;
        }
        while (escapes.ascii()['\n'].length > 1 && to > from && bytes[to - 1] == '\n') {
            to--;
        }
        if (!visible(bytes, from, to)) {
            repair();
        }
        return this;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    int to() {
        return to;
    }

    public int length() {
        return to - from;
    }

    /** The end of a piece that begins at {@code start}, has at most so many bytes and cuts no character. */
    int end(int start, int room) {
        if (to - start <= room) {
            return to;
        }
        int end = start + room;
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        return end;
    }

    private void repair() {
        scratch.clear();
        int at = from;
        while (at < to) {
            int b = bytes[at];
            if (b >= 0) {
                byte[] escape = escapes.ascii()[b];
                if (escape.length == 1) {
                    scratch.put(b);
                } else {
                    scratch.put(escape);
                }
                at++;
                continue;
            }
            int length = Utf8.length(bytes, at, to);
            if (length < 0) {
                scratch.put(REPLACEMENT);
            } else if (escapes.others() && Utf8.control(bytes, at, length)) {
                for (int i = at; i < at + length; i++) {
                    scratch.put(Escapes.octal(bytes[i] & 0xff));
                }
            } else {
                scratch.put(bytes, at, at + length);
            }
            at += Math.abs(length);
        }
        bytes = scratch.array();
        from = 0;
        to = scratch.length();
    }

    /** Whether all are visible ASCII or spaces, as most messages are: eight at a time, for this sees every byte. */
    private static boolean visible(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long eight = (long) EIGHT.get(bytes, at);
            // a high bit is left where a byte is above 127, below 32, or 127
            if (((eight | (eight - ONES * ' ') | (eight + ONES)) & HIGHS) != 0) {
                return false;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] < ' ' || bytes[at] == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
