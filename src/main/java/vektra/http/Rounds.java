package vektra.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does the same again and again; a round that hangs, as a backup does whose destination hangs, holds up no other. */
record Rounds(Runnable round) {
    /** As many can hang at once, until one of them ends. */
    static final int MOST = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Begins one now and every so often until the end, which interrupts those that go on and waits a little for them. */
    void until(CountDownLatch ended, Duration every) {
        ExecutorService threads = new ThreadPoolExecutor(
                0, MOST, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), new ThreadPoolExecutor.DiscardPolicy());
        try {
            do {
                threads.execute(round);
            } while (!ended.await(every.toMillis(), TimeUnit.MILLISECONDS));
            threads.shutdownNow();
            threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }
}
