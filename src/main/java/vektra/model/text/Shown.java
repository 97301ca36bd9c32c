package vektra.model.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** How text that came from outside is shown inside a message: on one line, and without what must not be shown. */
public final class Shown {
    private static final int LONGEST = 60;
    /** What a terminal would obey instead of show: control characters, also of the upper half, marks of direction. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private static final Pattern LOGIN = Pattern.compile("(//[^:/@]*:).*@", Pattern.DOTALL);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Shown() {}

    /** A number of things: {@code 1 key}, {@code 2 keys}. */
    public static String counted(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /** A time for people, such as {@code 2026-11-28 22:11:33 UTC}; programs get ISO 8601. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** The same without seconds, where room is short. */
    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** How long something took, such as {@code 3.2 s} or {@code 214 s}. */
    public static String seconds(Duration took) {
        double seconds = took.toMillis() / 1000.0;
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }

    /** The value in single quotes, cut after 60 characters, the password of a URL hidden. */
    public static String quoted(String value) {
        return "'" + cut(plain(value), LONGEST) + "'";
    }

    /** The text, cut after so many characters; none of them is cut in two. */
    public static String cut(String text, int longest) {
        boolean fits = text.codePointCount(0, text.length()) <= longest;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
    }

    /** The text with each control character replaced by a question mark and the password of a URL hidden. */
    public static String plain(String text) {
        return UNSEEN.matcher(LOGIN.matcher(text).replaceAll("$1****@")).replaceAll("?");
    }
}
