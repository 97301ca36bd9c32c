package vektra.memcached.cache;

import java.util.Arrays;

/** The storage commands, in two steps: a value is admitted when announced and stored when it is all there. */
public final class Storage {
    private final Cache cache;
    private final ItemTable items;
    private final Statistics statistics;

    public Storage(Cache cache, ItemTable items, Statistics statistics) {
        this.cache = cache;
        this.items = items;
        this.statistics = statistics;
    }

    /** Sets room aside for a value. */
    public Admission admit(StoreRequest request, long valueLength) {
        if (!Item.fits(request.key(), request.flags(), valueLength)) {
            statistics.count(Counter.STORE_TOO_LARGE);
            return Admission.TOO_LARGE;
        }
        if (!items.reserve(Item.cost(request.key(), (int) valueLength))) {
            statistics.count(Counter.STORE_NO_MEMORY);
            return Admission.OUT_OF_MEMORY;
        }
        return Admission.GRANTED;
    }

    /** Gives back the room that {@link #admit} set aside. */
    public void release(StoreRequest request, int valueLength) {
        items.cancel(Item.cost(request.key(), valueLength));
    }

    /** Removes the item that a refused value was to replace: the client believes it is gone. */
    public void forget(Key key) {
        Item item = items.find(key);
        if (item != null) {
            items.unlink(item);
        }
    }

    /** Carries out a storage command, once its room is released. */
    public StoreOutcome store(StoreRequest request, byte[] value) {
        statistics.count(Counter.CMD_SET);
        Item present = items.find(request.key());
        return present == null ? storeNew(request, value) : storeOver(present, request, value);
    }

    private StoreOutcome storeNew(StoreRequest request, byte[] value) {
        return switch (request.mode()) {
            case SET, ADD -> put(request, value);
            case REPLACE, APPEND, PREPEND -> StoreOutcome.failed(StoreResult.NOT_STORED);
            case CAS -> {
                statistics.count(Counter.CAS_MISSES);
                yield StoreOutcome.failed(StoreResult.NOT_FOUND);
            }
        };
    }

    private StoreOutcome storeOver(Item present, StoreRequest request, byte[] value) {
        return switch (request.mode()) {
            case SET, REPLACE -> put(request, value);
            case ADD -> {
                items.use(present);
                yield StoreOutcome.failed(StoreResult.NOT_STORED);
            }
            case APPEND -> join(present, request, present.value, value);
            case PREPEND -> join(present, request, value, present.value);
            case CAS -> compareAndStore(present, request, value);
        };
    }

    private StoreOutcome compareAndStore(Item present, StoreRequest request, byte[] value) {
        if (request.cas() == present.cas) {
            statistics.count(Counter.CAS_HITS);
            return put(request, value);
        }
        if (request.staleIfOlder() && request.cas() != 0 && Long.compareUnsigned(request.cas(), present.cas) < 0) {
            statistics.count(Counter.CAS_HITS);
            Item item = new Item(request.key(), value, request.flags(), present.deadline);
            item.stale = true;
            item.winnerChosen = present.winnerChosen;
            return put(request, item);
        }
        statistics.count(Counter.CAS_BADVAL);
        return StoreOutcome.failed(StoreResult.EXISTS);
    }

    private StoreOutcome join(Item present, StoreRequest request, byte[] head, byte[] tail) {
        if (request.cas() != 0 && request.cas() != present.cas) {
            return StoreOutcome.failed(StoreResult.EXISTS);
        }
        if (!Item.fits(present.key, present.flags, (long) head.length + tail.length)) {
            return StoreOutcome.failed(StoreResult.NOT_STORED);
        }
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return put(request, new Item(present.key, joined, present.flags, present.deadline));
    }

    private StoreOutcome put(StoreRequest request, byte[] value) {
        return put(request, new Item(request.key(), value, request.flags(), request.deadline()));
    }

    private StoreOutcome put(StoreRequest request, Item item) {
        return cache.put(item, request.newCas())
                ? new StoreOutcome(StoreResult.STORED, item.cas)
                : StoreOutcome.failed(StoreResult.NOT_STORED);
    }
}
