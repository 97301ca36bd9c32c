package vektra.logs.ship;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.logs.spool.Cursor;
import vektra.logs.spool.Spool;
import vektra.logs.spool.SpoolReader;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.name.ServiceName;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain;
import vektra.spi.LogDrain.Connection;

/** Takes lines from the spool to one drain, in a thread of its own; never gives up. */
public final class Shipper {
    private static final long CUT_MILLIS = 1000;

    private final Drain drain;
    private final boolean blocks;
    private final long quota;
    private final Function<ServiceName, LogDrain> kinds;
    private final Spool spool;
    private final Cursor cursor;
    private final String host;
    private final Clock clock;
    private final Watch watch = new Watch();
    private final Backoff backoff = new Backoff();
    private final Rate rate = new Rate();
    private final Standing standing;
    private final Probes probes = new Probes();
    private final Rest rest;
    private final Thread thread;
    private final @Nullable Shipper before;

    private volatile boolean ending;
    /** Whether we cut the connection off ourselves: then nothing is known of what was sent. */
    private volatile boolean cut;

    private volatile @Nullable Connection connection;

    public Shipper(
            Drain drain,
            Function<ServiceName, LogDrain> kinds,
            Spool spool,
            Cursor cursor,
            String host,
            Clock clock,
            @Nullable Shipper before) {
        this.before = before;
        this.drain = drain;
        this.blocks = drain.option(DrainOptions.OVERFLOW).equals(DrainOptions.BLOCK);
        String size = drain.option(DrainOptions.QUOTA);
        this.quota = size.isEmpty() ? Long.MAX_VALUE : DrainOptions.bytes(size);
        this.kinds = kinds;
        this.spool = spool;
        this.cursor = cursor;
        this.host = host;
        this.clock = clock;
        this.standing = new Standing(clock);
        thread = new Thread(this::run, "vektra-drain-" + drain.name());
        thread.setDaemon(true);
        rest = new Rest(thread);
    }

    public void start() {
        thread.start();
    }

    public Drain drain() {
        return drain;
    }

    /** Whether it loses nothing: its sources wait instead. */
    public boolean blocks() {
        return blocks;
    }

    /** The bytes by which more waits for it than may; not above zero when there is room. */
    public long excess() {
        return spool.segments().end() - cursor.fresh().position() - quota;
    }

    public Cursor cursor() {
        return cursor;
    }

    public Rate rate() {
        return rate;
    }

    public Standing standing() {
        return standing;
    }

    /** There may be something to do. */
    public void wake() {
        rest.wake();
    }

    /** Sends a line of no program as soon as it can, even when it would have waited longer to connect. */
    public void probe(Probe wanted) {
        probes.ask(wanted);
        LockSupport.unpark(thread);
    }

    /** Cuts off a connection that takes nothing for too long. */
    public void watch(long longestNanos) {
        Connection current = connection;
        if (current != null && watch.hangs(current.sent(), longestNanos)) {
            standing.report("accepted nothing for " + TimeUnit.NANOSECONDS.toSeconds(longestNanos) + " s");
            cut(current);
        }
    }

    /** Begins to end: what is just being sent will be sent first. */
    public void end() {
        ending = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the end, at most so long, and makes it one. */
    public void ended(long millis) throws InterruptedException {
        thread.join(Math.max(1, millis));
        Connection current = connection;
        if (current != null) {
            cut(current);
            thread.join(CUT_MILLIS);
        }
    }

    public boolean alive() {
        return thread.isAlive();
    }

    private void cut(Connection current) {
        cut = true;
        current.close();
    }

    private void run() {
        try (SpoolReader reader = new SpoolReader(spool.segments())) {
            if (before != null) {
                before.thread.join();
            }
            while (!ending) {
                Connection open = connect();
                if (open != null) {
                    serve(open, reader);
                    reader.letGo();
                }
                if (!ending) {
                    rest(TimeUnit.MILLISECONDS.toNanos(backoff.next()), probes::asked);
                }
            }
        } catch (IOException e) {
            standing.report(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Connection connect() {
        standing.connecting();
        try {
            return kinds.apply(drain.service()).connect(drain, () -> LockSupport.unpark(thread));
        } catch (RuntimeException e) {
            standing.disconnected();
            standing.report(said(e));
            probes.fail(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static String said(RuntimeException e) {
        String hint = e instanceof VektraException said ? said.hint() : null;
        return e.getMessage() + (hint == null ? "" : " (" + hint + ")");
    }

    private void serve(Connection open, SpoolReader reader) {
        long since = System.nanoTime();
        connection = open;
        standing.connected(open.confirms());
        boolean sound = false;
        try {
            new Shipment(this, watch, open, reader).run();
            sound = open.ended() != LogDrain.End.BROKEN;
            standing.ended(sound);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            if (!cut) {
                standing.report(String.valueOf(e.getMessage()));
            }
            sound = open.ended() == LogDrain.End.CLOSED;
            standing.ended(false);
        } finally {
            watch.idle();
            standing.disconnected();
            connection = null;
            open.close();
            backoff.held(System.nanoTime() - since);
            cursor.disconnected(sound && !cut);
            cut = false;
            probes.fail("the connection ended");
        }
    }

    Probes probes() {
        return probes;
    }

    String host() {
        return host;
    }

    Instant now() {
        return clock.instant();
    }

    boolean ending() {
        return ending;
    }

    /** Whether there is something to send that was never sent. */
    boolean behind() {
        return cursor.fresh().position() < spool.segments().end() || cursor.unreported();
    }

    /** Waits, at most so long, until that holds; to be woken for it. */
    void rest(long nanos, BooleanSupplier over) {
        rest.rest(nanos, () -> ending || over.getAsBoolean());
    }
}
