package vektra.provider.sqs.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** Keeps the file no larger than it must be, and watches the room on its disk; used within the ledger's lock. */
final class Upkeep {
    private static final long RESERVE = 8L << 20;
    private static final long CHECK = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int FULL_ENOUGH = 60;
    private static final int COMPACT_AT_ONCE = 4 << 20;
    /** Milliseconds. */
    private static final int SHRINKING = 100;

    private static final int MOST_ATTEMPTS = 3;

    private final Path file;
    private boolean full;
    private long looked;
    private int shrunk;
    private int attempts;

    Upkeep(Path file) {
        this.file = file;
    }

    /** Whether the disk has no room for more messages. */
    boolean isFull(MVStore store) {
        if (System.nanoTime() - looked > CHECK) {
            looked = System.nanoTime();
            try {
                // what deleted messages took is written over before the file grows
                long unused = size() * (100 - store.getFileStore().getFillRate()) / 100 / 2;
                full = Files.getFileStore(file).getUsableSpace() + unused < RESERVE;
            } catch (IOException | MVStoreException e) {
                full = true;
            }
        }
        return full;
    }

    /** Gives room back that deleted messages took, a little at a time. */
    void tidy(MVStore store) {
        store.compact(FULL_ENOUGH, COMPACT_AT_ONCE);
    }

    /**
     * Gives room back, also to the disk; after some attempts in vain not before there was another commit.
     *
     * @param marks changed for the sake of a commit
     */
    void whileIdle(MVStore store, MVMap<String, byte[]> marks, int commits) {
        tidy(store);
        attempts = commits == shrunk ? attempts : 0;
        shrunk = commits;
        if (attempts < MOST_ATTEMPTS) {
            long before = size();
            int attempt = attempts++;
            // what a commit no longer needs is given up by the one that follows
            marks.put("attempt", new byte[] {(byte) attempt});
            store.commit();
            store.sync();
            store.compactFile(SHRINKING);
            attempts = size() < before ? 0 : attempts;
        }
    }

    /** Bytes of the file. */
    long size() {
        return file.toFile().length();
    }
}
