package vektra.monitors.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.file.ProcessLock;
import vektra.model.monitor.Event;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;

/**
 * Observes monitors, and sends the messages of the home's alerts. What it must not forget is on the disk before a message
 * leaves, so that a restart sends none twice, unless it comes between a delivery and the note of it.
 */
public final class Alerting implements Consumer<Event>, AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final AlertBook book;
    private final Outside outside;
    private final BiPredicate<String, Instant> maintenance;
    private final AlertStates states;
    private final @Nullable ProcessLock sending;
    private final ScheduledExecutorService worker;
    private final ExecutorService couriers;
    private @Nullable String seen;
    private volatile boolean dirty;
    private @Nullable String unwritten;

    /**
     * What it works with.
     *
     * @param firstPause after a delivery that has failed; each later one is twice as long
     * @param delivery brings a message to its destination
     * @param warn takes one line about what no command is there to answer for
     */
    record Outside(Clock clock, Duration firstPause, BiConsumer<Alert, Message> delivery, Consumer<String> warn) {}

    /**
     * Begins where the last one of the home has ended.
     *
     * @param needs the sources that a source depends on
     * @param maintenance whether a source is in maintenance at that time
     */
    public static Alerting of(
            Monitors monitors,
            Function<String, List<String>> needs,
            BiPredicate<String, Instant> maintenance,
            Consumer<String> warn) {
        Outside outside = new Outside(monitors.clock(), FIRST_PAUSE, Delivery::send, warn);
        return new Alerting(AlertBook.of(monitors), needs, maintenance, outside);
    }

    Alerting(
            AlertBook book,
            Function<String, List<String>> needs,
            BiPredicate<String, Instant> maintenance,
            Outside outside) {
        this.book = book;
        this.outside = outside;
        this.maintenance = maintenance;
        states = new AlertStates(new Health(needs), outside.firstPause());
        sending = ProcessLock.tryTake(book.files().alertingLock()).orElse(null);
        worker = Executors.newSingleThreadScheduledExecutor(daemon("vektra-alerts"));
        couriers = Executors.newCachedThreadPool(daemon("vektra-alert"));
        if (sending == null) {
            outside.warn().accept("another process sends the alerts of this home; this one sends none");
            return;
        }
        refresh();
        states.read(book.files().alerting(), outside.warn());
        ScheduledFuture<?> unused =
                worker.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Takes an event, from any thread; what follows from it happens on another. */
    @Override
    public void accept(Event event) {
        if (sending == null || !(event instanceof Event.Finish finish) || !finish.last()) {
            return;
        }
        if (finish.status().counts() && states.on(finish, isSilent(finish))) {
            dirty = true;
            worker.execute(this::work);
        }
    }

    /** What cannot be read silences nothing. */
    private boolean isSilent(Event.Finish finish) {
        try {
            return maintenance.test(finish.attempt().source(), finish.at());
        } catch (VektraException e) {
            return false;
        }
    }

    /** What time alone changes: incidents that wait, deliveries that are tried again, alerts that were added. */
    private void look() {
        refresh();
        if (states.settle(outside.clock().instant())) {
            dirty = true;
        }
        work();
    }

    private void work() {
        try {
            write();
            for (Map.Entry<Alert, Message> next : states.take(System.nanoTime())) {
                couriers.execute(() -> deliver(next.getKey(), next.getValue()));
            }
        } catch (RuntimeException e) {
            outside.warn().accept("alerts: " + e.getMessage());
        }
    }

    private void deliver(Alert alert, Message message) {
        String problem = null;
        try {
            outside.delivery().accept(alert, message);
        } catch (VektraException e) {
            problem = e.getMessage();
        } catch (RuntimeException | LinkageError e) {
            problem = e.toString();
        }
        Duration pause = states.ended(alert.name(), message, problem, System.nanoTime());
        dirty = true;
        if (problem != null) {
            outside.warn().accept("the alert " + alert.name() + " was not delivered: " + problem);
        }
        if (!worker.isShutdown()) {
            worker.execute(this::write);
            ScheduledFuture<?> unused = worker.schedule(this::work, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Writes down what has changed; when that fails messages are sent all the same. */
    private synchronized void write() {
        if (dirty) {
            dirty = false;
            String problem = states.write(book.files().alerting());
            if (problem != null && unwritten == null) {
                outside.warn().accept(problem);
            }
            unwritten = problem;
            dirty |= problem != null;
        }
    }

    private void refresh() {
        try {
            String stamp = stamp();
            if (!stamp.equals(seen)) {
                states.alerts(book.list());
                dirty |= seen != null;
                seen = stamp;
            }
        } catch (VektraException e) {
            outside.warn().accept(e.getMessage());
        }
    }

    private String stamp() {
        try {
            BasicFileAttributes file = Files.readAttributes(book.files().alerts(), BasicFileAttributes.class);
            return file.lastModifiedTime() + " " + file.fileKey();
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends without waiting for deliveries: the next one goes on with them. */
    @Override
    public void close() {
        worker.shutdown();
        couriers.shutdownNow();
        if (sending != null) {
            write();
            sending.close();
        }
    }
}
