package vektra.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.Drain;
import vektra.model.DrainOptions;
import vektra.model.LogLine;
import vektra.model.LogStream;
import vektra.model.RejectedException;
import vektra.model.ServiceName;
import vektra.model.Shown;
import vektra.model.VektraException;
import vektra.spi.LogDrain;
import vektra.spi.LogDrain.Connection;

/** Takes lines from the spool to one drain, in a thread of its own; never gives up. */
final class Shipper {
    private static final int CHUNK = 256 << 10;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NOTICE_NANOS = TimeUnit.SECONDS.toNanos(1);
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
    private final AtomicReference<@Nullable Probe> probe = new AtomicReference<>();
    private final Thread thread;
    private final @Nullable Shipper before;

    private volatile boolean ending;
    private volatile boolean resting;
    /** Whether we cut the connection off ourselves: then nothing is known of what was sent. */
    private volatile boolean cut;

    private volatile @Nullable Connection connection;
    private volatile DrainStatus.State state = DrainStatus.State.CONNECTING;
    private volatile @Nullable Instant connectedAt;
    private volatile @Nullable Problem problem;

    /** What was sent since the last flush. */
    private long bytes;

    private long lines;
    private long noticed;

    Shipper(
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
        thread = new Thread(this::run, "vektra-drain-" + drain.name());
        thread.setDaemon(true);
    }

    /** What went wrong, and when. */
    record Problem(String message, Instant at) {}

    void start() {
        thread.start();
    }

    Drain drain() {
        return drain;
    }

    /** Whether it loses nothing: its sources wait instead. */
    boolean blocks() {
        return blocks;
    }

    /** The bytes by which more waits for it than may; not above zero when there is room. */
    long excess() {
        return spool.segments().end() - cursor.fresh().position() - quota;
    }

    Cursor cursor() {
        return cursor;
    }

    Rate rate() {
        return rate;
    }

    DrainStatus.State state() {
        return state;
    }

    @Nullable
    Instant connectedAt() {
        return connectedAt;
    }

    @Nullable
    Problem problem() {
        return problem;
    }

    /** There may be something to do. */
    void wake() {
        if (resting) {
            LockSupport.unpark(thread);
        }
    }

    /** Sends a line of no program as soon as it can, even when it would have waited longer to connect. */
    void probe(Probe wanted) {
        Probe earlier = probe.getAndSet(wanted);
        if (earlier != null) {
            earlier.answer().completeExceptionally(new IOException("another line was sent to try it"));
        }
        LockSupport.unpark(thread);
    }

    /** Cuts off a connection that takes nothing for too long. */
    void watch(long longestNanos) {
        Connection current = connection;
        if (current != null && watch.hangs(current.sent(), longestNanos)) {
            report("took nothing for " + TimeUnit.NANOSECONDS.toSeconds(longestNanos) + " s");
            cut(current);
        }
    }

