package vektra.provider.sqs.server.store;

import java.util.concurrent.CountDownLatch;

/** A failure of the disk, as the rest of the server notices it. */
public final class Reopening {
    private Reopening() {}

    /** What has not been committed is lost, and the store is opened again. */
    public static void of(Ledger ledger) {
        ledger.recover();
    }

    /** Has all that was changed written. */
    public static void commit(Ledger ledger) {
        Thread writer = new Thread(ledger);
        writer.start();
        CountDownLatch written = new CountDownLatch(1);
        ledger.with(() -> {
            ledger.whenDurable(ok -> written.countDown());
            return written;
        });
        try {
            written.await();
            writer.interrupt();
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
