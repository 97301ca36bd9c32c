package vektra.logs.syslog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vektra.model.LogStream;

/**
 * Takes messages of the syslog protocol apart where they lie: RFC 5424, also as Heroku writes it; RFC 3164; what Docker
 * and the C library make of the latter. What is none of these is a message as a whole. Used again and again.
 */
public final class SyslogMessage {
    private static final int NO_PRIORITY = 13;
    private static final int HIGHEST_PRIORITY = 191;

    private final SyslogTime time;
    private final String host;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    private int priority;
    private long micros;
    private int from;

    // where the fields of the stream lie; empty ranges for those that are missing
    private int hostFrom;
    private int hostTo;
    private int appFrom;
    private int appTo;
    private int processFrom;
    private int processTo;

    private byte[] lastHead = new byte[0];
    private LogStream stream;

    /**
     * A reader of messages.
     *
     * @param host for messages that name none
     */
    public SyslogMessage(SyslogTime time, String host) {
        this.time = time;
        this.host = host;
        this.stream = new LogStream("-", "-", host, false);
    }

    int priority() {
        return priority;
    }

    long micros() {
        return micros;
    }

    /** Where the message itself begins. */
    int from() {
        return from;
    }

    /** The stream; the same object as long as messages of one stream follow each other. */
    LogStream stream() {
        return stream;
    }

    /**
     * Reads one.
     *
     * @param now when it came, in microseconds since 1970: the time of messages that tell none that can be
     */
    void read(byte[] buffer, int start, int limit, long now) {
        bytes = buffer;
        at = start;
        end = limit;
        micros = -1;
        int headFrom = at;
        if (!priorityRead()) {
            at = start;
            priority = NO_PRIORITY;
            nameless(headFrom);
        } else if (at + 1 < end && bytes[at] == '1' && bytes[at + 1] == ' ') {
            at += 2;
            readNew(now);
        } else {
            readOld(now);
        }
        if (micros < 0) {
            micros = now;
        }
        from = at;
    }

    private boolean priorityRead() {
        int value = 0;
        int digit = at + 1;
        if (at >= end || bytes[at] != '<') {
            return false;
        }
        while (digit < end && digit < at + 4 && bytes[digit] >= '0' && bytes[digit] <= '9') {
            value = value * 10 + bytes[digit] - '0';
            digit++;
        }
        if (digit == at + 1 || digit >= end || bytes[digit] != '>' || value > HIGHEST_PRIORITY) {
            return false;
        }
        priority = value;
        at = digit + 1;
        return true;
    }

    /** RFC 5424, behind the version. */
    private void readNew(long now) {
        int field = at;
        int fieldEnd = word();
        micros = time.full(bytes, field, fieldEnd, now);
        hostFrom = at;
        hostTo = word();
        appFrom = at;
        appTo = word();
        processFrom = at;
        processTo = word();
        tell();
        word();
        structuredData();
        if (end - at >= 3 && bytes[at] == (byte) 0xef && bytes[at + 1] == (byte) 0xbb && bytes[at + 2] == (byte) 0xbf) {
            at += 3;
        }
    }

    /** Goes behind the next word and the space behind it, and returns where the word ended. */
    private int word() {
        while (at < end && bytes[at] != ' ') {
            at++;
        }
        int wordEnd = at;
        if (at < end) {
            at++;
        }
        return wordEnd;
    }

    /** Skips it; what only looks like it belongs to the message, as Heroku leaves it out. */
    private void structuredData() {
        int start = at;
        if (at < end && bytes[at] == '-' && (at + 1 == end || bytes[at + 1] == ' ')) {
            at = Math.min(end, at + 2);
            return;
        }
        while (at < end && bytes[at] == '[') {
            if (!elementSkipped()) {
                at = start;
                return;
            }
        }
        if (at > start && at < end) {
            if (bytes[at] == ' ') {
                at++;
            } else {
                at = start;
            }
        }
    }

    private boolean elementSkipped() {
        boolean quoted = false;
        for (int i = at + 1; i < end; i++) {
            if (quoted && bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && bytes[i] == ']') {
                at = i + 1;
                return true;
            }
        }
        return false;
    }

