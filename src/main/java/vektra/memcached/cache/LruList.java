package vektra.memcached.cache;

import org.jspecify.annotations.Nullable;

/** The items in order of their last use. */
final class LruList {
    private @Nullable Item newest;
    private @Nullable Item oldest;
    private @Nullable Item visited;

    @Nullable
    Item oldest() {
        return oldest;
    }

    void addNewest(Item item) {
        item.newer = null;
        item.older = newest;
        if (newest == null) {
            oldest = item;
        } else {
            newest.newer = item;
        }
        newest = item;
    }

    void remove(Item item) {
        if (visited == item) {
            visited = item.older;
        }
        if (item.newer == null) {
            newest = item.older;
        } else {
            item.newer.older = item.older;
        }
        if (item.older == null) {
            oldest = item.newer;
        } else {
            item.older.newer = item.newer;
        }
        item.newer = null;
        item.older = null;
    }

    void moveToNewest(Item item) {
        if (newest != item) {
            remove(item);
            addNewest(item);
        }
    }

    /** The next item on an endless round from old to new, null when there is none. */
    @Nullable
    Item visitNext() {
        visited = visited == null || visited.newer == null ? oldest : visited.newer;
        return visited;
    }
}
