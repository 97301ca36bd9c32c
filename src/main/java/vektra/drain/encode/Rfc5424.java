package vektra.drain.encode;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;

/** The header of RFC 5424: {@code <134>1 2026-01-02T03:04:05.678901Z host app process - - }. */
public final class Rfc5424 implements Form {
    private static final int HOST = 255;
    private static final int APP = 48;
    private static final int PROCESS = 128;
    private static final int PRIORITIES = 256;
    private static final int STREAMS = 1000;

    /** What comes between the header and the message. */
    public enum Structured {
        /** Nothing, as application/logplex-1 has it. */
        ABSENT,
        /** A dash. */
        NONE,
        /** The number of the line, by which a receiver knows repeats, and which part it is. */
        SEQUENCE
    }

    private final Stamp stamp;
    private final Structured structured;
    private final UnaryOperator<LogStream> names;
    private final byte[][] priorities = new byte[PRIORITIES][];
    private final Map<LogStream, Names> known = new HashMap<>();
    private LogStream last = new LogStream("", "", "", false);
    private Names lastNames;

    /** @param names what stands in the fields for host, app and process */
    public Rfc5424(Stamp.Form date, Structured structured, UnaryOperator<LogStream> names) {
        this.stamp = new Stamp(date);
        this.structured = structured;
        this.names = names;
        this.lastNames = named(last);
        for (int i = 0; i < PRIORITIES; i++) {
            priorities[i] = Ascii.bytes("<" + i + ">1 ");
        }
    }

    @Override
    public void head(LogLine line, String part, Bytes head) {
        head.put(priorities[line.priority() & 0xff]);
        if (!stamp.put(line.micros(), head)) {
            head.put('-');
        }
        Names at = names(line.stream());
        head.put(at.header);
        if (structured == Structured.SEQUENCE) {
            data(line, part, at, head);
        } else if (structured == Structured.NONE) {
            head.put('-');
            head.put(' ');
        }
    }

    private static void data(LogLine line, String part, Names at, Bytes head) {
        StructuredData data = new StructuredData(head);
        if (!at.app.isEmpty()) {
            data.add("app", at.app);
        }
        if (line.sequence() > 0) {
            data.add("seq", line.sequence());
        }
        if (!part.isEmpty()) {
            data.add("part", part);
        }
        data.end();
    }

    @SuppressWarnings("ReferenceEquality") // of most lines it is the very one of the line before
    private Names names(LogStream stream) {
        if (stream != last) {
            lastNames = known.computeIfAbsent(stream, this::named);
            last = stream;
            if (known.size() > STREAMS) {
                known.clear();
            }
        }
        return lastNames;
    }

    private Names named(LogStream stream) {
        LogStream named = names.apply(stream);
        String header = " " + Ascii.field(named.host(), HOST) + " " + Ascii.field(named.app(), APP) + " "
                + Ascii.field(named.process(), PROCESS) + " - ";
        boolean fits = stream.app().isEmpty() || Ascii.field(stream.app(), APP).equals(stream.app());
        return new Names(Ascii.bytes(header), fits ? "" : stream.app());
    }

    /**
     * What all lines of a stream have in common.
     *
     * @param app the app's name where the header cannot hold it as it is, else empty
     */
    @SuppressWarnings("ArrayRecordComponent") // copied to each line as it is
    private record Names(byte[] header, String app) {}
}
