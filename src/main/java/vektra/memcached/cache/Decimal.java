package vektra.memcached.cache;

/** Numbers in ASCII by the rules of C's {@code strtoull} and {@code strtoll}, which are the protocol's. */
public final class Decimal {
    private Decimal() {}

    /**
     * An unsigned 64-bit number.
     *
     * @throws NumberFormatException for anything else, and for what does not end in a space or the end
     */
    public static long unsigned(byte[] bytes, int from, int to) {
        int start = skipSpace(bytes, from, to);
        long magnitude = magnitude(bytes, start, to);
        if (magnitude != 0 && bytes[start] == '-') {
            throw new NumberFormatException();
        }
        return magnitude;
    }

    /**
     * A signed 64-bit number.
     *
     * @throws NumberFormatException for anything else, and for what does not end in a space or the end
     */
    public static long signed(byte[] bytes, int from, int to) {
        int start = skipSpace(bytes, from, to);
        long magnitude = magnitude(bytes, start, to);
        if (magnitude < 0) {
            throw new NumberFormatException();
        }
        return start < to && bytes[start] == '-' ? -magnitude : magnitude;
    }

    private static long magnitude(byte[] bytes, int start, int to) {
        int first = start < to && (bytes[start] == '-' || bytes[start] == '+') ? start + 1 : start;
        long value = 0;
        int i = first;
        for (; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            int digit = bytes[i] - '0';
            if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, 10)) > 0) {
                throw new NumberFormatException();
            }
            value = value * 10 + digit;
        }
        if (i == first || (i < to && !isSpace(bytes[i]))) {
            throw new NumberFormatException();
        }
        return value;
    }

    private static int skipSpace(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }
}
