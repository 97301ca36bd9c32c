package vektra.monitors.check;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import vektra.model.monitor.Status;

/**
 * A probe in a thread of its own, which is left alone once the time is over: neither a resolver nor a driver can be made to
 * end in time. While one hangs no other one is started.
 */
record Bounded(Probe probe, String app, ExecutorService threads, AtomicBoolean hangs) implements Check {
    Bounded(Probe probe, String app, ExecutorService threads) {
        this(probe, app, threads, new AtomicBoolean());
    }

    @Override
    public Checked run(Duration timeout) {
        if (hangs.get()) {
            return new Checked(Status.TIMEOUT, null, "the attempt before still hangs");
        }
        Attempted attempted = new Attempted(timeout);
        Future<Checked> answer = threads.submit(attempted::ask);
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            attempted.leave();
            answer.cancel(true);
            return Reasons.late(timeout);
        } catch (InterruptedException e) {
            attempted.leave();
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Checked(Status.SKIPPED, null, "interrupted");
        } catch (ExecutionException e) {
            return Reasons.of(e.getCause(), timeout);
        }
    }

    /** One attempt, which may go on after it was left. */
    private final class Attempted {
        private final Duration timeout;
        private boolean left;
        private boolean ended;

        private Attempted(Duration timeout) {
            this.timeout = timeout;
        }

        private Checked ask() throws Exception {
            try {
                return probe.ask(timeout);
            } finally {
                end();
            }
        }

        private synchronized void end() {
            ended = true;
            if (left) {
                hangs.set(false);
            }
        }

        private synchronized void leave() {
            left = true;
            if (!ended) {
                hangs.set(true);
            }
        }
    }
}
