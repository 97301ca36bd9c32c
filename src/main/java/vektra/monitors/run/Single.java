package vektra.monitors.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.logs.collect.Signals;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;
import vektra.monitors.definition.Definition;

/**
 * Runs one process of one monitor.
 *
 * @param app whose config vars an executable gets; null for none
 * @param caller the environment of Vektra
 * @param observer takes what happens, from several threads
 */
public record Single(Monitors monitors, @Nullable AppName app, Map<String, String> caller, Consumer<Event> observer) {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(3);

    /**
     * Runs it at its interval, so many times or until a signal comes.
     *
     * @param times 0 for as long as there is no signal
     * @return how the last run ended that was no success, else SUCCESS; SKIPPED after a signal
     */
    public Status run(Definition monitor, int instance, int times) {
        BlockingQueue<String> signals = new LinkedBlockingQueue<>();
        for (String signal : List.of("INT", "TERM", "HUP")) {
            Signals.on(signal, () -> signals.add(signal));
        }
        try (Workshop workshop = Workshop.open(monitors, app, caller)) {
            Slot slot = workshop.slot(monitor, instance, observer);
            try {
                return run(slot, workshop, times, signals);
            } finally {
                end(slot);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted", null, e);
        }
    }

    private static Status run(Slot slot, Workshop workshop, int times, BlockingQueue<String> signals)
            throws InterruptedException {
        Duration interval = slot.monitor().settings().interval();
        Duration logged = times == 1 ? Duration.ZERO : interval;
        Status worst = Status.SUCCESS;
        long start = System.nanoTime();
        for (int n = 1; times == 0 || n <= times; n++) {
            AtomicReference<Status> ended = new AtomicReference<>();
            boolean begun = slot.begin();
            workshop.executor().execute(() -> {
                ended.set(begun ? slot.run(logged) : Status.SKIPPED);
                signals.add("");
            });
            if (!signals.take().isEmpty()) {
                return Status.SKIPPED;
            }
            Status status = ended.get();
            worst = status == Status.SUCCESS || status == null ? worst : status;
            if (n == times) {
                break;
            }
            // what a run took too long is not made up for
            long passed = (System.nanoTime() - start) / interval.toNanos();
            long next = start + (passed + 1) * interval.toNanos();
            if (signals.poll(next - System.nanoTime(), TimeUnit.NANOSECONDS) != null) {
                return Status.SKIPPED;
            }
        }
        return worst;
    }

    private static void end(Slot slot) throws InterruptedException {
        slot.stop();
        if (!slot.isOver(System.nanoTime() + GRACE.toNanos())) {
            slot.kill();
            boolean unused = slot.isOver(System.nanoTime() + AFTER_A_KILL.toNanos());
        }
        slot.retire();
    }
}
