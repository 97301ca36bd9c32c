package vektra.store.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One lock file, open for the life of the process: the system drops every lock of a process on a file when the process
 * closes any of its descriptors, so there is one channel per file, shared by all, and nothing else may ever open it.
 *
 * <p>A byte is only ever tried, never waited for in the system: a blocking call would let an interrupt close the channel,
 * and would report deadlocks between processes with many threads that are none.
 */
final class LockFile {
    private static final Map<Object, LockFile> OPEN = new HashMap<>();

    private final FileChannel channel;
    private final Map<Long, Taken> taken = new HashMap<>();
    private long permit;
    private int permitted;
    private @Nullable FileLock all;

    private LockFile(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock file of that path; known by what it is and not by its name, which may be one of several. */
    static synchronized LockFile of(Path file) throws IOException {
        LockFile known = Files.exists(file) ? OPEN.get(identity(file)) : null;
        if (known == null) {
            known = new LockFile(FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    Disk.ownerOnly()));
            OPEN.put(identity(file), known);
        }
        return known;
    }

    private static Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Takes a byte, unless another process or another holder of this one has it in a way that excludes this. */
    synchronized boolean take(long position, boolean shared) throws IOException {
        if (all != null) {
            return false;
        }
        Taken held = taken.get(position);
        if (held == null) {
            FileLock lock = channel.tryLock(position, 1, shared);
            if (lock == null) {
                return false;
            }
            taken.put(position, new Taken(lock));
            return true;
        }
        if (!shared || !held.lock.isShared()) {
            return false;
        }
        held.holders++;
        return true;
    }

    synchronized void give(long position) throws IOException {
        Taken held = taken.get(position);
        if (held != null && --held.holders == 0) {
            taken.remove(position);
            held.lock.release();
        }
        notifyAll();
    }

    /** Takes every byte at once, unless another process has one. */
    synchronized boolean takeAll() throws IOException {
        if (all == null && taken.isEmpty()) {
            all = channel.tryLock(0, Long.MAX_VALUE, false);
            return all != null;
        }
        return false;
    }

    synchronized void giveAll() throws IOException {
        if (all != null) {
            all.release();
            all = null;
        }
        notifyAll();
    }

    /** Takes any one of the first bytes for this process, unless all are taken; a process needs only one. */
    synchronized boolean takePermit(int permits) throws IOException {
        for (int i = 0; permitted == 0 && i < permits; i++) {
            if (take(i, false)) {
                permit = i;
                permitted = 1;
                return true;
            }
        }
        if (permitted == 0) {
            return false;
        }
        permitted++;
        return true;
    }

    synchronized void givePermit() throws IOException {
        if (--permitted == 0) {
            give(permit);
        }
        notifyAll();
    }

    /** Waits until this process gives something back, at most so long; other processes cannot wake us. */
    @SuppressWarnings("WaitNotInLoop") // the caller loops over its attempts
    synchronized void pause(long milliseconds) throws InterruptedException {
        wait(milliseconds);
    }

    private static final class Taken {
        private final FileLock lock;
        private int holders = 1;

        private Taken(FileLock lock) {
            this.lock = lock;
        }
    }
}
