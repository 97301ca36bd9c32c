package vektra.logs.syslog;

import vektra.model.logs.LogStream;

/**
 * Takes messages of the syslog protocol apart where they lie: RFC 5424, also as Heroku writes it; RFC 3164; what Docker
 * and the C library make of the latter. What is none of these is a message as a whole. Used again and again.
 */
public final class SyslogMessage {
    private static final int NO_PRIORITY = 13;
    private static final int HIGHEST_PRIORITY = 191;

    private final SyslogTime time;
    private final SyslogHead head;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    private int priority;
    private long micros;
    private int from;

    /**
     * A reader of messages.
     *
     * @param host for messages that name none
     */
    public SyslogMessage(SyslogTime time, String host) {
        this.time = time;
        this.head = new SyslogHead(host);
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
        return head.stream();
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
            head.nameless(bytes, headFrom);
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
        head.hostFrom = at;
        head.hostTo = word();
        head.appFrom = at;
        head.appTo = word();
        head.processFrom = at;
        head.processTo = word();
        head.tell(bytes);
        word();
        at = StructuredData.behind(bytes, at, end);
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
        head.hostFrom = head.hostTo = at;
        if (!tagRead(true)) {
            head.hostTo = word();
            if (!tagRead(false)) {
                // no tag at all: then no word of it is a host
                at = head.hostFrom;
                if (!full || !barelyTagged()) {
                    head.nameless(bytes, at);
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
        head.processFrom = head.processTo = i;
        if (i < end && bytes[i] == '[') {
            head.processFrom = i + 1;
            while (i < end && bytes[i] != ']' && bytes[i] != ' ') {
                i++;
            }
            if (i >= end || bytes[i] != ']') {
                return false;
            }
            head.processTo = i++;
        }
        if (tagEnd == tag || i >= end || bytes[i] != ':' || (sure && i + 1 < end && bytes[i + 1] != ' ')) {
            return false;
        }
        head.appFrom = tag;
        head.appTo = tagEnd;
        i++;
        at = i < end && bytes[i] == ' ' ? i + 1 : i;
        head.tell(bytes);
        return true;
    }

    /**
     * Reads {@code host tag text}, as rsyslog's forward format writes what came with an application's name and no colon;
     * goes nowhere when that has no slash, by which it would name an app, nor brackets with a process.
     */
    private boolean barelyTagged() {
        int begin = at;
        head.hostFrom = at;
        head.hostTo = word();
        head.appFrom = at;
        int tagTo = word();
        int bracket = head.appFrom;
        while (bracket < tagTo && bytes[bracket] != '[') {
            bracket++;
        }
        boolean process = bracket > head.appFrom && bracket < tagTo - 1 && bytes[tagTo - 1] == ']';
        head.appTo = process ? bracket : tagTo;
        head.processFrom = process ? bracket + 1 : tagTo;
        head.processTo = process ? tagTo - 1 : tagTo;
        int slash = head.appFrom;
        while (slash < head.appTo && bytes[slash] != '/') {
            slash++;
        }
        boolean named = slash > head.appFrom && slash < head.appTo - 1;
        if (!named && !process) {
            at = begin;
            return false;
        }
        head.tell(bytes);
        return true;
    }
}
