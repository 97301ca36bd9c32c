package vektra.drain.encode;

import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;

/** The header of RFC 3164, which has no year, no zone and no place for a number: {@code <134>Jan  2 03:04:05 host app[process]: }. */
public final class Rfc3164 implements Form {
    private static final int HOST = 255;
    private static final int TAG = 48;

    private final Stamp stamp;

    public Rfc3164(Stamp stamp) {
        this.stamp = stamp;
    }

    @Override
    public void head(LogLine line, String part, Bytes head) {
        LogStream stream = line.stream();
        head.put('<');
        head.decimal(line.priority() & 0xff);
        head.put('>');
        if (!stamp.put(line.micros(), head)) {
            head.put("Jan  1 00:00:00");
        }
        head.put(' ');
        head.put(Ascii.field(stream.host(), HOST));
        head.put(' ');
        head.put(tag(stream.app()));
        if (!stream.process().isEmpty()) {
            head.put('[');
            head.put(tag(stream.process()));
            head.put(']');
        }
        head.put(": ");
    }

    /** Without what ends a tag. */
    private static String tag(String name) {
        return Ascii.field(name, TAG).replaceAll("[\\[\\]:]", "_");
    }
}
