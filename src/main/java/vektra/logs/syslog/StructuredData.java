package vektra.logs.syslog;

/** The structured data of RFC 5424, which are skipped. */
final class StructuredData {
    private static final int NONE = -1;

    private StructuredData() {}

    /**
     * Where the message begins behind what is at that place. What only looks like structured data belongs to the message,
     * as Heroku leaves it out.
     */
    static int behind(byte[] bytes, int start, int end) {
        if (start < end && bytes[start] == '-' && (start + 1 == end || bytes[start + 1] == ' ')) {
            return Math.min(end, start + 2);
        }
        int at = start;
        while (at < end && bytes[at] == '[') {
            at = behindElement(bytes, at, end);
            if (at == NONE) {
                return start;
            }
        }
        if (at == start || at == end) {
            return at;
        }
        return bytes[at] == ' ' ? at + 1 : start;
    }

    private static int behindElement(byte[] bytes, int start, int end) {
        boolean quoted = false;
        for (int i = start + 1; i < end; i++) {
            if (quoted && bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && bytes[i] == ']') {
                return i + 1;
            }
        }
        return NONE;
    }
}
