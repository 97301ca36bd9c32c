package vektra.monitors.line;

/** Reads times such as {@code 2026-11-22T01:27:27.123Z} or {@code 2012-12-17T00:00:00+01:00} from bytes. */
public final class Moment {
    /** What is no time. */
    public static final long NONE = Long.MIN_VALUE;

    /** Of {@code 2026-11-22T01:27:27}. */
    private static final int SECONDS = 19;

    private static final long MINUTE = 60_000;

    private Moment() {}

    /** Whether a word begins as a time does. */
    static boolean begins(byte[] bytes, int from, int to) {
        return to - from > SECONDS && bytes[from + 4] == '-' && bytes[from + 10] == 'T' && bytes[from + 13] == ':';
    }

    /** The milliseconds since 1970 of the time at that place. */
    public static long millis(byte[] bytes, int from, int to) {
        if (!begins(bytes, from, to)) {
            return NONE;
        }
        int century = two(bytes, from);
        int years = two(bytes, from + 2);
        int month = two(bytes, from + 5);
        int day = two(bytes, from + 8);
        int hour = two(bytes, from + 11);
        int minute = two(bytes, from + 14);
        int second = two(bytes, from + 17);
        if ((century | years | hour | minute | second) < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
            return NONE;
        }
        long millis = days(century * 100 + years, month, day) * 24 * 60 * MINUTE
                + (hour * 60L + minute) * MINUTE
                + second * 1000L;
        int at = from + SECONDS;
        if (bytes[at] == '.') {
            int weight = 100;
            for (at++; at < to && digit(bytes[at]); at++) {
                millis += (long) (bytes[at] - '0') * weight;
                weight /= 10;
            }
        }
        if (at >= to) {
            return NONE;
        }
        return zoned(millis, bytes, at, to);
    }

    private static long zoned(long millis, byte[] bytes, int at, int to) {
        byte sign = bytes[at];
        if (sign == 'Z') {
            return at + 1 == to ? millis : NONE;
        }
        int minutes = at + 6 == to && bytes[at + 3] == ':' ? at + 4 : at + 3;
        if ((sign != '+' && sign != '-') || minutes + 2 != to) {
            return NONE;
        }
        int hours = two(bytes, at + 1);
        int rest = two(bytes, minutes);
        long offset = (hours * 60L + rest) * MINUTE;
        return (hours | rest) < 0 ? NONE : sign == '+' ? millis - offset : millis + offset;
    }

    /** The days since 1970, in a calendar whose years begin in March so that leap days come last. */
    private static long days(int year, int month, int day) {
        int shifted = month > 2 ? year : year - 1;
        int era = shifted / 400;
        int inEra = shifted - era * 400;
        int inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097L + inEra * 365L + inEra / 4 - inEra / 100 + inYear - 719_468;
    }

    private static boolean digit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private static int two(byte[] bytes, int at) {
        return digit(bytes[at]) && digit(bytes[at + 1]) ? (bytes[at] - '0') * 10 + bytes[at + 1] - '0' : -1;
    }
}
