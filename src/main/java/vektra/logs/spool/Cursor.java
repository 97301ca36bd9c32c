package vektra.logs.spool;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.logs.spool.CursorFile.State;

/**
 * How far a drain is. Behind the lines that are certainly there come, in this order: those that were sent and may be
 * lost with the connection, those that are being sent, those that have to be sent again, and the fresh ones. For any
 * thread.
 */
public final class Cursor {
    private final SavedCursor saved;
    private final Clock clock;
    private final Losses losses;
    private final Window window = new Window();
    private final Deque<Sent> flying = new ArrayDeque<>();
    private final Deque<Sent> again = new ArrayDeque<>();
    private long fresh;
    private long sequence;
    private long delivered;
    /** Who may take fresh lines. */
    private @Nullable Object holder;

    /**
     * Takes up where the drain was; a new one begins at the end, one whose file is damaged with the oldest that there is.
     */
    public Cursor(CursorFile file, Spool spool, Clock clock) throws IOException {
        this.clock = clock;
        saved = new SavedCursor(file);
        State state = saved.read();
        losses = state == null ? new Losses() : state.losses();
        if (state != null) {
            fresh = state.fresh();
            sequence = state.sequence();
            delivered = state.delivered();
            again.addAll(state.again());
        } else {
            boolean damaged = file.exists();
            Spool.Place end = spool.end();
            fresh = damaged ? spool.segments().first() : end.position();
            sequence = damaged ? 0 : end.sequence();
        }
    }

    /** Where the first line is that was never sent. */
    public synchronized Spool.Place fresh() {
        return new Spool.Place(fresh, sequence);
    }

    /** Where the first line is that was not sent, or is not confirmed where the destination confirms. */
    public synchronized Spool.Place unsent() {
        return Stream.concat(flying.stream(), again.stream())
                .filter(sent -> !sent.again() && sent.notice() == null)
                .findFirst()
                .map(sent -> new Spool.Place(sent.from(), 0))
                .orElseGet(this::fresh);
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
            // as the file keeps it
            losses.add(lines, clock.instant().truncatedTo(ChronoUnit.MICROS));
        }
    }

    /** What is to be reported to the drain of its losses, which now is being sent; null when there is none. */
    public synchronized @Nullable Notice notice() {
        if (!losses.unreported()) {
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
                window.keep(sent.at(now));
            }
        }
        flying.clear();
        window.trim(now);
    }

    /**
     * The connection is gone: what may be lost with it has to be sent again.
     *
     * @param orderly whether the destination had read what reached it
     */
    public synchronized void disconnected(boolean orderly) {
        if (orderly) {
            window.settle(System.nanoTime());
        }
        List<Sent> repeat = new ArrayList<>(window.repeated());
        repeat.addAll(flying); // not counted yet: they did not arrive
        window.clear();
        flying.clear();
        for (int i = repeat.size() - 1; i >= 0; i--) {
            again.addFirst(repeat.get(i));
        }
    }

    /** Gives up the safety of sending again, where the disk is full; what is being sent stays. */
    public synchronized void forgetWindow() {
        window.clear();
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

    public synchronized boolean unreported() {
        return losses.unreported();
    }

    /** The position from which on the file promises to need the spool; 0 when there is no file yet. */
    public long needed() {
        return saved.needed();
    }

    /** Writes down how far it is, if that changed. */
    public void save() throws IOException {
        saved.save(this::state);
    }

    /** The drain is gone: nothing is written down of it any more. */
    public void delete() throws IOException {
        saved.delete();
    }

    private synchronized State state() {
        window.trim(System.nanoTime());
        Sent oldest = null;
        Losses certain = losses;
        for (Collection<Sent> some : List.of(window.stretches(), flying, again)) {
            for (Sent sent : some) {
                oldest = oldest == null ? sent : oldest;
                certain = certain.without(sent.notice());
            }
        }
        return new State(
                oldest == null ? fresh : oldest.from(),
                unsent().position(),
                fresh,
                sequence,
                delivered,
                certain.lost(),
                certain.reported(),
                certain.since(),
                certain.last());
    }
}
