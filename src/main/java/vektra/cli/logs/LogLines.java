package vektra.cli.logs;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.logs.LogLine;

/** How collected lines look. */
public final class LogLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    /** What would steer a terminal instead of being shown, but for the tab. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\t]]");
    /** Cyan, green, yellow, magenta, blue, and red last since it looks like an error. */
    private static final int[] COLOURS = {36, 32, 33, 35, 34, 31};

    /** Which color each process has that was shown. */
    private final Map<String, Integer> colours = new HashMap<>();

    private static String time(LogLine line) {
        return TIME.format(LogLine.time(line.micros()));
    }

    String text(LogLine line, boolean coloured) {
        String process = shown(line.stream().process());
        String head = time(line) + " " + shown(line.stream().app()) + "[" + process + "]:";
        if (coloured) {
            head = "\u001b[" + colours.computeIfAbsent(process, this::colour) + "m" + head + "\u001b[0m";
        }
        return head + " " + shown(line.message());
    }

    /** Mostly the same each time, but of those that are left as long as there are some. */
    private int colour(String process) {
        int at = Math.floorMod(process.hashCode(), COLOURS.length);
        for (int tried = 0; tried < COLOURS.length && colours.containsValue(COLOURS[at]); tried++) {
            at = (at + 1) % COLOURS.length;
        }
        return COLOURS[at];
    }

    /** The text with question marks for what would steer a terminal. */
    public static String shown(String text) {
        return STEERING.matcher(text).replaceAll("?");
    }

    static Map<String, @Nullable Object> view(LogLine line) {
        return Json.map(
                "time",
                time(line),
                "app",
                line.stream().app(),
                "process",
                line.stream().process(),
                "host",
                line.stream().host(),
                "priority",
                line.priority(),
                "message",
                line.message(),
                "part",
                line.part(),
                "more",
                line.more());
    }
}
