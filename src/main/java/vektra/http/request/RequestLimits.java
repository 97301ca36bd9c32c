package vektra.http.request;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import vektra.model.Token;

/** Limits the requests of each token, by a token bucket that holds an hour's requests and refills evenly over an hour. */
public final class RequestLimits {
    private static final double HOUR = TimeUnit.HOURS.toNanos(1);

    private final int most;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new HashMap<>();

    /** @param most requests an hour of one token; 0 for any number */
    public RequestLimits(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    private static final class Bucket {
        private double left;
        private long filled;

        private Bucket(double left, long filled) {
            this.left = left;
            this.filled = filled;
        }
    }

    public boolean areNone() {
        return most == 0;
    }

    /** Counts a request of a token, and returns how many are left; negative if the limit is exceeded. */
    public synchronized int take(Token token) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(token.hash(), key -> new Bucket(most, now));
        bucket.left = Math.min(most, bucket.left + (now - bucket.filled) / HOUR * most);
        bucket.filled = now;
        if (bucket.left < 1) {
            return -1;
        }
        bucket.left--;
        return (int) bucket.left;
    }
}
