package vektra.provider.sqs.server.queues.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Moment;
import vektra.provider.sqs.server.store.Time;

/** What has been visible for the longest time comes first. */
final class StandardOrder implements Order {
    private static final byte[] NOTHING = {};

    private final MVMap<Moment, byte[]> visible;
    private final MVMap<Moment, byte[]> delayed;

    StandardOrder(Ledger ledger, String id) {
        visible = ledger.timed("v." + id);
        delayed = ledger.timed("y." + id);
    }

    /** How many entries are at or before a time. */
    static long until(MVMap<Moment, byte[]> map, long time) {
        if (map.isEmpty()) {
            return 0;
        }
        long index = map.getKeyIndex(Moment.endOf(time));
        return index < 0 ? -index - 1 : index + 1;
    }

    private static Moment key(long number, @Nullable State state) {
        return new Moment(state == null ? Time.of(number) : state.visibleAt(), number);
    }

    private MVMap<Moment, byte[]> map(@Nullable State state) {
        return state == null || state.isReceived() ? visible : delayed;
    }

    @Override
    public void added(long number, String group, @Nullable State state) {
        map(state).put(key(number, state), NOTHING);
    }

    @Override
    public List<Long> available(long now, int most) {
        List<Long> numbers = new ArrayList<>();
        for (MVMap<Moment, byte[]> map : List.of(delayed, visible)) {
            Moment next = map.isEmpty() ? null : map.firstKey();
            while (next != null && next.time() <= now && numbers.size() < most) {
                numbers.add(next.number());
                next = map.higherKey(next);
            }
        }
        return numbers;
    }

    @Override
    public void changed(long number, String group, @Nullable State before, State after) {
        removed(number, group, before);
        added(number, group, after);
    }

    @Override
    public void removed(long number, String group, @Nullable State state) {
        map(state).remove(key(number, state));
    }

    @Override
    public void settle(long now) {}

    @Override
    public long hidden(long now) {
        return visible.sizeAsLong() - until(visible, now);
    }

    @Override
    public long delayed(long now) {
        return delayed.sizeAsLong() - until(delayed, now);
    }

    @Override
    public long next(long now) {
        Moment one = visible.isEmpty() ? null : visible.higherKey(Moment.endOf(now));
        Moment other = delayed.isEmpty() ? null : delayed.higherKey(Moment.endOf(now));
        return Math.min(one == null ? Long.MAX_VALUE : one.time(), other == null ? Long.MAX_VALUE : other.time());
    }

    @Override
    public void clear() {
        visible.clear();
        delayed.clear();
    }
}