    /** Begins to end: what is just being sent will be sent first. */
    void end() {
        ending = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the end, at most so long, and makes it one. */
    void ended(long millis) throws InterruptedException {
        thread.join(Math.max(1, millis));
        Connection current = connection;
        if (current != null) {
            cut(current);
            thread.join(CUT_MILLIS);
        }
    }

    boolean alive() {
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
                }
                if (!ending) {
                    rest(TimeUnit.MILLISECONDS.toNanos(backoff.next()), () -> probe.get() != null);
                }
            }
        } catch (IOException e) {
            report(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Connection connect() {
        state = DrainStatus.State.CONNECTING;
        try {
            return kinds.apply(drain.service()).connect(drain, () -> LockSupport.unpark(thread));
        } catch (RuntimeException e) {
            state = DrainStatus.State.BACKING_OFF;
            report(said(e));
            fail(String.valueOf(e.getMessage()));
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
        connectedAt = clock.instant();
        state = DrainStatus.State.CONNECTED;
        noticed = since - NOTICE_NANOS;
        boolean sound = false;
        try {
            ship(open, reader);
            sound = open.ended() != LogDrain.End.BROKEN;
        } catch (IOException | RuntimeException e) {
            if (!cut) {
                report(String.valueOf(e.getMessage()));
            }
            sound = open.ended() == LogDrain.End.CLOSED;
        } finally {
            watch.idle();
            state = DrainStatus.State.BACKING_OFF;
            connection = null;
            connectedAt = null;
            open.close();
            backoff.held(System.nanoTime() - since);
            bytes = 0;
            lines = 0;
            cursor.disconnected(sound && !cut);
            cut = false;
            fail("the connection ended");
        }
    }

    private void ship(Connection open, SpoolReader reader) throws IOException {
        while (!ending && open.ended() == null) {
            Sent again = cursor.again();
            if (again != null) {
                flush(open);
                repeat(open, again, reader);
                flush(open);
            } else if (probe.get() != null) {
                flush(open);
                answer(open);
            } else if (cursor.untold() && System.nanoTime() - noticed >= NOTICE_NANOS) {
                flush(open);
                notice(open, cursor.notice());
                flush(open);
                noticed = System.nanoTime();
            } else if (!fresh(open, reader)) {
                if (bytes > 0) {
                    flush(open);
                } else {
                    rest(IDLE_NANOS, () -> open.ended() != null || probe.get() != null || more());
                }
            } else if (bytes >= CHUNK) {
                flush(open);
            }
        }
        if (open.ended() == null) {
            flush(open);
        }
    }

    private boolean more() {
        return cursor.fresh().position() < spool.segments().end() || cursor.untold();
    }

    /** Sends the next record that was never sent; false when there is none. */
    private boolean fresh(Connection open, SpoolReader reader) throws IOException {
        Spool.Place at = cursor.fresh();
        if (reader.position() != at.position()) {
            reader.seek(at.position(), at.sequence());
        }
        Batch batch = reader.next();
        if (batch == null) {
            return false;
        }
        Spool.Place behind = new Spool.Place(reader.position(), reader.expected());
        if (cursor.claim(at.position(), behind, reader.missing())) {
            bytes += batch.length();
            if (drain.takes(batch.stream())) {
                cursor.lose(batch.lost());
                lines += send(open, batch);
            }
        }
        return true;
    }

    private void repeat(Connection open, Sent again, SpoolReader reader) throws IOException {
        notice(open, again.notice());
        reader.seek(again.from(), 0);
        while (reader.position() < again.to()) {
            Batch batch = reader.next();
            if (batch == null || reader.position() > again.to()) {
                break;
            }
            if (drain.takes(batch.stream())) {
                long sent = send(open, batch);
                lines += again.again() ? 0 : sent;
            }
        }
    }

    private long send(Connection open, Batch batch) throws IOException {
        Batch.Lines all = batch.lines();
        long count = 0;
        for (LogLine line = all.next(); line != null; line = all.next()) {
            add(open, line);
            count++;
        }
        return count;
    }

    private void notice(Connection open, @Nullable Notice notice) throws IOException {
        if (notice != null) {
            add(open, notice.line(drain.name(), host, micros()));
        }
    }

    private void add(Connection open, LogLine line) throws IOException {
        watch.busy();
        try {
            open.add(line);
        } catch (RejectedException e) {
            rejected(e);
        }
    }

    private void flush(Connection open) throws IOException {
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
        cursor.arrived(Math.max(0, lines), open.confirms());
        bytes = 0;
        lines = 0;
    }

    private void rejected(RejectedException e) {
        cursor.lose(e.lines());
        lines -= e.lines();
        report(String.valueOf(e.getMessage()));
    }

    private void answer(Connection open) throws IOException {
        Probe wanted = probe.getAndSet(null);
        if (wanted == null) {
            return;
        }
        byte[] text = wanted.message().getBytes(UTF_8);
        LogStream stream = new LogStream(LogStream.VEKTRA, "logs", host, false);
        watch.busy();
        try {
            open.add(new LogLine(stream, 0, micros(), LogLine.OUTPUT, 0, false, text, 0, text.length));
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

    private void fail(String reason) {
        Probe wanted = probe.getAndSet(null);
        if (wanted != null) {
            wanted.answer().completeExceptionally(new IOException(reason));
        }
    }

    private void report(String message) {
        problem = new Problem(Shown.plain(message), clock.instant());
    }

    private long micros() {
        return TimeUnit.MILLISECONDS.toMicros(clock.millis());
    }

    private interface Condition {
        boolean holds();
    }

    private void rest(long nanos, Condition over) {
        long until = System.nanoTime() + nanos;
        resting = true;
        long left = nanos;
        while (!ending && left > 0 && !over.holds()) {
            LockSupport.parkNanos(this, left);
            left = until - System.nanoTime();
        }
        resting = false;
    }
}
