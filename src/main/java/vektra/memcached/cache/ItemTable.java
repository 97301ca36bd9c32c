package vektra.memcached.cache;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items by key, which together with all that is kept for clients never take more than a fixed number of bytes.
 *
 * <p>Room is made by evicting what was used least recently. Reserved room (values still being uploaded, requests and
 * answers of slow clients) and pinned items (values still being sent) are held: they count, but eviction cannot free
 * them, so reserving fails once they alone fill the table.
 */
public final class ItemTable {
    /** Items looked at for expiry with each one to come, so that stale ones rarely push live ones out. */
    private static final int VISITS_PER_RESERVATION = 2;

    private final long limit;
    private final Clock clock;
    private final Statistics statistics;
    private final LruList lru = new LruList();
    private Map<Key, Item> byKey = new HashMap<>();
    private long used;
    private long held;
    private long flushAt = Clock.NEVER;

    public ItemTable(long limit, Clock clock, Statistics statistics) {
        this.limit = limit;
        this.clock = clock;
        this.statistics = statistics;
    }

    /** The item of this key unless it has expired; does not count as a use. */
    @Nullable
    Item find(Key key) {
        long now = clock.nanos();
        flushWhenDue(now);
        Item item = byKey.get(key);
        if (item != null && item.deadline <= now) {
            statistics.count(Counter.GET_EXPIRED);
            unlink(item);
            return null;
        }
        return item;
    }

    /** Makes an item the one used last. */
    void use(Item item) {
        item.lastAccess = clock.nanos();
        lru.moveToNewest(item);
    }

    /** Sets room aside, evicting items for it; false when even that would not do. */
    public boolean reserve(int cost) {
        if (held + cost > limit) {
            return false;
        }
        reclaimExpired();
        while (used + cost > limit) {
            evict();
        }
        used += cost;
        held += cost;
        return true;
    }

    /** Gives room set aside back. */
    public void cancel(int cost) {
        used -= cost;
        held -= cost;
    }

    /** Puts an item into the room set aside for it, in place of any other of its key. */
    void link(Item item) {
        Item replaced = byKey.put(item.key, item);
        if (replaced != null) {
            detach(replaced);
        }
        held -= item.cost();
        item.linked = true;
        item.lastAccess = clock.nanos();
        lru.addNewest(item);
        statistics.count(Counter.TOTAL_ITEMS);
    }

    void unlink(Item item) {
        byKey.remove(item.key);
        detach(item);
    }

    /** Keeps the bytes of an item counted until {@link #unpin}, even when it is unlinked meanwhile. */
    public void pin(Item item) {
        if (item.pins++ == 0) {
            held += item.cost();
        }
    }

    public void unpin(Item item) {
        if (--item.pins == 0) {
            held -= item.cost();
            if (!item.linked) {
                used -= item.cost();
            }
        }
    }

    /** Drops all items at a moment to come, replacing any such order given before. */
    void flushAt(long moment) {
        flushAt = moment;
        flushWhenDue(clock.nanos());
    }

    int count() {
        flushWhenDue(clock.nanos());
        return byKey.size();
    }

    public long usedBytes() {
        flushWhenDue(clock.nanos());
        return used;
    }

    /** Seconds since the last use of the item that would be evicted next. */
    long ageOfOldest() {
        Item oldest = lru.oldest();
        return oldest == null ? 0 : clock.secondsSince(oldest.lastAccess);
    }

    private void flushWhenDue(long now) {
        if (now < flushAt) {
            return;
        }
        flushAt = Clock.NEVER;
        for (Item item : byKey.values()) {
            detach(item);
        }
        byKey = new HashMap<>();
    }

    private void detach(Item item) {
        lru.remove(item);
        item.linked = false;
        if (item.pins == 0) {
            used -= item.cost();
        }
    }

    private void evict() {
        Item oldest = lru.oldest();
        if (oldest == null) {
            throw new IllegalStateException("no item left, yet " + used + " bytes used and " + held + " held");
        }
        if (oldest.deadline <= clock.nanos()) {
            reclaim(oldest);
            return;
        }
        statistics.count(Counter.EVICTIONS);
        if (!oldest.fetched) {
            statistics.count(Counter.EVICTED_UNFETCHED);
        }
        unlink(oldest);
    }

    private void reclaimExpired() {
        long now = clock.nanos();
        for (int i = 0; i < VISITS_PER_RESERVATION; i++) {
            Item item = lru.visitNext();
            if (item != null && item.deadline <= now) {
                reclaim(item);
            }
        }
    }

    private void reclaim(Item item) {
        statistics.count(Counter.RECLAIMED);
        if (!item.fetched) {
            statistics.count(Counter.EXPIRED_UNFETCHED);
        }
        unlink(item);
    }
}
