package vektra.logs.syslog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vektra.model.logs.LogStream;

/** Where the fields lie that say which stream a message is of; empty ranges for those that are missing. */
final class SyslogHead {
    private final String host;
    int hostFrom;
    int hostTo;
    int appFrom;
    int appTo;
    int processFrom;
    int processTo;

    private byte[] last = new byte[0];
    private LogStream stream;

    /** @param host of messages that name none */
    SyslogHead(String host) {
        this.host = host;
        this.stream = new LogStream("-", "-", host, false);
    }

    /** The stream; the same object as long as messages of one stream follow each other. */
    LogStream stream() {
        return stream;
    }

    /** None of the fields is there. */
    void nameless(byte[] bytes, int place) {
        hostFrom = hostTo = appFrom = appTo = processFrom = processTo = place;
        tell(bytes);
    }

    /** Makes the stream, unless it is that of the message before. */
    void tell(byte[] bytes) {
        int from = Math.min(hostFrom, appFrom);
        int to = Math.max(appTo, processTo);
        if (Arrays.equals(bytes, from, to, last, 0, last.length)) {
            return;
        }
        last = Arrays.copyOfRange(bytes, from, to);
        String app = text(bytes, appFrom, appTo, "-");
        String process = text(bytes, processFrom, processTo, "-");
        int slash = app.indexOf('/');
        if (slash > 0 && slash < app.length() - 1) {
            process = app.substring(slash + 1);
            app = app.substring(0, slash);
        }
        stream = new LogStream(app, process, text(bytes, hostFrom, hostTo, host), false);
    }

    private static String text(byte[] bytes, int start, int limit, String missing) {
        boolean there = limit > start && !(limit - start == 1 && bytes[start] == '-');
        return there ? new String(bytes, start, limit - start, StandardCharsets.UTF_8) : missing;
    }
}
