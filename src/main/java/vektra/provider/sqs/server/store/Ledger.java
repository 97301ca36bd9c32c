package vektra.provider.sqs.server.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * One file of sorted maps. Changes are made under one lock, in microseconds; a thread writes what has gathered and has
 * the disk confirm it, and then those who wait for that are answered, all at once.
 */
public final class Ledger implements Runnable {
    private static final int CACHE_MB = 12;
    private static final int PAGE = 8 << 10;
    private static final int TIDY = 500;
    /** Milliseconds. */
    private static final int PATIENCE = 50;

    private final Path file;
    private final Upkeep upkeep;
    private final Executor workers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> reopened = new ArrayList<>();
    private MVStore store;
    private List<Consumer<Boolean>> waiting = new ArrayList<>();
    private boolean dirty;
    private boolean closed;
    private int commits;

    public Ledger(Path file, Executor workers) {
        this.file = file;
        this.upkeep = new Upkeep(file);
        this.workers = workers;
        this.store = open();
    }

    private MVStore open() {
        MVStore opened = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MB)
                .pageSplitSize(PAGE)
                .open();
        // each commit is on disk before the next: what it no longer needs can be overwritten at once
        opened.setRetentionTime(0);
        opened.setVersionsToKeep(0);
        return opened;
    }

    /** What reads the maps into memory, again after a failure of the disk. */
    public void whenReopened(Runnable then) {
        reopened.add(then);
    }

    private <K> MVMap<K, byte[]> map(String name, DataType<K> keys) {
        return store.openMap(name, new MVMap.Builder<K, byte[]>().keyType(keys).valueType(ByteArrayDataType.INSTANCE));
    }

    public MVMap<Long, byte[]> numbered(String name) {
        return map(name, LongDataType.INSTANCE);
    }

    public MVMap<String, byte[]> named(String name) {
        return map(name, StringDataType.INSTANCE);
    }

    public MVMap<Moment, byte[]> timed(String name) {
        return map(name, Moment.Type.INSTANCE);
    }

    public MVMap<Place, byte[]> grouped(String name) {
        return map(name, Place.Type.INSTANCE);
    }

    /** What a map holds under a key that it has. */
    public static <K> byte[] held(MVMap<K, byte[]> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }

    public void removeMap(String name) {
        if (store.hasMap(name)) {
            store.removeMap(name);
        }
    }

    /** Reads or changes something, alone. */
    public <T> T with(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } catch (MVStoreException e) {
            // the store is closed then, and opened again by the thread that writes
            changed.signal();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Within {@link #with}: something has changed. */
    public void touched() {
        if (!dirty) {
            dirty = true;
            changed.signal();
        }
    }

    /** Within {@link #with}: what follows once all that was changed is on disk, or never will be. */
    public void whenDurable(Consumer<Boolean> then) {
        waiting.add(then);
        dirty = true;
        changed.signal();
    }

    /** Whether the disk has no room for more messages; deleting goes on. */
    public boolean isFull() {
        return upkeep.isFull(store);
    }

    /** Writes, until it is closed. */
    @Override
    public void run() {
        while (true) {
            List<Consumer<Boolean>> batch;
            MVStore written;
            boolean ok;
            lock.lock();
            try {
                written = store;
                if (!dirty && !closed) {
                    changed.await(1, TimeUnit.SECONDS);
                }
                if (closed) {
                    return;
                }
                if (!dirty && !store.isClosed()) {
                    attempt(() -> upkeep.whileIdle(store, named("shrunk"), commits));
                    continue;
                }
                if (waiting.isEmpty()) {
                    // no request waits for it: perhaps something comes with which it can be written
                    changed.await(PATIENCE, TimeUnit.MILLISECONDS);
                    if (closed) {
                        return;
                    }
                }
                batch = waiting;
                waiting = new ArrayList<>();
                dirty = false;
                ok = attempt(written::commit);
                if (++commits % TIDY == 0) {
                    attempt(() -> upkeep.tidy(store));
                }
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
            // always: the next commit may write over what this one no longer needs
            ok = ok && attempt(written::sync);
            settle(batch, ok);
        }
    }

    private void settle(List<Consumer<Boolean>> batch, boolean ok) {
        if (!ok) {
            recover();
        }
        if (!batch.isEmpty()) {
            workers.execute(() -> batch.forEach(then -> then.accept(ok)));
        }
    }

    /** Goes back to what is on disk, as after a crash. */
    void recover() {
        lock.lock();
        try {
            List<Consumer<Boolean>> lost = waiting;
            waiting = new ArrayList<>();
            store.closeImmediately();
            while (!closed && !attempt(() -> store = open())) {
                changed.await(1, TimeUnit.SECONDS);
            }
            reopened.forEach(Runnable::run);
            workers.execute(() -> lost.forEach(then -> then.accept(false)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private static boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (MVStoreException | IllegalStateException e) {
            System.getLogger(Ledger.class.getName())
                    .log(System.Logger.Level.ERROR, "the messages cannot be written: {0}", e.getMessage());
            return false;
        }
    }

    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            attempt(() -> {
                store.commit();
                store.sync();
                store.close();
            });
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of the file. */
    public long size() {
        return upkeep.size();
    }
}
