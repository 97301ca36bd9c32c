package vektra.logs.line;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines: a line feed ends one, and a carriage return before it goes with it. A longer line
 * than {@link #LONGEST} comes in parts, cut between characters, so that memory stays bounded whatever is written.
 */
public final class LineCutter {
    public static final int LONGEST = 64 * 1024;
    /** UTF-8 needs no more for a character. */
    private static final int CHARACTER = 4;

    /** What the number of a part may be; the parts that follow all have it. */
    private static final int MOST_PARTS = 0xffff;

    /** Takes lines; the bytes are valid during the call only. */
    public interface Lines {
        /**
         * Takes one line.
         *
         * @param part 0 for a whole line, else which part of it, from 1
         * @param more whether another part follows
         */
        void line(byte[] bytes, int from, int to, int part, boolean more);
    }

    private final Lines lines;
    private byte[] kept = new byte[1024];
    private int keeps;
    /** Parts of the present line that went out already. */
    private int parts;

    private boolean begun;

    public LineCutter(Lines lines) {
        this.lines = lines;
    }

    /** How many bytes wait for the end of their line. */
    public int keeps() {
        return keeps;
    }

    /** Takes the next bytes. */
    public void feed(byte[] bytes, int from, int to) {
        int start = from;
        int end = LineFeeds.next(bytes, start, to);
        while (end < to) {
            whole(bytes, start, end);
            start = end + 1;
            end = LineFeeds.next(bytes, start, to);
        }
        keep(bytes, start, to);
    }

    /** The stream is at its end: what is left of a line goes out. */
    public void end() {
        if (keeps > 0 || parts > 0) {
            emit(kept, 0, keeps);
            keeps = 0;
        }
        parts = 0;
        begun = false;
    }

    private void whole(byte[] bytes, int from, int to) {
        if (keeps == 0 && to - from <= LONGEST) {
            emit(bytes, from, to > from && bytes[to - 1] == '\r' ? to - 1 : to);
        } else {
            keep(bytes, from, to);
            emit(kept, 0, keeps > 0 && kept[keeps - 1] == '\r' ? keeps - 1 : keeps);
            keeps = 0;
        }
        parts = 0;
    }

    /** The last of a line. */
    private void emit(byte[] bytes, int from, int to) {
        int start = from;
        if (!begun) {
            start += markLength(bytes, from, to);
            begun = true;
        }
        lines.line(bytes, start, to, parts == 0 ? 0 : Math.min(parts + 1, MOST_PARTS), false);
    }

    private void keep(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (keeps == LONGEST) {
                part();
            }
            int fits = Math.min(to - at, LONGEST - keeps);
            if (keeps + fits > kept.length) {
                kept = Arrays.copyOf(kept, Math.min(LONGEST, Math.max(keeps + fits, 2 * kept.length)));
            }
            System.arraycopy(bytes, at, kept, keeps, fits);
            keeps += fits;
            at += fits;
        }
    }

    /** Lets the full buffer go, but for the beginning of a character at its end. */
    private void part() {
        int start = 0;
        if (!begun) {
            start = markLength(kept, 0, keeps);
            begun = true;
        }
        int end = boundary(kept, 0, keeps);
        parts = Math.min(parts + 1, MOST_PARTS);
        lines.line(kept, start, end, parts, true);
        System.arraycopy(kept, end, kept, 0, keeps - end);
        keeps -= end;
    }

    /** The end of the last whole character; what is no UTF-8 is cut anywhere. */
    public static int boundary(byte[] bytes, int from, int to) {
        for (int at = to - 1; at >= Math.max(from + 1, to - CHARACTER); at--) {
            int lead = bytes[at] & 0xff;
            if (lead < 0x80) {
                return to;
            }
            if (lead >= 0xc0) {
                int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                return at + length > to ? at : to;
            }
        }
        return to;
    }

    /** The length of the byte order mark that a stream may begin with. */
    private static int markLength(byte[] bytes, int from, int to) {
        boolean marked = to - from >= 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
        return marked ? 3 : 0;
    }
}
