package vektra.monitors.uptime.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.monitors.line.Moment;
import vektra.monitors.uptime.read.Durations;
import vektra.monitors.uptime.read.Runs;
import vektra.monitors.uptime.read.Series;
import vektra.monitors.uptime.read.Stretch;

/** Writes the runs of a log in some eight bytes each, from which they are read much sooner than from the log. */
@SuppressWarnings("EnumOrdinal") // numbers in files that are made again
final class RunWriter implements Runs, AutoCloseable {
    /** What begins a record that is no run; runs begin with the number of their status. */
    static final int SETTINGS = 6;

    /** With that kind, that no runs are expected from a time on. */
    static final int STOPPED = 1 << 3;

    static final int STRETCH = 5;
    static final int SERIES = 7;
    static final int KIND = 7;
    static final int RETRIED = 1 << 3;
    static final int BEGUN = 1 << 4;
    static final int ELAPSED = 1 << 5;
    static final int REASON = 1 << 6;
    static final int TIMELESS = 1 << 7;

    /** Milliseconds that begin and end may differ from what a run took, so that the begin need not be written. */
    private static final long NEAR = 2;

    /** Runs that are read as quickly one by one. */
    private static final int FEW = 6;

    private final IndexOutput out;
    private @Nullable Pending[] pending = new Pending[0];
    private int count;

    RunWriter(Path path) throws IOException {
        this.out = new IndexOutput(path);
    }

    @Override
    public void settings(Series series, long interval, long timeout) {
        if (out.ended()) {
            return;
        }
        Pending of = pending(series);
        write(of);
        out.begin(SETTINGS);
        out.varint(of.number);
        out.varint(interval);
        out.varint(timeout);
    }

    @Override
    public void run(
            Series series,
            Status status,
            boolean retried,
            long time,
            long begun,
            long elapsed,
            @Nullable String reason) {
        if (out.ended()) {
            return;
        }
        Pending of = pending(series);
        boolean plain = status == Status.SUCCESS && !retried && time != Moment.NONE && elapsed >= 0;
        if (plain && of.follows(time)) {
            if (!of.fits(time)) {
                write(of);
            }
            of.add(time, begun, elapsed, series.interval());
            return;
        }
        write(of);
        one(of, status, retried, time, begun, elapsed, reason);
        of.alone(plain, time, begun, elapsed);
    }

    private void one(
            Pending of, Status status, boolean retried, long time, long begun, long elapsed, @Nullable String reason) {
        boolean timed = time != Moment.NONE;
        boolean far = timed && begun != Moment.NONE && (elapsed < 0 || Math.abs(time - begun - elapsed / 10) > NEAR);
        out.begin(status.ordinal()
                | (retried ? RETRIED : 0)
                | (far ? BEGUN : 0)
                | (elapsed >= 0 ? ELAPSED : 0)
                | (reason != null ? REASON : 0)
                | (timed ? 0 : TIMELESS));
        out.varint(of.number);
        if (timed) {
            out.zigzag(time - of.written);
            of.written = time;
        }
        if (far) {
            out.zigzag(time - begun);
        }
        if (elapsed >= 0) {
            out.varint(elapsed);
        }
        if (reason != null) {
            out.text(reason.getBytes(UTF_8));
        }
    }

    /** Writes what is pending, as a stretch when that is worth it: its figures, and behind them the runs. */
    private void write(Pending of) {
        if (of.count() < FEW) {
            of.each((time, begun, elapsed) -> one(of, Status.SUCCESS, false, time, begun, elapsed, null));
            of.clear();
            return;
        }
        Stretch stretch = of.stretch();
        long before = of.written;
        out.aside();
        of.each((time, begun, elapsed) -> one(of, Status.SUCCESS, false, time, begun, elapsed, null));
        out.back();
        of.clear();
        out.begin(STRETCH);
        out.varint(of.number);
        out.varint(stretch.runs());
        out.varint(stretch.first() - before);
        out.varint(stretch.last() - before);
        out.zigzag(stretch.last() - stretch.begun());
        out.varint(stretch.tenths());
        out.varint(stretch.gap());
        out.varint(stretch.waited());
        Durations durations = stretch.durations();
        out.varint(durations.tenths());
        out.varint(durations.first());
        out.varint(durations.cells().length);
        for (int many : durations.cells()) {
            out.room();
            out.varint(many);
        }
        out.kept();
    }

    @Override
    public void stopped(Series series, long time) {
        if (out.ended()) {
            return;
        }
        Pending of = pending(series);
        write(of);
        out.begin(SETTINGS | STOPPED);
        out.varint(of.number);
        out.zigzag(time - of.written);
        of.written = time;
    }

    private Pending pending(Series series) {
        if (series.id() >= pending.length) {
            pending = Arrays.copyOf(pending, Math.max(16, series.id() * 2 + 2));
        }
        Pending known = pending[series.id()];
        if (known == null) {
            known = new Pending(count++);
            pending[series.id()] = known;
            out.begin(SERIES);
            out.text(series.source());
            out.text(series.monitor());
        }
        return known;
    }

    @Override
    public boolean takes(Series series, Stretch stretch) {
        return false;
    }

    @Override
    public void stretch(Series series, Stretch stretch) {
        throw new IllegalStateException("runs are written one by one");
    }

    /** Writes what is pending, and puts the file in its place. */
    void keep(LogState state, long bad) throws IOException {
        if (out.ended()) {
            return;
        }
        for (Pending each : pending) {
            if (each != null) {
                write(each);
            }
        }
        out.keep(state, bad);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
