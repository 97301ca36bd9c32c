package vektra.logs.ship;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.logs.line.Batch;
import vektra.logs.spool.Cursor;
import vektra.logs.spool.Notice;
import vektra.logs.spool.Sent;
import vektra.logs.spool.Spool;
import vektra.logs.spool.SpoolReader;
import vektra.model.logs.Drain;
import vektra.model.logs.LogLine;
import vektra.model.text.RejectedException;
import vektra.spi.LogDrain.Connection;

/** What goes over one connection: first what has to be sent again, then what is new, and what was lost in between. */
public final class Shipment {
    private static final int CHUNK = 256 << 10;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NOTICE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Shipper shipper;
    private final Drain drain;
    private final Cursor cursor;
    private final Watch watch;
    private final Connection open;
    private final SpoolReader reader;
    private long noticed = System.nanoTime() - NOTICE_NANOS;

    /** What was sent since the last flush. */
    private long bytes;

    private long lines;

    /** What the destination will never take of that. */
    private long refused;

    private boolean rejects;
    /** A notice of lost lines that is rejected is no lost line itself: it would call for the next notice. */
    private boolean noticing;

    Shipment(Shipper shipper, Watch watch, Connection open, SpoolReader reader) {
        this.shipper = shipper;
        this.drain = shipper.drain();
        this.cursor = shipper.cursor();
        this.watch = watch;
        this.open = open;
        this.reader = reader;
    }

    /** Sends until the connection or the shipper ends. */
    void run() throws IOException {
        while (!shipper.ending() && open.ended() == null) {
            if (cursor.repeats()) {
                // first what is held: its arrival must not pass for that of what is sent again
                flush();
                repeat(cursor.again());
                flush();
            } else if (shipper.probes().asked()) {
                flush();
                answer(shipper.probes().take());
            } else if (cursor.unreported() && System.nanoTime() - noticed >= NOTICE_NANOS) {
                flush();
                noticing = true;
                notice(cursor.notice());
                flush();
                noticing = false;
                noticed = System.nanoTime();
            } else if (!fresh()) {
                if (bytes > 0) {
                    flush();
                } else {
                    shipper.standing().caughtUp();
                    shipper.rest(
                            IDLE_NANOS,
                            () -> open.ended() != null || shipper.probes().asked() || shipper.behind());
                }
            } else if (bytes >= CHUNK) {
                flush();
            }
        }
        if (open.ended() == null) {
            flush();
        }
    }

    /** Sends the next record that was never sent; false when there is none. */
    private boolean fresh() throws IOException {
        Spool.Place at = cursor.fresh();
        if (reader.position() != at.position()) {
            reader.seek(at.position(), at.sequence());
        }
        Batch batch = reader.next();
        if (batch == null) {
            return false;
        }
        Spool.Place behind = new Spool.Place(reader.position(), reader.expected());
        if (cursor.claim(shipper, at.position(), behind, reader.missing())) {
            bytes += batch.length();
            if (drain.takes(batch.stream())) {
                cursor.lose(batch.lost());
                send(batch);
                lines += batch.count();
            }
        }
        return true;
    }

    private void repeat(@Nullable Sent again) throws IOException {
        if (again == null) {
            return;
        }
        notice(again.notice());
        reader.seek(again.from(), 0);
        while (reader.position() < again.to()) {
            Batch batch = reader.next();
            if (batch == null || reader.position() > again.to()) {
                break;
            }
            if (drain.takes(batch.stream())) {
                send(batch);
                lines += again.again() ? 0 : batch.count();
            }
        }
    }

    private void send(Batch batch) throws IOException {
        Batch.Lines all = batch.lines();
        for (LogLine line = all.next(); line != null; line = all.next()) {
            add(line);
        }
    }

    private void notice(@Nullable Notice notice) throws IOException {
        if (notice != null) {
            add(notice.line(drain.name(), shipper.host(), shipper.now()));
        }
    }

    private void add(LogLine line) throws IOException {
        watch.busy();
        try {
            open.add(line);
        } catch (RejectedException e) {
            rejected(e);
        }
    }

    private void flush() throws IOException {
        watch.busy();
        boolean done = false;
        while (!done) {
            try {
                open.flush();
                done = true;
            } catch (RejectedException e) {
                rejected(e);
            }
        }
        watch.idle();
        if (open.confirms() && (rejects || lines > 0)) {
            shipper.standing().answered(rejects);
        }
        cursor.arrived(Math.max(0, lines), refused, open.confirms());
        bytes = 0;
        lines = 0;
        refused = 0;
        rejects = false;
    }

    private void rejected(RejectedException e) {
        rejects = true;
        refused += noticing ? 0 : e.lines();
        lines -= e.lines();
        shipper.standing().report(String.valueOf(e.getMessage()));
    }

    private void answer(@Nullable Probe wanted) throws IOException {
        if (wanted == null) {
            return;
        }
        watch.busy();
        try {
            open.add(LogLine.notice(shipper.host(), shipper.now(), LogLine.OUTPUT, wanted.message()));
            open.flush();
            wanted.answer().complete(open.confirms());
        } catch (RejectedException e) {
            wanted.answer().completeExceptionally(new IOException(e.getMessage(), e));
        } catch (IOException | RuntimeException e) {
            wanted.answer().completeExceptionally(e);
            throw e;
        } finally {
            watch.idle();
        }
    }
}
