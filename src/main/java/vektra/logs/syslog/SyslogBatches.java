package vektra.logs.syslog;

import org.jspecify.annotations.Nullable;
import vektra.logs.line.BatchBuilder;
import vektra.logs.line.Intake;
import vektra.logs.line.LineCutter;
import vektra.model.logs.LogStream;

/** Makes batches of the messages of one connection, and hands them in. */
public final class SyslogBatches {
    private final Intake intake;
    private final String origin;
    private final SyslogMessage message;
    private @Nullable BatchBuilder builder;
    private @Nullable LogStream stream;
    private long batches;
    /** The part that a message without an end has come to; 0 when there is none. */
    private int open;

    /**
     * None yet.
     *
     * @param origin different from that of all others
     */
    public SyslogBatches(Intake intake, String origin, SyslogMessage message) {
        this.intake = intake;
        this.origin = origin;
        this.message = message;
    }

    /** Takes a whole message. */
    void add(byte[] bytes, int from, int to, long now) {
        message.read(bytes, from, to, now);
        if (to - message.from() <= LineCutter.LONGEST) {
            line(0, false, bytes, message.from(), to);
        } else {
            finish(bytes, begin(bytes, message.from(), to), to);
        }
    }

    /** Takes the first bytes of a message whose end is not here yet; returns the index behind those taken. */
    int begin(byte[] bytes, int from, int to, long now) {
        message.read(bytes, from, to, now);
        return begin(bytes, message.from(), to);
    }

    private int begin(byte[] bytes, int from, int to) {
        open = 0;
        return goOn(bytes, from, to);
    }

    /** Takes more of it, in as many parts as are full; returns the index behind those taken. */
    int goOn(byte[] bytes, int from, int to) {
        int at = from;
        while (to - at > LineCutter.LONGEST) {
            int end = LineCutter.boundary(bytes, at, at + LineCutter.LONGEST);
            line(++open, true, bytes, at, end);
            at = end;
        }
        return at;
    }

    /** Takes the last of it. */
    void finish(byte[] bytes, int from, int to) {
        int last = goOn(bytes, from, to);
        line(++open, false, bytes, last, to);
        open = 0;
    }

    private void line(int part, boolean more, byte[] bytes, int from, int to) {
        BatchBuilder target = builder;
        if (target == null || !message.stream().equals(stream)) {
            flush();
            stream = message.stream();
            target = new BatchBuilder(origin, message.stream());
            builder = target;
        } else if (!target.takes(to - from, message.micros())) {
            flush();
        }
        target.add(message.micros(), message.priority(), Math.min(part, 0xffff), more, bytes, from, to);
    }

    /** Gives back what long messages needed, once they are handed in. */
    void shrink() {
        builder = null;
        stream = null;
    }

    /** Hands in what there is. */
    void flush() {
        if (builder != null && builder.count() > 0) {
            intake.take(builder.finish(++batches));
            builder.clear();
        }
    }
}
