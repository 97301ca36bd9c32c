package vektra.provider.s3.server;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What each key has of the server at the moment: requests, and bytes in memory. */
final class Parts {
    private final int mostRequests;
    private final long mostBytes;
    private final long mostBytesOfAll;
    private final Map<String, long[]> taken = new HashMap<>();
    private long bytesOfAll;

    /**
     * @param mostRequests of a key
     * @param mostBytes of a key
     */
    Parts(int mostRequests, long mostBytes, long mostBytesOfAll) {
        this.mostRequests = mostRequests;
        this.mostBytes = mostBytes;
        this.mostBytesOfAll = mostBytesOfAll;
    }

    /** What one request has; given back once. */
    final class Part {
        private final String key;
        private final long bytes;
        private final AtomicBoolean given = new AtomicBoolean();

        private Part(String key, long bytes) {
            this.key = key;
            this.bytes = bytes;
        }

        void giveBack() {
            if (given.compareAndSet(false, true)) {
                release(key, bytes);
            }
        }
    }

    /** Null when that would be too much. */
    synchronized @Nullable Part take(String key, long bytes) {
        long[] has = taken.getOrDefault(key, new long[2]);
        boolean tooMany = has[0] >= mostRequests;
        boolean tooMuch = bytes > 0 && (has[1] + bytes > mostBytes || bytesOfAll + bytes > mostBytesOfAll);
        if (tooMany || tooMuch) {
            return null;
        }
        taken.put(key, new long[] {has[0] + 1, has[1] + bytes});
        bytesOfAll += bytes;
        return new Part(key, bytes);
    }

    private synchronized void release(String key, long bytes) {
        taken.computeIfPresent(key, (same, has) -> has[0] == 1 ? null : new long[] {has[0] - 1, has[1] - bytes});
        bytesOfAll -= bytes;
    }
}
