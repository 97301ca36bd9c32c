package vektra.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import vektra.model.DrainName;
import vektra.model.LogLine;
import vektra.model.LogStream;

/**
 * What a drain is told about lines that it will never get, in the words of Heroku's routers.
 *
 * @param lines how many
 * @param since when the first of them was lost
 */
record Notice(long lines, Instant since) {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    LogLine line(DrainName drain, String host, long micros) {
        byte[] text = ("Error L10 (output buffer overflow): drain '" + drain + "' dropped " + lines + " messages since "
                        + SECONDS.format(since) + ".")
                .getBytes(UTF_8);
        LogStream stream = new LogStream(LogStream.VEKTRA, "logs", host, false);
        return new LogLine(stream, 0, micros, LogLine.NOTICE, 0, false, text, 0, text.length);
    }
}
