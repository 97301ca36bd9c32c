package vektra.monitors.line;

/** What syslog or logplex puts in front of a line: the time, and behind it the process. */
final class Head {
    private int words;
    private int timeWord;
    private int timeFrom;
    private int timeTo;
    private int processFrom;
    private int processTo;

    /** Forgets that of the line before. */
    void begin() {
        words = 0;
        timeTo = 0;
        processFrom = 0;
        processTo = 0;
    }

    /** Takes its next word; the process is in brackets, or the third of what RFC 5424 has behind the time. */
    void word(byte[] bytes, int begin, int end) {
        words++;
        if (timeTo == 0) {
            if (Moment.begins(bytes, begin, end)) {
                timeWord = words;
                timeFrom = begin;
                timeTo = end;
            }
            return;
        }
        if (words > timeWord + 3 || processTo > 0) {
            return;
        }
        for (int at = begin; at < end; at++) {
            if (bytes[at] == '[') {
                processFrom = at + 1;
                processTo = at + 1;
                while (processTo < end && bytes[processTo] != ']') {
                    processTo++;
                }
                return;
            }
        }
        if (words == timeWord + 3) {
            processFrom = begin;
            processTo = end;
        }
    }

    /** The time; {@link Moment#NONE} when it has none. */
    long time(byte[] bytes) {
        return timeTo > 0 ? Moment.millis(bytes, timeFrom, timeTo) : Moment.NONE;
    }

    int processFrom() {
        return processFrom;
    }

    int processTo() {
        return processTo;
    }
}
