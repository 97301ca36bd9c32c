package vektra.store.etcd;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import vektra.model.text.VektraException;

/** The etcd lease of a holder of locks, kept alive by a thread while the process runs. */
final class Lease implements AutoCloseable {
    private final Etcd etcd;
    private final long id;
    private final long life;
    private final Thread keeper;
    private volatile long end;
    private volatile boolean lost;
    private boolean closed;

    private Lease(Etcd etcd, long id, Duration life, long begin) {
        this.etcd = etcd;
        this.id = id;
        this.life = life.toNanos();
        this.end = begin + safe();
        this.keeper = new Thread(this::keep, "etcd-lease");
        keeper.setDaemon(true);
    }

    static Lease take(Etcd etcd, Duration life) {
        long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        long begin = System.nanoTime();
        etcd.grant(id, life.toSeconds());
        Lease lease = new Lease(etcd, id, life, begin);
        lease.keeper.start();
        return lease;
    }

    long id() {
        return id;
    }

    /** The part of a lease's life that is relied on: clocks run at different speeds. */
    private long safe() {
        return life / 5 * 4;
    }

    /** Whether the lease cannot have expired yet. */
    boolean isAlive() {
        return !lost && end - System.nanoTime() > 0;
    }

    /** Treats the lease as expired from now on, whatever etcd answers. */
    void give() {
        lost = true;
    }

    private synchronized boolean rests() {
        long until = System.nanoTime() + life / 5;
        try {
            while (!closed && until - System.nanoTime() > 0) {
                wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !closed;
    }

    private void keep() {
        while (rests()) {
            long sent = System.nanoTime();
            try {
                if (!etcd.keepAlive(id, life / 5)) {
                    lost = true;
                    return;
                }
                end = sent + safe();
            } catch (Etcd.Unanswered | VektraException e) {
                // tried again until the lease expires
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        etcd.revoke(id);
    }
}
