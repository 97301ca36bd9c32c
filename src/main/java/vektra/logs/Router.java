package vektra.logs;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import vektra.model.Drain;
import vektra.model.ServiceName;
import vektra.spi.LogDrain;

/** Takes the lines of all sources of a home, writes them down, and ships them to every drain. One per home. */
public final class Router {
    /**
     * @param host the name of this machine
     * @param drains those that there are now
     * @param recent is given every batch with lines, by the thread of its source, and must be quick
     * @param inputs are started once the router runs, and closed before it ends
     */
    Router(
            Path home,
            String host,
            Supplier<List<Drain>> drains,
            Function<ServiceName, LogDrain> kinds,
            Clock clock,
            Consumer<Batch> recent,
            List<Function<Intake, Input>> inputs) {}

    /**
     * Runs until it is stopped, by {@link RouterClient#stop}, a signal, or because its home is gone; CONFLICT when
     * another one runs.
     *
     * @param untilIdle whether to end, too, once nobody needed it for five minutes
     * @param started told once lines are taken
     */
    public void run(boolean untilIdle, Runnable started) {}

    /** Ends it: takes nothing more, makes what it has last, returns at once. */
    public void stop() {}
}
