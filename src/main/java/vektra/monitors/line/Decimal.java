package vektra.monitors.line;

/** Reads numbers such as {@code 0.6292} from bytes. */
final class Decimal {
    /** No number of a log is near it. */
    private static final long LARGE = Long.MAX_VALUE / 1_000_000;

    private Decimal() {}

    /** The number at that place, times ten to a power; -1 when there is none. */
    static long of(byte[] bytes, int from, int to, int places) {
        long number = 0;
        int left = -1;
        for (int at = from; at < to; at++) {
            byte letter = bytes[at];
            if (letter == '.' && left < 0 && at > from) {
                left = places;
            } else if (letter < '0' || letter > '9' || number > LARGE) {
                return -1;
            } else if (left != 0) {
                number = number * 10 + letter - '0';
                left = left > 0 ? left - 1 : left;
            }
        }
        if (to == from) {
            return -1;
        }
        for (left = left < 0 ? places : left; left > 0; left--) {
            number *= 10;
        }
        return number;
    }
}
