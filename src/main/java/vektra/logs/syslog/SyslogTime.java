package vektra.logs.syslog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.Arrays;

/** Reads the times of syslog messages, as microseconds since 1970; -1 for what is none, or cannot be. */
public final class SyslogTime {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 24 * 3600;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    /** Such as {@code Jan  2 03:04:05}. */
    private static final int BRIEF = 15;

    private final ZoneId zone;
    private byte[] lastBrief = new byte[0];
    private long lastMicros;

    /**
     * A reader of times.
     *
     * @param zone of times that name none
     */
    public SyslogTime(ZoneId zone) {
        this.zone = zone;
    }

    /** A time as in RFC 3339; one that lies more than a day ahead is none. */
    long full(byte[] bytes, int from, int to, long now) {
        if (to - from < 20 || bytes[from + 4] != '-' || bytes[from + 7] != '-' || bytes[from + 13] != ':') {
            return -1;
        }
        int year = number(bytes, from, 4);
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        int hour = number(bytes, from + 11, 2);
        int minute = number(bytes, from + 14, 2);
        int second = number(bytes, from + 17, 2);
        if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31 || outside(hour, minute, second)) {
            return -1;
        }
        int at = from + 19;
        long micros = 0;
        if (bytes[at] == '.') {
            int scale = 100_000;
            for (at++; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
                micros += (long) scale * (bytes[at] - '0');
                scale /= 10;
            }
        }
        int offset = offset(bytes, at, to);
        if (offset == Integer.MIN_VALUE) {
            return -1;
        }
        // a leap second is as good as the end of the one before
        long seconds = days(year, month, day) * DAY + hour * 3600L + minute * 60L + Math.min(second, 59) - offset;
        long result = seconds * SECOND + (second == 60 ? SECOND - 1 : micros);
        return result < 0 || result > now + DAY * SECOND ? -1 : result;
    }

    private static boolean outside(int hour, int minute, int second) {
        return hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60;
    }

    /** Seconds ahead of UTC. */
    private static int offset(byte[] bytes, int at, int to) {
        if (at == to - 1 && (bytes[at] == 'Z' || bytes[at] == 'z')) {
            return 0;
        }
        if (at != to - 6 || (bytes[at] != '+' && bytes[at] != '-') || bytes[at + 3] != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(bytes, at + 1, 2);
        int minutes = number(bytes, at + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return bytes[at] == '-' ? -seconds : seconds;
    }

    /** Negative when it is no number. */
    private static int number(byte[] bytes, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Days since 1970 of a day in the Gregorian calendar, whose years are taken to begin in March. */
    private static long days(int year, int month, int day) {
        long years = month <= 2 ? year - 1 : year;
        long ofYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return years * 365 + years / 4 - years / 100 + years / 400 + ofYear - 719_468;
    }

    /** How many bytes a time without a year takes here, with the space behind it; 0 when there is none. */
    int shortLength(byte[] bytes, int from, int to) {
        boolean there = to - from > BRIEF
                && bytes[from + 3] == ' '
                && bytes[from + 6] == ' '
                && bytes[from + 9] == ':'
                && bytes[from + 12] == ':'
                && bytes[from + BRIEF] == ' ';
        return there ? BRIEF + 1 : 0;
    }

    /** A time without a year and a zone: in the zone of this machine, and in the year that brings it nearest to now. */
    long brief(byte[] bytes, int from, long now) {
        if (Arrays.equals(bytes, from, from + BRIEF, lastBrief, 0, lastBrief.length)) {
            return lastMicros;
        }
        int month = month(bytes, from);
        int day = bytes[from + 4] == ' ' ? number(bytes, from + 5, 1) : number(bytes, from + 4, 2);
        int hour = number(bytes, from + 7, 2);
        int minute = number(bytes, from + 10, 2);
        int second = number(bytes, from + 13, 2);
        if (month == 0 || day < 1 || outside(hour, minute, second)) {
            return -1;
        }
        int year =
                Year.from(Instant.EPOCH.plusSeconds(now / SECOND).atZone(zone)).getValue();
        long nearest = -1;
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            try {
                long micros = LocalDateTime.of(candidate, month, day, hour, minute, Math.min(second, 59))
                                .atZone(zone)
                                .toEpochSecond()
                        * SECOND;
                if (nearest < 0 || Math.abs(micros - now) < Math.abs(nearest - now)) {
                    nearest = micros;
                }
            } catch (DateTimeException e) {
                // such as a 29th of February in another year
            }
        }
        lastBrief = Arrays.copyOfRange(bytes, from, from + BRIEF);
        lastMicros = nearest;
        return nearest;
    }

    private static int month(byte[] bytes, int from) {
        for (int month = 0; month < 12; month++) {
            if (bytes[from] == MONTHS.charAt(3 * month)
                    && bytes[from + 1] == MONTHS.charAt(3 * month + 1)
                    && bytes[from + 2] == MONTHS.charAt(3 * month + 2)) {
                return month + 1;
            }
        }
        return 0;
    }
}
