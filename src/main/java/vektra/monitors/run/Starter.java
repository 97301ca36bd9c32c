package vektra.monitors.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.logs.collect.Signals;
import vektra.model.monitor.Event;
import vektra.model.name.AppName;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;
import vektra.monitors.check.Check;

/** Runs all monitors of a folder until a signal comes, and follows changes of the saved formation meanwhile. */
public final class Starter implements AutoCloseable {
    /** How long all have for an orderly end. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration AFTER_A_KILL = Duration.ofSeconds(3);
    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Monitors monitors;
    private final StarterLock lock;
    private final Roster roster;

    private Starter(Monitors monitors, StarterLock lock, Roster roster) {
        this.monitors = monitors;
        this.lock = lock;
        this.roster = roster;
    }

    /** Looks what there is to run; a second process that does the same in this home is a CONFLICT. */
    public static Starter of(Monitors monitors, Wanted wanted) {
        StarterLock lock = StarterLock.take(monitors.files());
        try {
            return new Starter(monitors, lock, new Roster(monitors, wanted));
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** The names of the processes that would run, in order. */
    public List<String> names() {
        return roster.names();
    }

    /** What each source depends on. */
    public Map<String, List<String>> needs() {
        return roster.needs();
    }

    /**
     * Runs them.
     *
     * @param app whose config vars executables get; null for none
     * @param caller the environment of Vektra
     * @param observer takes what happens, from several threads
     * @param say takes what is to be known of the processes themselves
     */
    public void run(@Nullable AppName app, Map<String, String> caller, Consumer<Event> observer, Consumer<String> say) {
        BlockingQueue<String> signals = new LinkedBlockingQueue<>();
        try (Workshop workshop = Workshop.open(monitors, app, caller)) {
            lock.sign();
            for (String signal : List.of("INT", "TERM", "HUP")) {
                Signals.on(signal, () -> signals.add(signal));
            }
            Running running = new Running(workshop, observer, say);
            drop(app == null ? Check.NO_APP : app.value(), observer, say);
            running.adjust();
            try {
                running.untilSignalled(signals);
            } finally {
                running.end(signals);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted", null, e);
        }
    }

    /** Notes which monitors are not wanted any more since the last start: nothing is expected of them. */
    private void drop(String app, Consumer<Event> observer, Consumer<String> say) {
        try {
            for (MonitorProcesses.One one : MonitorProcesses.besides(roster.names(), monitors.files())) {
                observer.accept(Slot.stop(app, one.name(), one.source(), monitors.clock()));
            }
        } catch (VektraException e) {
            say.accept(e.getMessage());
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    /** The processes that run now. */
    private final class Running {
        private final Workshop workshop;
        private final Consumer<Event> observer;
        private final Consumer<String> say;
        private final Schedule schedule;
        private final Map<String, Slot> slots = new TreeMap<>();
        /** No longer wanted, but perhaps in the middle of their last run. */
        private final List<Slot> leaving = new ArrayList<>();

        private final AtomicBoolean changed = new AtomicBoolean(true);
        private boolean unwritable;

        private Running(Workshop workshop, Consumer<Event> observer, Consumer<String> say) {
            this.workshop = workshop;
            this.observer = observer;
            this.say = say;
            this.schedule = new Schedule(
                    workshop.executor(), bound -> ThreadLocalRandom.current().nextInt(bound));
        }

        /** Starts and retires processes until there are as many as wanted. */
        private void adjust() {
            Map<String, Slot> gone = new TreeMap<>(slots);
            long now = System.nanoTime();
            roster.counts().forEach((monitor, count) -> {
                for (int n = 1; n <= count; n++) {
                    String name = monitor.name().process(n);
                    Slot runs = gone.remove(name);
                    if (runs != null && !runs.isEvery(monitor.settings().interval())) {
                        retire(name, runs).retire();
                        runs = null;
                    }
                    if (runs == null) {
                        Slot slot = workshop.slot(monitor, n, this::observe);
                        slots.put(name, slot);
                        schedule.add(slot, now);
                    }
                }
            });
            leaving.removeIf(slot -> slot.since() == null);
            gone.forEach((name, slot) -> retire(name, slot).drop());
            changed.set(true);
        }

        private Slot retire(String name, Slot slot) {
            slots.remove(name);
            leaving.add(slot);
            schedule.remove(slot);
            return slot;
        }

        private void observe(Event event) {
            if (!(event instanceof Event.Output)) {
                changed.set(true);
            }
            observer.accept(event);
        }

        private void untilSignalled(BlockingQueue<String> signals) throws InterruptedException {
            long look = System.nanoTime();
            while (true) {
                long now = System.nanoTime();
                if (now - look >= 0) {
                    look = now + LOOK_EVERY;
                    follow();
                    note();
                }
                Long next = schedule.begin(now);
                long until = next != null && next - look < 0 ? next : look;
                String signal = signals.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (signal != null) {
                    say.accept("SIG" + signal + ": ending " + counted());
                    return;
                }
            }
        }

        private String counted() {
            return slots.size() + (slots.size() == 1 ? " process" : " processes");
        }

        /** What cannot be followed leaves all as it is. */
        private void follow() {
            try {
                if (roster.follow()) {
                    adjust();
                    say.accept("The formation changed: " + counted());
                }
            } catch (VektraException e) {
                say.accept("The new formation is not followed: " + e.getMessage());
            }
        }

        private void note() {
            if (changed.getAndSet(false)) {
                try {
                    MonitorProcesses.of(slots.values()).write(monitors.files());
                    unwritable = false;
                } catch (IOException e) {
                    if (!unwritable) {
                        say.accept(monitors.files().processes() + " cannot be written: " + FileFailure.reason(e));
                    }
                    unwritable = true;
                    changed.set(true);
                }
            }
        }

        /** In the order opposite to their start; a second signal ends the waiting for an orderly end. */
        private void end(BlockingQueue<String> signals) throws InterruptedException {
            List<Slot> all = new ArrayList<>(slots.values());
            all.sort(Comparator.comparing(Slot::process).reversed());
            all.addAll(leaving);
            all.forEach(Slot::stop);
            long deadline = System.nanoTime() + GRACE.toNanos();
            for (Slot slot : all) {
                while (!slot.isOver(Math.min(deadline, System.nanoTime() + LOOK_EVERY / 10))
                        && System.nanoTime() - deadline < 0) {
                    if (signals.poll() != null) {
                        deadline = System.nanoTime();
                    }
                }
                if (slot.since() != null) {
                    slot.kill();
                    say.accept(slot.process() + " did not end by itself and was killed");
                }
            }
            deadline = System.nanoTime() + AFTER_A_KILL.toNanos();
            for (Slot slot : all) {
                boolean unused = slot.isOver(deadline);
                slot.retire();
            }
            changed.set(true);
            note();
        }
    }
}
