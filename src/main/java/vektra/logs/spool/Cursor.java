package vektra.logs.spool;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.logs.spool.CursorFile.State;

/**
 * How far a drain is. Behind the lines that are certainly there come, in this order: those that were sent and may be
 * lost with the connection, those that are being sent, those that have to be sent again, and the fresh ones. For any
 * thread.
 */
public final class Cursor {
    private static final long WINDOW_BYTES = 16 << 20;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** What may still have been on its way when the destination closed a connection in good order. */
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** What was sent within that long is kept as one. */
    private static final long LONGEST_STRETCH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final CursorFile file;
    private final Clock clock;
    private final Losses losses;
    private final Deque<Sent> window = new ArrayDeque<>();
    private final Deque<Sent> flying = new ArrayDeque<>();
    private final Deque<Sent> again = new ArrayDeque<>();
    private long windowBytes;
    private long fresh;
    private long sequence;
    private long delivered;
    private boolean gone;
    /** Who may take fresh lines. */
    private @Nullable Object holder;

    private volatile @Nullable State saved;

    /**
     * Takes up where the drain was; a new one begins at the end, one whose file is damaged with the oldest that there is.
     */
    public Cursor(CursorFile file, Spool spool, Clock clock) throws IOException {
        this.file = file;
        this.clock = clock;
        State state = file.read();
        if (state != null) {
            fresh = state.fresh();
            sequence = state.sequence();
            delivered = state.delivered();
            losses = new Losses(state.lost(), state.reported(), state.since(), state.last());
            if (state.safe() < state.sent()) {
                again.add(new Sent(state.safe(), state.sent(), 0, true, null));
            }
            if (state.sent() < fresh) {
                again.add(new Sent(state.sent(), fresh, 0, false, null));
            }
        } else {
            boolean damaged = file.exists();
            Spool.Place end = spool.end();
            fresh = damaged ? spool.segments().first() : end.position();
            sequence = damaged ? 0 : end.sequence();
            losses = new Losses();
        }
        saved = state;
    }

    /** Where the first line is that was never sent. */
    public synchronized Spool.Place fresh() {
        return new Spool.Place(fresh, sequence);
    }

    /** Where the first line is that was not sent, or is not confirmed where the destination confirms. */
    public synchronized Spool.Place unsent() {
        for (Deque<Sent> some : List.of(flying, again)) {
            for (Sent sent : some) {
                if (!sent.again() && sent.notice() == null) {
                    return new Spool.Place(sent.from(), 0);
                }
            }
        }
        return new Spool.Place(fresh, sequence);
    }

    /** Whether something has to be sent again. */
    public synchronized boolean repeats() {
        return !again.isEmpty();
    }

    /** The next stretch that has to be sent again, which now is being sent; null when there is none. */
    public synchronized @Nullable Sent again() {
        Sent next = again.pollFirst();
        if (next != null) {
            flying.add(next);
        }
        return next;
    }

    /**
     * Makes a record one that is being sent; false when it was dropped meanwhile, or is another's to send.
     *
     * @param who sends it
     * @param behind the place behind it
     * @param missing lines that turned out to be damaged before it
     */
    public synchronized boolean claim(Object who, long from, Spool.Place behind, long missing) {
        if (who != holder || from != fresh) {
            return false;
        }
        Sent last = flying.peekLast();
        long begin = from;
        if (last != null && last.notice() == null && !last.again() && last.to() == from) {
            flying.removeLast();
            begin = last.from();
        }
        flying.add(new Sent(begin, behind.position(), 0, false, null));
        advance(behind, missing);
        return true;
    }

    /** From now on only this one takes fresh lines, and the one before takes no line written later; null for none. */
    public synchronized void handTo(@Nullable Object next) {
        holder = next;
    }

    /** Gives up a record that was never sent; false when it is being sent by now. */
    public synchronized boolean drop(long from, Spool.Place behind, long lines) {
        if (from != fresh) {
            return false;
        }
        advance(behind, lines);
        return true;
    }

    private void advance(Spool.Place behind, long lines) {
        fresh = behind.position();
        sequence = behind.sequence();
        lose(lines);
        notifyAll();
    }

    public synchronized void lose(long lines) {
        if (lines > 0) {
            losses.add(lines, clock.instant());
        }
    }

    /** What is to be reported to the drain of its losses, which now is being sent; null when there is none. */
    public synchronized @Nullable Notice notice() {
        if (!losses.untold()) {
            return null;
        }
        Notice notice = losses.notice();
        flying.add(new Sent(fresh, fresh, 0, false, notice));
        return notice;
    }

