package vektra.http.request;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counts tokens that were not known, so that not many can be tried: so many a minute from one address. */
public final class FailedTokens {
    public static final int MOST = 10;
    static final int WINDOW_SECONDS = 60;
    private static final int ADDRESSES = 10_000;

    private final LongSupplier nanoTime;
    private final AtomicLong total = new AtomicLong();
    private final Map<InetAddress, Window> windows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Window> eldest) {
            return size() > ADDRESSES;
        }
    };

    public FailedTokens(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private static final class Window {
        private long start;
        private int failures;
    }

    /** Counts one more; whether the address has had its share of this minute. */
    public synchronized boolean tooMany(InetAddress address) {
        total.incrementAndGet();
        long now = nanoTime.getAsLong();
        Window window = windows.computeIfAbsent(address, key -> new Window());
        if (window.failures == 0 || now - window.start > TimeUnit.SECONDS.toNanos(WINDOW_SECONDS)) {
            window.start = now;
            window.failures = 0;
        }
        return ++window.failures > MOST;
    }

    public long total() {
        return total.get();
    }
}
