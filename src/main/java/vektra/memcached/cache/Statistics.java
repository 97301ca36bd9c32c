package vektra.memcached.cache;

import java.util.Arrays;

/** How often each {@link Counter} happened since the start or the last {@code stats reset}, and who is here now. */
public final class Statistics {
    private final long[] counts = new long[Counter.values().length];
    private int openConnections;

    public void count(Counter counter) {
        counts[place(counter)]++;
    }

    public void add(Counter counter, long amount) {
        counts[place(counter)] += amount;
    }

    public long get(Counter counter) {
        return counts[place(counter)];
    }

    public void connectionOpened() {
        openConnections++;
        count(Counter.TOTAL_CONNECTIONS);
    }

    public void connectionClosed() {
        openConnections--;
    }

    public int openConnections() {
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
