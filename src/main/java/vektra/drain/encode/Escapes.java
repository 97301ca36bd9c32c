package vektra.drain.encode;

import java.nio.charset.StandardCharsets;

/**
 * What stands in a message for characters that would end a line, or that a terminal would obey.
 *
 * @param ascii for each of the 128 what stands for it: itself when it stays
 * @param others whether the controls beyond ASCII, U+0080 to U+009F, U+2028 and U+2029, are written in octal, too
 */
@SuppressWarnings("ArrayRecordComponent") // looked up for each byte of a message
public record Escapes(byte[][] ascii, boolean others) {
    private static final int DEL = 0x7f;
    private static final byte[] LINE_SEPARATOR = "\u2028".getBytes(StandardCharsets.UTF_8);

    /** All stays; for JSON, which has escapes of its own. */
    public static final Escapes NONE = new Escapes(all(true).ascii, false);

    /** Where the length is sent first: lines stay what they are. */
    static Escapes counted(boolean keep) {
        Escapes escapes = all(keep);
        for (char c : new char[] {'\n', '\r', '\0'}) {
            escapes.ascii[c] = new byte[] {(byte) c};
        }
        return escapes;
    }

    /** Where a line ends a message: no end of line stays, whatever is kept. */
    static Escapes line(boolean keep) {
        Escapes escapes = all(keep);
        for (char c : new char[] {'\r', '\0'}) {
            escapes.ascii[c] = octal(c);
        }
        escapes.ascii['\n'] = Ascii.bytes(" #012");
        return escapes;
    }

    /** As {@link #line}, but what reads it shows U+2028 as the end of a line. */
    static Escapes separator() {
        Escapes escapes = all(false);
        escapes.ascii['\n'] = LINE_SEPARATOR;
        return new Escapes(escapes.ascii, false);
    }

    private static Escapes all(boolean keep) {
        byte[][] ascii = new byte[128][];
        for (int c = 0; c <= DEL; c++) {
            boolean control = (c < ' ' && c != '\t') || c == DEL;
            ascii[c] = control && !keep ? octal(c) : new byte[] {(byte) c};
        }
        return new Escapes(ascii, !keep);
    }

    static byte[] octal(int b) {
        return new byte[] {'#', (byte) ('0' + (b >> 6 & 3)), (byte) ('0' + (b >> 3 & 7)), (byte) ('0' + (b & 7))};
    }
}
