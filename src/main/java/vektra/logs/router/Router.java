package vektra.logs.router;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import vektra.logs.line.Batch;
import vektra.logs.line.Input;
import vektra.logs.line.Intake;
import vektra.logs.ship.DrainStatus;
import vektra.logs.ship.Shipper;
import vektra.logs.spool.LogFiles;
import vektra.logs.spool.RouterSocket;
import vektra.logs.spool.Spool;
import vektra.model.logs.Drain;
import vektra.model.name.ServiceName;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain;

/** Takes the lines of all sources of a home, writes them down, and ships them to every drain. One per home. */
public final class Router {
    private static final long TICK_MILLIS = 50;
    private static final int LOOK = 5;
    private static final int SECOND = 20;
    private static final long HOOK_SECONDS = 10;

    private final LogFiles files;
    private final Clock clock;
    private final Fleet fleet;
    private final Consumer<Batch> recent;
    private final List<Function<Intake, Input>> inputs;
    private final Limits limits;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * @param host the name of this machine
     * @param drains those that there are now
     * @param recent is given every batch with lines, by the thread of its source, and must be quick
     * @param inputs are started once the router runs, and closed before it ends
     */
    public Router(
            Path home,
            String host,
            Supplier<List<Drain>> drains,
            Function<ServiceName, LogDrain> kinds,
            Clock clock,
            Consumer<Batch> recent,
            List<Function<Intake, Input>> inputs,
            Limits limits) {
        this.files = new LogFiles(home);
        this.clock = clock;
        this.fleet = new Fleet(files, drains, kinds, host, clock);
        this.recent = recent;
        this.inputs = inputs;
        this.limits = limits;
    }

    /**
     * Runs until it is stopped, by {@link RouterClient#stop}, a signal, or because its home is gone; CONFLICT when
     * another one runs.
     *
     * @param untilIdle whether to end, too, once it was not needed for five minutes
     * @param started called once lines are taken
     */
    public void run(boolean untilIdle, Runnable started) {
        Thread hook = new Thread(this::endBySignal, "vektra-router-signal");
        try (RouterLock lock = RouterLock.take(files)) {
            Runtime.getRuntime().addShutdownHook(hook);
            run(lock, untilIdle, started);
        } catch (IOException e) {
            throw VektraException.unavailable(
                    "the log router cannot work in " + files.folder(), String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
            unhook(hook);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the signal is just what ended us
        }
    }

    /** The process ends when the hook does, and then with the signal's code: the caller may end it before. */
    private void endBySignal() {
        stop();
        try {
            if (ended.await(HOOK_SECONDS, TimeUnit.SECONDS)) {
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it: takes nothing more, makes what it has last, returns at once. */
    public void stop() {
        stopping.countDown();
    }

    private void run(RouterLock lock, boolean untilIdle, Runnable started) throws IOException, InterruptedException {
        Instant since = clock.instant();
        try (Spool spool = new Spool(files.spool(), clock, fleet.reached(), fleet::wake);
                Quota quota = new Quota(spool.segments())) {
            SpoolIntake intake = new SpoolIntake(spool, fleet, quota, recent);
            List<Input> running = new ArrayList<>();
            try {
                fleet.start(spool);
                try (Reception reception = new Reception(RouterSocket.listen(files.home()))) {
                    Control control = new Control(
                            fleet,
                            () -> status(spool, since, reception.sources()),
                            () -> {
                                stop();
                                ended.await();
                            },
                            () -> fleet.refresh(spool));
                    lock.sign();
                    reception.open(
                            refreshed(spool, (channel, begun) -> new Source(channel, intake, spool).serve(begun)),
                            refreshed(spool, control::serve));
                    // a change made before the control socket was open could not be announced
                    fleet.refresh(spool);
                    inputs.forEach(input -> running.add(input.apply(intake)));
                    started.run();
                    keep(lock, new Upkeep(spool, fleet, intake, quota, limits), reception, running, untilIdle);
                } finally {
                    running.forEach(Input::close);
                    intake.close();
                }
            } finally {
                fleet.end();
            }
        }
    }

    /** A source that comes just after a change of the drains is served with those that there are now. */
    private Reception.Visit refreshed(Spool spool, Reception.Visit visit) {
        return (channel, begun) -> {
            fleet.refresh(spool);
            visit.serve(channel, begun);
        };
    }

    private RouterStatus status(Spool spool, Instant since, int sources) throws IOException {
        Survey survey = new Survey(spool.segments(), clock.instant());
        List<DrainStatus> drains = new ArrayList<>();
        for (Shipper shipper : fleet.all()) {
            drains.add(survey.of(shipper));
        }
        drains.sort(Comparator.comparing(DrainStatus::name));
        return new RouterStatus(ProcessHandle.current().pid(), since, sources, List.copyOf(drains));
    }

    private void keep(RouterLock lock, Upkeep upkeep, Reception reception, List<Input> running, boolean untilIdle)
            throws IOException, InterruptedException {
        long needed = System.nanoTime();
        for (int tick = 1; !stopping.await(TICK_MILLIS, TimeUnit.MILLISECONDS); tick++) {
            upkeep.often();
            if (tick % LOOK == 0) {
                if (!lock.holds()) {
                    return;
                }
                upkeep.sometimes();
            }
            if (tick % SECOND == 0) {
                upkeep.eachSecond();
            }
            if (reception.sources() > 0 || running.stream().anyMatch(Input::lasting) || !upkeep.allDone()) {
                needed = System.nanoTime();
            } else if (untilIdle && System.nanoTime() - needed > limits.idle().toNanos()) {
                return;
            }
        }
    }
}
