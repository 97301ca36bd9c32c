package vektra.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how long the writing of an answer may take, so that clients that never read hold no thread forever. The JDK's
 * own
 * bound counts from the request on, and would cut answers that take long to make.
 */
final class Delivery {
    private final long longest;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "vektra-delivery");
        thread.setDaemon(true);
        return thread;
    });

    Delivery(Duration longest) {
        this.longest = longest.toMillis();
    }

    /** What writes an answer to a socket's channel. */
    interface Writing {
        void write() throws IOException;
    }

    /** Writes; when that takes too long the channel is closed and the writing fails. */
    void of(Writing writing) throws IOException {
        Writer writer = new Writer(Thread.currentThread());
        ScheduledFuture<?> end = watch.schedule(writer::cut, longest, TimeUnit.MILLISECONDS);
        try {
            writing.write();
        } finally {
            end.cancel(false);
            writer.done();
        }
    }

    private static final class Writer {
        private final Thread thread;
        private boolean done;
        private boolean cut;

        private Writer(Thread thread) {
            this.thread = thread;
        }

        /** A channel that its thread is blocked on is closed by an interrupt. */
        private synchronized void cut() {
            if (!done) {
                cut = true;
                thread.interrupt();
            }
        }

        private synchronized void done() {
            done = true;
            if (cut) {
                // it was meant for the channel, not for what the thread does next
                Thread.interrupted();
            }
        }
    }
}
