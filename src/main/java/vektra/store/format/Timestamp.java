package vektra.store.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads the times in the store's files, which {@link Instant#toString} wrote. What it wrote for times of today is read by
 * hand: the formatter of java.time is a hundred classes, which every start would load.
 */
final class Timestamp {
    private static final int DAY = 86_400;
    private static final String SHAPE = "0000-00-00T00:00:00";

    private Timestamp() {}

    /** Throws {@link DateTimeException} when the text is no time of the form {@code 2026-01-31T12:00:00.123Z}. */
    static Instant parse(String text) {
        int end = text.length() - 1;
        if (!usual(text, end)) {
            return Instant.parse(text);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException(text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int millis = end == SHAPE.length() ? 0 : number(text, 20, 23);
        return Instant.ofEpochMilli((day * DAY + hour * 3600L + minute * 60L + second) * 1000 + millis);
    }

    /** Whether the text has the shape of a time in whole seconds or milliseconds, in UTC. */
    private static boolean usual(String text, int end) {
        boolean whole = end == SHAPE.length();
        boolean millis = end == SHAPE.length() + 4 && text.charAt(SHAPE.length()) == '.';
        if (!(whole || millis) || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char expected = i < SHAPE.length() ? SHAPE.charAt(i) : i == SHAPE.length() ? '.' : '0';
            char given = text.charAt(i);
            if (expected == '0' ? given < '0' || given > '9' : given != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
