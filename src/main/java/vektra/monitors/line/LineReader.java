package vektra.monitors.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one line after the other of a log of monitors: Vektra's form, Ferret's, and either behind the head that syslog or
 * logplex puts in front. What stands in quotes is a value and never a field, so that no monitor can print a result. Ferret
 * never escapes what it puts in single quotes, where it is the last of a line: there they reach to the line's end.
 *
 * <p>Works on bytes and makes no objects, since logs are long.
 */
@SuppressWarnings("EnumOrdinal") // a map of enums would be asked several times for each line
public final class LineReader {
    /** How many bytes behind a line may be looked at. */
    public static final int ROOM = Long.BYTES;

    // eight bytes are searched at a time, by the usual tricks on the bits of a number

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long SPACES = (' ' + 1) * ONES;
    private static final long EQUALS = '=' * ONES;
    /** The bits of a name of so many bytes. */
    private static final long[] NAME = new long[Long.BYTES + 1];

    static {
        for (int length = 1; length < NAME.length; length++) {
            NAME[length] = -1L >>> (Long.SIZE - Byte.SIZE * length);
        }
    }

    /** Of the longest key. */
    private static final int LONGEST = 8;

    private final int[] from = new int[Field.values().length];
    private final int[] to = new int[Field.values().length];
    private final Head head = new Head();
    private byte[] bytes = new byte[0];
    private int found;
    private boolean torn;

    /**
     * Reads the line that begins at a place; there must be a line feed at its end, and {@link #ROOM} bytes behind that,
     * whatever they are.
     *
     * @return the place behind its line feed
     */
    public int read(byte[] in, int start) {
        bytes = in;
        found = 0;
        torn = false;
        head.begin();
        int at = start;
        while (in[at] != '\n') {
            if (in[at] <= ' ' && in[at] >= 0) {
                at++;
                continue;
            }
            int begin = at;
            at = wordEnd(in, at);
            if (in[at] != '=') {
                if (found == 0) {
                    head.word(in, begin, at);
                }
                continue;
            }
            int length = at - begin;
            int field = length <= LONGEST ? Field.packed((long) EIGHT.get(in, begin) & NAME[length]) : -1;
            at = value(in, field, at + 1);
        }
        return at + 1;
    }

    /** Takes the value at a place; the place behind it, which holds a space or the like, or a line feed. */
    private int value(byte[] in, int field, int begin) {
        byte letter = in[begin];
        if (letter == '"') {
            return quoted(in, field, begin + 1);
        }
        if (letter == '\'') {
            int at = begin;
            while (in[at] != '\n') {
                at++;
            }
            int end = at > begin + 1 && in[at - 1] == '\r' ? at - 1 : at;
            keep(field, begin + 1, end > begin + 1 && in[end - 1] == '\'' ? end - 1 : end);
            return at;
        }
        int at = valueEnd(in, begin);
        keep(field, begin, at);
        return at;
    }

    /** The place of the first space, control character or equals sign. */
    private static int wordEnd(byte[] in, int from) {
        for (int at = from; ; at += Long.BYTES) {
            long eight = (long) EIGHT.get(in, at);
            long equal = eight ^ EQUALS;
            long ends = (((eight - SPACES) & ~eight) | ((equal - ONES) & ~equal)) & TOPS;
            if (ends != 0) {
                return at + (Long.numberOfTrailingZeros(ends) >>> 3);
            }
        }
    }

    /** The place of the first space or control character. */
    private static int valueEnd(byte[] in, int from) {
        for (int at = from; ; at += Long.BYTES) {
            long eight = (long) EIGHT.get(in, at);
            long ends = (eight - SPACES) & ~eight & TOPS;
            if (ends != 0) {
                return at + (Long.numberOfTrailingZeros(ends) >>> 3);
            }
        }
    }

    private int quoted(byte[] in, int field, int begin) {
        int at = begin;
        while (in[at] != '"') {
            if (in[at] == '\\') {
                at++;
            }
            if (in[at] == '\n') {
                torn = true;
                return at;
            }
            at++;
        }
        keep(field, begin, at);
        return valueEnd(in, at);
    }

    /** Of a field that comes twice the first counts. */
    private void keep(int field, int begin, int end) {
        if (field >= 0 && (found & (1 << field)) == 0) {
            found |= 1 << field;
            from[field] = begin;
            to[field] = end;
        }
    }

    /** Whether the line ended within quotes. */
    public boolean torn() {
        return torn;
    }

    public boolean has(Field field) {
        return (found & (1 << field.ordinal())) != 0;
    }

    /** The value of a field as {@link #packed} gives it; 0 when it is not there, is empty, or is longer than a word. */
    public long word(Field field) {
        int begin = from[field.ordinal()];
        int length = to[field.ordinal()] - begin;
        return has(field) && length <= LONGEST ? (long) EIGHT.get(bytes, begin) & NAME[length] : 0;
    }

    /** A word of up to eight letters as a number. */
    public static long packed(String word) {
        byte[] letters = Arrays.copyOf(word.getBytes(StandardCharsets.US_ASCII), Long.BYTES);
        return (long) EIGHT.get(letters, 0);
    }

    /** Where the value of a field begins that is there. */
    public int from(Field field) {
        return from[field.ordinal()];
    }

    /** The place behind the value of a field that is there. */
    public int to(Field field) {
        return to[field.ordinal()];
    }

    /** When the line was written: its own time, else that of its head; {@link Moment#NONE} when it has none. */
    public long time() {
        return has(Field.TS) ? Moment.millis(bytes, from(Field.TS), to(Field.TS)) : head.time(bytes);
    }

    /** Where the process that the head names begins. */
    public int processFrom() {
        return head.processFrom();
    }

    /** The place behind it; both are 0 when the head names none. */
    public int processTo() {
        return head.processTo();
    }

    /** The value of a field without its quotes; empty when it is not there. */
    public String text(Field field) {
        if (!has(field)) {
            return "";
        }
        int begin = from(field);
        String raw = new String(bytes, begin, to(field) - begin, StandardCharsets.UTF_8);
        return begin > 0 && bytes[begin - 1] == '"' ? Logfmt.unescaped(raw) : raw;
    }

    /** A number with a point such as {@code 0.6292}, times ten to a power; -1 when the field is none. */
    public long decimal(Field field, int places) {
        return has(field) ? Decimal.of(bytes, from(field), to(field), places) : -1;
    }

    /** A length of time such as {@code 20s} or {@code 0.5s} in milliseconds; -1 when the field is none. */
    public long span(Field field) {
        int last = to(field) - 1;
        return has(field) && last >= from(field) && bytes[last] == 's' ? Decimal.of(bytes, from(field), last, 3) : -1;
    }
}
