package vektra.memcached.cache;

import org.jspecify.annotations.Nullable;

/** A value under a key, with what the protocol remembers about it; its links and counts belong to {@link ItemTable}. */
public final class Item {
    /**
     * Heap bytes an item takes besides those of its key and value: the objects, their headers and padding, and its
     * place in the hash table.
     */
    public static final int OVERHEAD = 192;

    /** The largest item as memcached measures it, which counts a header of its own. */
    static final int MAX_SIZE = 1024 * 1024;

    private static final int MEMCACHED_HEADER = 59;
    private static final int MEMCACHED_FLAGS = 4;

    public final Key key;
    /** Never changed in place: an answer that is still being sent may share it. */
    public final byte[] value;

    public final int flags;

    public long cas;
    public long deadline;
    public long lastAccess;
    public boolean fetched;
    public boolean stale;
    public boolean winnerChosen;

    boolean linked;
    int pins;

    @Nullable
    Item newer;

    @Nullable
    Item older;

    public Item(Key key, byte[] value, int flags, long deadline) {
        this.key = key;
        this.value = value;
        this.flags = flags;
        this.deadline = deadline;
    }

    /** Whether memcached with its usual limit of 1 MB would take such an item. */
    static boolean fits(Key key, int flags, long valueLength) {
        return MEMCACHED_HEADER + key.bytes().length + (flags == 0 ? 0 : MEMCACHED_FLAGS) + valueLength <= MAX_SIZE;
    }

    /** Bytes that count against the memory cap. */
    static int cost(Key key, int valueLength) {
        return OVERHEAD + key.bytes().length + valueLength;
    }

    public int cost() {
        return cost(key, value.length);
    }
}
