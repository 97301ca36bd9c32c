package vektra.logs.spool;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import vektra.model.logs.LogLine;
import vektra.model.name.DrainName;

/**
 * What is reported to a drain about lines that it will never get, in the words of Heroku's routers.
 *
 * @param lines how many
 * @param since when the first of them was lost
 */
public record Notice(long lines, Instant since) {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    public LogLine line(DrainName drain, String host, Instant now) {
        return LogLine.notice(
                host,
                now,
                LogLine.NOTICE,
                "Error L10 (output buffer overflow): drain '" + drain + "' dropped " + lines + " messages since "
                        + SECONDS.format(since) + ".");
    }
}
