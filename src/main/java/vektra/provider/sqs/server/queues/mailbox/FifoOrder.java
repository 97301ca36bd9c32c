package vektra.provider.sqs.server.queues.mailbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Moment;
import vektra.provider.sqs.server.store.Place;

/** The messages of a group come in their order, and none while one of them is being handled. */
final class FifoOrder implements Order {
    private static final byte[] NOTHING = {};

    private final MVMap<Long, byte[]> states;
    private final MVMap<Place, byte[]> members;
    /** For each group that has messages: when it can be received from, and its first message. */
    private final MVMap<Moment, byte[]> heads;

    private final MVMap<String, byte[]> headOf;
    private final MVMap<Moment, byte[]> received;
    private final MVMap<Moment, byte[]> delayed;
    private final Set<String> touched = new LinkedHashSet<>();

    FifoOrder(Ledger ledger, String id, MVMap<Long, byte[]> states) {
        this.states = states;
        members = ledger.grouped("g." + id);
        heads = ledger.timed("h." + id);
        headOf = ledger.named("a." + id);
        received = ledger.timed("f." + id);
        delayed = ledger.timed("y." + id);
    }

    @Override
    public void added(long number, String group, @Nullable State state) {
        members.put(new Place(group, number), NOTHING);
        if (state != null) {
            index(state).put(new Moment(state.visibleAt(), number), NOTHING);
        }
        touched.add(group);
    }

    private MVMap<Moment, byte[]> index(State state) {
        return state.isReceived() ? received : delayed;
    }

    @Override
    public List<Long> available(long now, int most) {
        List<Long> numbers = new ArrayList<>();
        Moment head = heads.isEmpty() ? null : heads.firstKey();
        while (head != null && head.time() <= now && numbers.size() < most) {
            String group = new String(heads.get(head), StandardCharsets.UTF_8);
            Iterator<Place> places = members(group);
            while (places.hasNext() && numbers.size() < most) {
                Place place = places.next();
                State state = State.of(states.get(place.number()));
                if (!place.group().equals(group) || (state != null && state.visibleAt() > now)) {
                    break;
                }
                numbers.add(place.number());
            }
            head = heads.higherKey(head);
        }
        return numbers;
    }

    private Iterator<Place> members(String group) {
        return members.keyIterator(new Place(group, 0));
    }

    @Override
    public void changed(long number, String group, @Nullable State before, State after) {
        if (before != null) {
            index(before).remove(new Moment(before.visibleAt(), number));
        }
        index(after).put(new Moment(after.visibleAt(), number), NOTHING);
        touched.add(group);
    }

    @Override
    public void removed(long number, String group, @Nullable State state) {
        members.remove(new Place(group, number));
        if (state != null) {
            index(state).remove(new Moment(state.visibleAt(), number));
        }
        touched.add(group);
    }

    @Override
    public void settle(long now) {
        touched.forEach(group -> {
            byte[] old = headOf.get(group);
            Moment head = head(group, now);
            if (old != null) {
                heads.remove(moment(old));
            }
            if (head == null) {
                headOf.remove(group);
            } else {
                heads.put(head, group.getBytes(StandardCharsets.UTF_8));
                headOf.put(group, bytes(head));
            }
        });
        touched.clear();
    }

    /** The first message, and when the group can be received from: once nothing that was received is hidden. */
    private @Nullable Moment head(String group, long now) {
        long first = 0;
        long when = 0;
        for (Iterator<Place> places = members(group); places.hasNext(); ) {
            Place place = places.next();
            if (!place.group().equals(group)) {
                break;
            }
            State state = State.of(states.get(place.number()));
            if (first == 0) {
                first = place.number();
                when = state == null ? 0 : state.visibleAt();
            } else if (state == null || !state.isReceived()) {
                break;
            } else if (state.visibleAt() > now) {
                when = Math.max(when, state.visibleAt());
            }
            if (state == null || !state.isReceived()) {
                break;
            }
        }
        return first == 0 ? null : new Moment(when, first);
    }

    private static byte[] bytes(Moment moment) {
        return ByteBuffer.allocate(16)
                .putLong(moment.time())
                .putLong(moment.number())
                .array();
    }

    private static Moment moment(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Moment(in.getLong(), in.getLong());
    }

    @Override
    public long hidden(long now) {
        return received.sizeAsLong() - StandardOrder.until(received, now);
    }

    @Override
    public long delayed(long now) {
        return delayed.sizeAsLong() - StandardOrder.until(delayed, now);
    }

    @Override
    public long next(long now) {
        Moment next = heads.isEmpty() ? null : heads.higherKey(Moment.endOf(now));
        return next == null ? Long.MAX_VALUE : next.time();
    }

    @Override
    public void clear() {
        List.of(heads, received, delayed).forEach(MVMap::clear);
        members.clear();
        headOf.clear();
        touched.clear();
    }
}
