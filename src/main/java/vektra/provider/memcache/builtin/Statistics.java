package vektra.provider.memcache.builtin;

import java.util.Arrays;

/** How often each {@link Counter} happened since the start or the last {@code stats reset}, and who is here now. */
final class Statistics {
    private final long[] counts = new long[Counter.values().length];
    private int openConnections;

    void count(Counter counter) {
        counts[place(counter)]++;
    }

    void add(Counter counter, long amount) {
        counts[place(counter)] += amount;
    }

    long get(Counter counter) {
        return counts[place(counter)];
    }

    void connectionOpened() {
        openConnections++;
        count(Counter.TOTAL_CONNECTIONS);
    }

    void connectionClosed() {
        openConnections--;
    }

    int openConnections() {
        return openConnections;
    }

    void reset() {
        Arrays.fill(counts, 0);
    }

    @SuppressWarnings("EnumOrdinal") // the place is known to no one else, and counting must cost nothing
    private static int place(Counter counter) {
        return counter.ordinal();
    }
}