    /** RFC 3164 and what calls itself so: the time, perhaps a host, a tag with perhaps a process in brackets. */
    private void readOld(long now) {
        if (at < end && bytes[at] == ' ') {
            at++;
        }
        int start = at;
        boolean full = false;
        int length = time.shortLength(bytes, at, end);
        if (length > 0) {
            micros = time.brief(bytes, at, now);
            at += length;
        } else {
            int fieldEnd = word();
            micros = time.full(bytes, start, fieldEnd, now);
            full = micros >= 0;
            if (!full) {
                at = start;
            }
        }
        hostFrom = hostTo = at;
        if (!tagRead(true)) {
            hostTo = word();
            if (!tagRead(false)) {
                // no tag at all: then no word of it is a host
                at = hostFrom;
                if (!full || !barelyTagged()) {
                    nameless(at);
                }
            }
        }
    }

    /**
     * Reads {@code tag[process]: } or {@code tag: }; goes nowhere when there is none.
     *
     * @param sure whether a space must follow: what else has a colon may be a host's address
     */
    private boolean tagRead(boolean sure) {
        int tag = at;
        int i = at;
        while (i < end && bytes[i] != ' ' && bytes[i] != ':' && bytes[i] != '[') {
            i++;
        }
        int tagEnd = i;
        processFrom = processTo = i;
        if (i < end && bytes[i] == '[') {
            processFrom = i + 1;
            while (i < end && bytes[i] != ']' && bytes[i] != ' ') {
                i++;
            }
            if (i >= end || bytes[i] != ']') {
                return false;
            }
            processTo = i++;
        }
        if (tagEnd == tag || i >= end || bytes[i] != ':' || (sure && i + 1 < end && bytes[i + 1] != ' ')) {
            return false;
        }
        appFrom = tag;
        appTo = tagEnd;
        i++;
        at = i < end && bytes[i] == ' ' ? i + 1 : i;
        tell();
        return true;
    }

    /**
     * Reads {@code host tag text}, as rsyslog's forward format writes what came with an application's name and no colon;
     * goes nowhere when that has no slash, by which it would name an app, nor brackets with a process.
     */
    private boolean barelyTagged() {
        int begin = at;
        hostFrom = at;
        hostTo = word();
        appFrom = at;
        int tagTo = word();
        int bracket = appFrom;
        while (bracket < tagTo && bytes[bracket] != '[') {
            bracket++;
        }
        boolean process = bracket > appFrom && bracket < tagTo - 1 && bytes[tagTo - 1] == ']';
        appTo = process ? bracket : tagTo;
        processFrom = process ? bracket + 1 : tagTo;
        processTo = process ? tagTo - 1 : tagTo;
        int slash = appFrom;
        while (slash < appTo && bytes[slash] != '/') {
            slash++;
        }
        boolean named = slash > appFrom && slash < appTo - 1;
        if (!named && !process) {
            at = begin;
            return false;
        }
        tell();
        return true;
    }

    private void nameless(int place) {
        hostFrom = hostTo = appFrom = appTo = processFrom = processTo = place;
        tell();
    }

    /** Makes the stream, unless it is that of the message before. */
    private void tell() {
        int headFrom = Math.min(hostFrom, appFrom);
        int headTo = Math.max(appTo, processTo);
        if (Arrays.equals(bytes, headFrom, headTo, lastHead, 0, lastHead.length)) {
            return;
        }
        lastHead = Arrays.copyOfRange(bytes, headFrom, headTo);
        String app = text(appFrom, appTo, "-");
        String process = text(processFrom, processTo, "-");
        int slash = app.indexOf('/');
        if (slash > 0 && slash < app.length() - 1) {
            process = app.substring(slash + 1);
            app = app.substring(0, slash);
        }
        stream = new LogStream(app, process, text(hostFrom, hostTo, host), false);
    }

    private String text(int start, int limit, String missing) {
        boolean there = limit > start && !(limit - start == 1 && bytes[start] == '-');
        return there ? new String(bytes, start, limit - start, StandardCharsets.UTF_8) : missing;
    }
}
