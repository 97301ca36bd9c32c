package vektra.memcached.cache;

import org.jspecify.annotations.Nullable;

/** What the commands do to items, in either protocol; {@link Storage} and {@link Arithmetic} do the rest. */
public final class Cache {
    private final ItemTable items;
    private final Clock clock;
    private final Statistics statistics;
    private long lastCas;

    public Cache(ItemTable items, Clock clock, Statistics statistics) {
        this.items = items;
        this.clock = clock;
        this.statistics = statistics;
    }

    /** The item of this key, with no effect on use or statistics. */
    @Nullable
    public Item find(Key key) {
        return items.find(key);
    }

    /** The item of this key, counted as a get but not as a use. */
    @Nullable
    public Item peek(Key key) {
        Item item = items.find(key);
        statistics.count(Counter.CMD_GET);
        statistics.count(item == null ? Counter.GET_MISSES : Counter.GET_HITS);
        return item;
    }

    /** The item of this key, counted as a get and as a use. */
    @Nullable
    public Item get(Key key) {
        Item item = peek(key);
        if (item != null) {
            use(item);
        }
        return item;
    }

    /** The item of this key with a new deadline, counted as a touch and as a use. */
    @Nullable
    public Item touch(Key key, long deadline) {
        Item item = items.find(key);
        statistics.count(Counter.CMD_TOUCH);
        statistics.count(item == null ? Counter.TOUCH_MISSES : Counter.TOUCH_HITS);
        if (item != null) {
            item.deadline = deadline;
            use(item);
        }
        return item;
    }

    /** Marks an item as fetched, and as the one used last. */
    public void use(Item item) {
        item.fetched = true;
        items.use(item);
    }

    /**
     * Puts an item in place of any other of its key.
     *
     * @param newCas unique to give it, 0 for the next one
     * @return false when there is no room, and then nothing is changed
     */
    public boolean put(Item item, long newCas) {
        if (!items.reserve(item.cost())) {
            return false;
        }
        item.cas = nextCas(newCas);
        items.link(item);
        return true;
    }

    /** Removes the item of this key, if there is one. */
    public boolean delete(Key key) {
        Item item = items.find(key);
        statistics.count(item == null ? Counter.DELETE_MISSES : Counter.DELETE_HITS);
        if (item != null) {
            items.unlink(item);
        }
        return item != null;
    }

    /** Marks an item stale and gives it a new unique, so that the next client to see it is asked to renew it. */
    public void invalidate(Item item, long newCas) {
        item.stale = true;
        item.winnerChosen = false;
        item.cas = nextCas(newCas);
    }

    /** Drops every item stored before a moment that is given as in {@link Clock#deadline}; 0 and negative mean now. */
    public void flush(long exptime) {
        statistics.count(Counter.CMD_FLUSH);
        items.flushAt(exptime > 0 ? clock.deadline(exptime) : Clock.PAST);
    }

    private long nextCas(long chosen) {
        return chosen == 0 ? ++lastCas : chosen;
    }
}
