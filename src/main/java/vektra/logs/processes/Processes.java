package vektra.logs.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.logs.collect.Feed;
import vektra.logs.collect.Signals;
import vektra.logs.collect.Streams;
import vektra.program.Guard;
import vektra.program.SearchPath;

/**
 * Processes side by side: what each prints is collected and stands behind its name on our own streams. One that fails ends
 * the others, and so does a signal to us; they end in the order opposite to their start.
 *
 * @param feeds the way of a process's lines, by its name
 * @param names how a name is written before a line
 * @param say takes what is to be known of the processes themselves
 * @param folder where pipes have a name for an instant
 */
public record Processes(
        Function<String, Feed> feeds,
        Function<String, String> names,
        Clock clock,
        Streams streams,
        Consumer<String> say,
        Path folder) {
    /** How long processes have for an orderly end, all together. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final int SIGNALLED = 128;
    private static final int INTERRUPT = 2;
    private static final int HANG_UP = 1;
    private static final int TERMINATE = 15;

    /** Something that happened: a process ended, or a signal came. */
    private record Event(@Nullable Child child, int signal) {}

    /**
     * Runs them until all have ended, one stage after the other.
     *
     * @return 0 when all ended well, the code of the first that failed, or 128 and the number of the signal that ended us
     */
    public int run(List<Stage> stages) throws IOException, InterruptedException {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        AtomicInteger signalled = new AtomicInteger();
        onSignal("INT", INTERRUPT, events, signalled);
        onSignal("TERM", TERMINATE, events, signalled);
        onSignal("HUP", HANG_UP, events, signalled);
        SearchPath path = SearchPath.of(System.getenv());
        for (Stage stage : stages) {
            int code = run(stage.processes(), path, events);
            if (code != 0) {
                return code;
            }
            stage.then().run();
            if (signalled.get() != 0) {
                // it came while the stage ended
                return SIGNALLED + signalled.get();
            }
        }
        return 0;
    }

    private int run(List<Declared> wanted, SearchPath path, BlockingQueue<Event> events)
            throws IOException, InterruptedException {
        List<Child> children = new ArrayList<>();
        try (Guard guard = Guard.start(path)) {
            try {
                for (Declared each : wanted) {
                    children.add(started(each, guard, events));
                }
                return untilTheEnd(children, events);
            } finally {
                end(children, events);
            }
        }
    }

    private static void onSignal(String name, int number, BlockingQueue<Event> events, AtomicInteger signalled) {
        Signals.on(name, () -> {
            signalled.set(number);
            events.add(new Event(null, number));
        });
    }

    private Child started(Declared wanted, Guard guard, BlockingQueue<Event> events)
            throws IOException, InterruptedException {
        String prefix = names.apply(wanted.name());
        Child child = Child.start(
                wanted,
                guard,
                feeds.apply(wanted.name()),
                clock,
                folder,
                new Child.Lines(new Prefixed(prefix, streams.out()), new Prefixed(prefix, streams.err())));
        child.onEnd(() -> events.add(new Event(child, 0)));
        return child;
    }

    private int untilTheEnd(List<Child> children, BlockingQueue<Event> events) throws InterruptedException {
        int left = children.size();
        while (left > 0) {
            Event event = events.take();
            Child child = event.child();
            if (child == null) {
                return SIGNALLED + event.signal();
            }
            left--;
            int code = child.code();
            if (code != 0) {
                say.accept(child.name() + " failed with exit code " + code + (left > 0 ? "; ending the others" : ""));
                return code;
            }
            if (left > 0) {
                say.accept(child.name() + " ended");
            }
        }
        return 0;
    }

    /** A second signal ends the waiting for an orderly end. */
    private void end(List<Child> children, BlockingQueue<Event> events) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (int i = children.size() - 1; i >= 0; i--) {
            Child child = children.get(i);
            child.send("TERM");
            while (child.isAlive() && System.nanoTime() < deadline) {
                Event event = events.poll(50, TimeUnit.MILLISECONDS);
                if (event != null && event.child() == null) {
                    deadline = System.nanoTime();
                }
            }
            if (child.send("KILL")) {
                say.accept(child.name() + " did not end by itself and was killed");
            }
            child.close();
        }
    }
}
