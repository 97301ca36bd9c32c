package vektra.model.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One log line, or a part of one that was too long: a window on a buffer, valid until the next is read.
 *
 * @param sequence grows by one from line to line of a home and never comes again, so that receivers can drop repeats; 0
 *     when the line has none
 * @param micros when it was written, in microseconds since 1970-01-01T00:00Z
 * @param priority facility times 8 plus severity, as in RFC 5424
 * @param part 0 for a whole line, else which part of it, from 1
 * @param more whether another part follows
 * @param buffer holds the message from {@code from} up to but without {@code to}: any bytes, without the end of line
 */
@SuppressWarnings("ArrayRecordComponent") // a window: a copy for each of a million lines a second would cost
public record LogLine(
        LogStream stream,
        long sequence,
        long micros,
        int priority,
        int part,
        boolean more,
        byte[] buffer,
        int from,
        int to) {
    /** Facility local0. */
    public static final int OUTPUT = 16 * 8 + 6;

    public static final int ERROR_OUTPUT = 16 * 8 + 3;

    /** Facility local5, severity warning: as Heroku's own notices. */
    public static final int NOTICE = 21 * 8 + 4;

    /** A line that Vektra itself tells, of the app {@code vektra} and the process {@code logs}; it has no number. */
    public static LogLine notice(String host, Instant time, int priority, String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        LogStream stream = new LogStream(LogStream.VEKTRA, "logs", host, false);
        return new LogLine(stream, 0, micros(time), priority, 0, false, text, 0, text.length);
    }

    /** A point in time as lines have it, in microseconds since 1970-01-01T00:00Z. */
    public static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }

    /** The point in time that so many microseconds mean. */
    public static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The message; what is no UTF-8 in it is replaced. */
    public String message() {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }
}