    /**
     * What was being sent is sent.
     *
     * @param lines how many there were that had not been sent before
     * @param refused how many the destination will never take
     * @param confirmed whether the destination has them for certain
     */
    public synchronized void arrived(long lines, long refused, boolean confirmed) {
        long now = System.nanoTime();
        delivered += lines;
        lose(refused);
        for (Sent sent : flying) {
            if (!confirmed) {
                keep(sent.at(now));
            }
        }
        flying.clear();
        trim(now);
    }

    /** Lines that trickle must not fill memory with a stretch each. */
    private void keep(Sent sent) {
        windowBytes += sent.bytes();
        Sent last = window.peekLast();
        if (last != null && last.joins(sent, LONGEST_STRETCH_NANOS)) {
            window.removeLast();
            window.add(new Sent(last.from(), sent.to(), last.nanos(), last.again(), null));
        } else {
            window.add(sent);
        }
    }

    private void trim(long now) {
        while (!window.isEmpty()
                && (windowBytes > WINDOW_BYTES || now - window.getFirst().nanos() > WINDOW_NANOS)) {
            windowBytes -= window.removeFirst().bytes();
        }
    }

    /**
     * The connection is gone: what may be lost with it has to be sent again.
     *
     * @param orderly whether the destination had read what reached it
     */
    public synchronized void disconnected(boolean orderly) {
        if (orderly) {
            settled();
        }
        List<Sent> repeat = new ArrayList<>();
        window.forEach(sent -> repeat.add(sent.repeated()));
        repeat.addAll(flying); // not counted yet: they did not arrive
        window.clear();
        windowBytes = 0;
        flying.clear();
        for (int i = repeat.size() - 1; i >= 0; i--) {
            again.addFirst(repeat.get(i));
        }
    }

    /** The destination is in good order: only what was sent just now may still get lost. */
    synchronized void settled() {
        long now = System.nanoTime();
        while (!window.isEmpty() && now - window.getFirst().nanos() > CLOSING_NANOS) {
            windowBytes -= window.removeFirst().bytes();
        }
    }

    /** Gives up the safety of sending again, where the disk is full; what is being sent stays. */
    public synchronized void forgetWindow() {
        window.clear();
        windowBytes = 0;
    }

    /** Whether everything up to a position is sent, and confirmed by a destination that does. */
    public synchronized boolean done(long end) {
        return fresh >= end && flying.isEmpty() && again.isEmpty();
    }

    /** Waits a moment, at most until something was sent or dropped. */
    @SuppressWarnings("WaitNotInLoop") // the caller looks again at what it waits for
    public synchronized void awaitMove(long millis) throws InterruptedException {
        wait(millis);
    }

    public synchronized long delivered() {
        return delivered;
    }

    public synchronized long lost() {
        return losses.lost();
    }

    public synchronized @Nullable Instant lostAt() {
        return losses.last();
    }

    public synchronized boolean untold() {
        return losses.untold();
    }

    /** The position from which on the file promises to need the spool; 0 when there is no file yet. */
    public long needed() {
        State state = saved;
        return state == null ? 0 : state.safe();
    }

    /** Writes down how far it is, if that changed. */
    public void save() throws IOException {
        synchronized (file) {
            State now = state();
            if (!gone && !now.equals(saved)) {
                file.write(now);
                saved = now;
            }
        }
    }

    /** The drain is gone: nothing is written down of it any more. */
    public void delete() throws IOException {
        synchronized (file) {
            gone = true;
            file.delete();
        }
    }

    private synchronized State state() {
        trim(System.nanoTime());
        Sent oldest = first(window, first(flying, first(again, null)));
        long told = losses.told();
        Instant since = losses.since();
        for (Deque<Sent> some : List.of(again, flying, window)) {
            for (Sent sent : some) {
                Notice notice = sent.notice();
                told -= notice == null ? 0 : notice.lines();
                since = notice == null || (since != null && since.isBefore(notice.since())) ? since : notice.since();
            }
        }
        return new State(
                oldest == null ? fresh : oldest.from(),
                unsent().position(),
                fresh,
                sequence,
                delivered,
                losses.lost(),
                told,
                since == null ? null : since.truncatedTo(ChronoUnit.MICROS),
                losses.last() == null ? null : losses.last().truncatedTo(ChronoUnit.MICROS));
    }

    private static @Nullable Sent first(Deque<Sent> some, @Nullable Sent otherwise) {
        return some.isEmpty() ? otherwise : some.getFirst();
    }
}
