package vektra.monitors.uptime.read;

import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.monitors.line.Field;
import vektra.monitors.line.LineReader;
import vektra.monitors.line.Moment;

/**
 * Finds the runs in the lines of a log. A line that seems to be a monitor's and is not whole is counted as bad, and nothing
 * is made of it.
 */
final class Scan {
    private static final long START = LineReader.packed("start");
    private static final long ENTER = LineReader.packed("enter");
    private static final long FINISH = LineReader.packed("finish");
    private static final long STOP = LineReader.packed("stop");
    private static final long RETURN = LineReader.packed("return");
    private static final long FAILURE = LineReader.packed("failure");
    private static final long TIMEOUT = LineReader.packed("timeout");
    private static final long UPTIME = LineReader.packed("uptime");
    private static final long TIME = LineReader.packed("time");
    private static final long TRUE = LineReader.packed("true");
    private static final long FALSE = LineReader.packed("false");
    private static final long ZERO = LineReader.packed("0");
    private static final long HUNDRED = LineReader.packed("100");

    private static final Status[] STATUSES = Status.values();
    private static final long[] WORDS = new long[STATUSES.length];

    static {
        for (int i = 0; i < WORDS.length; i++) {
            WORDS[i] = LineReader.packed(STATUSES[i].word());
        }
    }

    /** Of what is kept of a reason. */
    private static final int LONGEST = 200;

    private final LineReader line = new LineReader();
    private final SeriesTable table;
    private final Runs runs;
    private long bad;

    Scan(SeriesTable table, Runs runs) {
        this.table = table;
        this.runs = runs;
    }

    /** How many lines were not whole. */
    long bad() {
        return bad;
    }

    void bad(long more) {
        bad += more;
    }

    /** Reads the line at a place, which ends with a line feed; the place behind that. */
    int line(byte[] bytes, int at) {
        int next = line.read(bytes, at);
        if (line.torn() || !(line.has(Field.SOURCE) ? take(bytes) : other())) {
            bad++;
        }
        return next;
    }

    /** A line of another program; one that has what only monitors write is a piece of theirs. */
    private boolean other() {
        return !line.has(Field.XID) && !line.has(Field.TS);
    }

    private boolean take(byte[] bytes) {
        long at = line.word(Field.AT);
        if (at == 0) {
            return line.word(Field.MEASURE) == UPTIME ? uptime(series(bytes)) : line.has(Field.MEASURE);
        }
        if (at == RETURN) {
            return took(series(bytes));
        }
        if (at == ENTER || at == START) {
            return begin(series(bytes));
        }
        if (at == FINISH) {
            return finish(series(bytes));
        }
        if (at == STOP) {
            return stop(series(bytes));
        }
        if (at == FAILURE) {
            series(bytes).printed = shortened(line.text(Field.OUT));
        } else if (at == TIMEOUT) {
            series(bytes).timedOut = true;
        }
        return true;
    }

    private Series series(byte[] bytes) {
        int from = line.from(Field.SOURCE);
        int to = line.to(Field.SOURCE);
        return line.has(Field.MONITOR)
                ? table.of(bytes, from, to, line.from(Field.MONITOR), line.to(Field.MONITOR))
                : table.of(bytes, from, to, line.processFrom(), line.processTo());
    }

    private boolean begin(Series series) {
        flush(series, -1);
        if (retried()) {
            return true;
        }
        series.begun = line.time();
        if (line.has(Field.INTERVAL)) {
            long interval = line.span(Field.INTERVAL);
            long timeout = Math.max(0, line.span(Field.TIMEOUT));
            if (interval < 0) {
                return false;
            }
            if (interval != series.interval || timeout != series.timeout) {
                series.settings(interval, timeout);
                runs.settings(series, interval, timeout);
            }
        }
        return true;
    }

    private boolean retried() {
        return line.has(Field.I) && line.word(Field.I) != ZERO;
    }

    private boolean finish(Series series) {
        boolean last = line.word(Field.FINAL) == TRUE;
        long elapsed = line.decimal(Field.ELAPSED, 4);
        Status status = status();
        if (status == null || elapsed < 0 || !(last || line.word(Field.FINAL) == FALSE)) {
            return false;
        }
        if (last) {
            boolean retried = retried();
            emit(series, status, retried, line.time(), elapsed, reason(series, status));
        }
        return true;
    }

    private boolean stop(Series series) {
        long time = line.time();
        if (time != Moment.NONE) {
            runs.stopped(series, time);
        }
        return time != Moment.NONE;
    }

    private @Nullable String reason(Series series, Status status) {
        if (status == Status.SUCCESS || series.failing) {
            return null;
        }
        String reason = line.text(Field.REASON);
        String exit = line.has(Field.EXIT) ? " exit=" + line.text(Field.EXIT) : "";
        return reason.isEmpty() ? status.word() + exit : shortened(reason);
    }

    private @Nullable Status status() {
        long word = line.word(Field.STATUS);
        for (int i = 0; i < WORDS.length; i++) {
            if (word == WORDS[i]) {
                return STATUSES[i];
            }
        }
        return null;
    }

    /** Ferret's result. */
    private boolean uptime(Series series) {
        boolean ok = line.word(Field.VAL) == HUNDRED;
        if (!ok && line.word(Field.VAL) != ZERO) {
            return false;
        }
        flush(series, -1);
        series.pending = ok ? Status.SUCCESS : series.timedOut ? Status.TIMEOUT : Status.FAILURE;
        series.pendingRetried = retried();
        series.pendingTime = line.time();
        return true;
    }

    /** How long Ferret's run took, on the line behind its result. */
    private boolean took(Series series) {
        if (line.word(Field.MEASURE) == TIME) {
            flush(series, line.decimal(Field.VAL, 4));
        }
        return line.has(Field.MEASURE);
    }

    private void flush(Series series, long elapsed) {
        Status status = series.pending;
        if (status != null) {
            series.pending = null;
            String printed = series.printed == null ? status.word() : series.printed;
            boolean first = status != Status.SUCCESS && !series.failing;
            emit(series, status, series.pendingRetried, series.pendingTime, elapsed, first ? printed : null);
        }
    }

    void end() {
        table.all().forEach(series -> flush(series, -1));
    }

    private void emit(Series series, Status status, boolean retried, long time, long elapsed, @Nullable String reason) {
        long begun = series.begun;
        series.begun = Moment.NONE;
        series.printed = null;
        series.timedOut = false;
        series.ended(status);
        runs.run(series, status, retried, time, begun, elapsed, reason);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
