package vektra.monitors.run;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.monitors.check.Check;
import vektra.monitors.check.Checked;

/** Works by a check of Vektra's own. */
final class BuiltIn implements Worker {
    private final Check check;
    private final LongSupplier nanos;
    private @Nullable Thread working;
    private boolean stopped;

    BuiltIn(Check check, LongSupplier nanos) {
        this.check = check;
        this.nanos = nanos;
    }

    @Override
    public Ended attempt(Duration timeout, Printed printed) {
        long start = nanos.getAsLong();
        if (!begin()) {
            return Ended.stopped(Duration.ZERO, false);
        }
        try {
            Checked checked = check.run(timeout);
            Duration elapsed = Duration.ofNanos(nanos.getAsLong() - start);
            return checked.status() == Status.SKIPPED
                    ? Ended.stopped(elapsed, false)
                    : new Ended(checked.status(), checked.exit(), elapsed, false, checked.reason());
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        working = Thread.currentThread();
        return !stopped;
    }

    private synchronized void end() {
        working = null;
        // the thread is used again
        boolean unused = Thread.interrupted();
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        if (working != null) {
            working.interrupt();
        }
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public void close() {}
}
