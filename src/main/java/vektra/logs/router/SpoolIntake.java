package vektra.logs.router;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.logs.line.Batch;
import vektra.logs.line.Intake;
import vektra.logs.line.Origins;
import vektra.logs.ship.Shipper;
import vektra.logs.spool.Spool;
import vektra.model.logs.LogStream;

/** Writes lines into the spool, as far as they are wanted, and knows what to do when there is no room. */
public final class SpoolIntake implements Intake {
    private static final long RETRY_MILLIS = 100;
    /** What tells of lines that the router itself had to drop. */
    public static final String OURSELVES = "router";

    private final Spool spool;
    private final Fleet fleet;
    private final Quota quota;
    private final Consumer<Batch> recent;
    private final Map<LogStream, Long> dropped = new HashMap<>();
    private volatile boolean closed;
    private long full;

    SpoolIntake(Spool spool, Fleet fleet, Quota quota, Consumer<Batch> recent) {
        this.spool = spool;
        this.fleet = fleet;
        this.quota = quota;
        this.recent = recent;
    }

    @Override
    public boolean wants(LogStream stream) {
        return fleet.takes(stream);
    }

    @Override
    public long position(String origin) {
        return spool.position(origin);
    }

    @Override
    public void take(ByteBuffer batch) {
        Batch read = Batch.read(batch, batch.position(), batch.limit());
        if (read == null) {
            throw new IllegalArgumentException("a damaged record of lines");
        }
        write(read);
    }

    /** Writes lines down; false when that is over, and nothing has happened. */
    boolean write(Batch batch) {
        try {
            LogStream stream = batch.stream();
            if (!wants(stream)) {
                pass(batch);
            } else if (!awaitRoom(stream) || !append(batch)) {
                return false;
            }
            if (batch.count() > 0) {
                recent.accept(batch);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean awaitRoom(LogStream stream) throws InterruptedException {
        Shipper blocking = blocking(stream);
        while (blocking != null && !closed) {
            blocking.cursor().awaitMove(RETRY_MILLIS);
            blocking = blocking(stream);
        }
        return !closed;
    }

    private @Nullable Shipper blocking(LogStream stream) {
        for (Shipper shipper : fleet.all()) {
            if (shipper.blocks() && shipper.drain().takes(stream) && shipper.excess() > 0) {
                return shipper;
            }
        }
        return null;
    }

    private void pass(Batch batch) {
        try {
            spool.passed(batch);
        } catch (IOException e) {
            // its lines are not wanted: after a crash the file only begins earlier
        }
    }

    private boolean append(Batch batch) throws InterruptedException {
        while (!closed) {
            try {
                spool.append(batch);
                return true;
            } catch (IOException e) {
                if (!makeRoom()) {
                    if (!canWait(batch)) {
                        drop(batch);
                        return true;
                    }
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                }
            }
        }
        return false;
    }

    /** Whether its lines lie safe where they are, or go to a drain that rather holds up its sources than to lose any. */
    private boolean canWait(Batch batch) {
        return Origins.isFile(batch.origin())
                || fleet.all().stream()
                        .anyMatch(shipper -> shipper.blocks() && shipper.drain().takes(batch.stream()));
    }

    private synchronized void drop(Batch batch) {
        dropped.merge(batch.stream(), batch.count() + batch.lost(), Long::sum);
        spool.skipped(batch);
    }

    /** Gives up the oldest segment where the disk is full; false when that cannot be, or was just tried. */
    private synchronized boolean makeRoom() {
        if (full != 0 && System.nanoTime() - full < TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS)) {
            return false;
        }
        try {
            if (spool.segments().first() == spool.segments().last()) {
                spool.roll();
            }
            long before = spool.segments().first();
            long oldest = spool.segments().endOf(before);
            for (Shipper shipper : fleet.all()) {
                shipper.cursor().forgetWindow();
                if (!shipper.blocks()) {
                    quota.drop(shipper, oldest);
                }
                shipper.cursor().save();
            }
            spool.force();
            spool.reclaim(needed());
            full = spool.segments().first() == before ? System.nanoTime() : 0;
        } catch (IOException e) {
            full = System.nanoTime();
        }
        return full == 0;
    }

    /** The position from which on the spool may be needed. */
    long needed() {
        long needed = spool.segments().end();
        for (Shipper shipper : fleet.all()) {
            needed = Math.min(needed, shipper.cursor().needed());
        }
        return needed;
    }

    /** Writes down which lines were dropped here, once there is room for that. */
    synchronized void tellDropped() throws IOException {
        Iterator<Map.Entry<LogStream, Long>> notes = dropped.entrySet().iterator();
        while (notes.hasNext()) {
            Map.Entry<LogStream, Long> note = notes.next();
            spool.append(Batch.note(OURSELVES, note.getKey(), 0, 0, note.getValue()));
            notes.remove();
        }
    }

    /** Takes nothing more, and releases those that wait. */
    void close() {
        closed = true;
    }
}
