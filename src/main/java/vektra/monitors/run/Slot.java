package vektra.monitors.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Attempt;
import vektra.model.monitor.Event;
import vektra.model.monitor.Settings;
import vektra.model.monitor.Status;
import vektra.monitors.definition.Definition;

/** One process of a monitor: its runs, one at a time, each with its attempts. For any thread. */
final class Slot {
    private final Definition monitor;
    private final int instance;
    private final String app;
    private final Worker worker;
    private final Clock clock;
    private final Consumer<Event> observer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean busy;
    private boolean closed;
    private boolean dropped;
    private @Nullable Instant since;
    private Event.@Nullable Finish last;
    private @Nullable Status standing;

    Slot(Definition monitor, int instance, String app, Worker worker, Clock clock, Consumer<Event> observer) {
        this.monitor = monitor;
        this.instance = instance;
        this.app = app;
        this.worker = worker;
        this.clock = clock;
        this.observer = observer;
    }

    Definition monitor() {
        return monitor;
    }

    boolean isEvery(Duration interval) {
        return monitor.settings().interval().equals(interval);
    }

    /** Such as {@code monitors_git_clone.1}. */
    String process() {
        return monitor.name().process(instance);
    }

    /** How its last run ended; null when none has yet. */
    synchronized Event.@Nullable Finish last() {
        return last;
    }

    /** How the last run ended that says something; null when none has yet. */
    synchronized @Nullable Status standing() {
        return standing;
    }

    /** Since when a run is being made; null when none is. */
    synchronized @Nullable Instant since() {
        return busy ? since : null;
    }

    /** Whether the caller may {@link #run}; false while another run is being made, and once it was stopped. */
    synchronized boolean begin() {
        if (busy || stopping.getCount() == 0) {
            return false;
        }
        busy = true;
        since = clock.instant();
        return true;
    }

    /**
     * Makes one run, once {@link #begin} has allowed it.
     *
     * @param interval between two runs, as the log has it
     * @return how it ended
     */
    Status run(Duration interval) {
        try {
            return attempts(interval);
        } finally {
            end();
        }
    }

    private Status attempts(Duration interval) {
        Settings settings = monitor.settings();
        String xid = xid();
        for (int index = 0; ; index++) {
            Attempt attempt = new Attempt(app, xid, process(), monitor.source(), index);
            observer.accept(new Event.Start(attempt, clock.instant(), interval, settings.timeout()));
            Ended ended = attempted(attempt);
            boolean again =
                    ended.status().counts() && ended.status() != Status.SUCCESS && index + 1 < settings.attempts();
            finished(attempt, ended, !again);
            if (!again || stopped(settings.retryDelay())) {
                return ended.status();
            }
        }
    }

    /** Whatever goes wrong in Vektra itself: a start is followed by a finish. */
    private Ended attempted(Attempt attempt) {
        try {
            return worker.attempt(
                    monitor.settings().timeout(),
                    (error, line) -> observer.accept(new Event.Output(attempt, clock.instant(), error, line)));
        } catch (RuntimeException | OutOfMemoryError e) {
            return Ended.error(Duration.ZERO, String.valueOf(e.getMessage()));
        }
    }

    private boolean stopped(Duration delay) {
        try {
            return stopping.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Notes that a run was not made; it says nothing of the service. */
    void skip(String reason) {
        Attempt attempt = new Attempt(app, xid(), process(), monitor.source(), 0);
        finished(attempt, new Ended(Status.SKIPPED, null, Duration.ZERO, false, reason), true);
    }

    /** The run that {@link #begin} allowed cannot be made. */
    void abandon(String reason) {
        try {
            skip(reason);
        } finally {
            end();
        }
    }

    private void finished(Attempt attempt, Ended ended, boolean isLast) {
        Event.Finish finish = new Event.Finish(
                attempt,
                clock.instant(),
                ended.status(),
                ended.exit(),
                ended.elapsed(),
                isLast,
                ended.truncated(),
                ended.reason());
        if (isLast) {
            note(finish);
        }
        observer.accept(finish);
    }

    private synchronized void note(Event.Finish finish) {
        last = finish;
        standing = finish.status().counts() ? finish.status() : standing;
    }

    private synchronized void end() {
        busy = false;
        if (closed) {
            close();
        }
        notifyAll();
    }

    private void close() {
        worker.close();
        if (dropped) {
            dropped = false;
            observer.accept(stop(app, process(), monitor.source(), clock));
        }
    }

    /** That a process is not wanted any more. */
    static Event.Stop stop(String app, String process, String source, Clock clock) {
        return new Event.Stop(new Attempt(app, xid(), process, source, 0), clock.instant());
    }

    /** No run is begun any more, and the one that is being made is asked to end. */
    void stop() {
        stopping.countDown();
        worker.stop();
    }

    /** Waits until no run is being made; false when one still is at that time. */
    synchronized boolean isOver(long deadlineNanos) throws InterruptedException {
        while (busy) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    void kill() {
        worker.kill();
    }

    /** Begins no run any more; the one that is being made ends by itself. */
    synchronized void retire() {
        stopping.countDown();
        closed = true;
        if (!busy) {
            close();
        }
    }

    /** Retires it since it is not wanted any more, which is noted when its run is over. */
    synchronized void drop() {
        dropped = true;
        retire();
    }

    private static String xid() {
        return String.format("%08x", ThreadLocalRandom.current().nextInt());
    }
}
