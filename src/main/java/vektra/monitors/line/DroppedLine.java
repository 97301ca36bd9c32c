package vektra.monitors.line;

import java.time.Instant;

/** What the log says when lines are missing from it. */
public final class DroppedLine {
    private DroppedLine() {}

    /** The line on so many. */
    public static String of(Instant now, long lines) {
        return new Logfmt()
                .add("ts", VektraForm.TIME.format(now))
                .add("app", "vektra")
                .add("source", "vektra.log")
                .add("at", "log_dropped")
                .add("count#log_dropped", String.valueOf(lines))
                .toString();
    }
}
