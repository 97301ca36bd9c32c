package vektra.provider.sqs.server.queues.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.store.Ledger;

/** What is stored of the messages of a queue: they, what has happened to them, their order and their ages. */
final class Contents {
    private final Ledger ledger;
    private final String id;
    private final boolean fifo;
    private final MVMap<Long, byte[]> messages;
    private final MVMap<Long, byte[]> states;
    private final Ages ages;
    private final Order order;

    Contents(Ledger ledger, String id, boolean fifo) {
        this.ledger = ledger;
        this.id = id;
        this.fifo = fifo;
        messages = ledger.numbered("m." + id);
        states = ledger.numbered("s." + id);
        ages = new Ages(ledger, id, messages);
        order = fifo ? new FifoOrder(ledger, id, states) : new StandardOrder(ledger, id);
    }

    Order order() {
        return order;
    }

    void keep(long number, Message message, @Nullable State state) {
        messages.put(number, message.bytes());
        if (state != null) {
            states.put(number, state.bytes());
        }
        ages.added(number, message.sentAt());
        order.added(number, message.group(), state);
    }

    void change(long number, String group, @Nullable State before, State after) {
        states.put(number, after.bytes());
        order.changed(number, group, before, after);
    }

    /** Deletes one that there is, and returns it. */
    byte[] drop(long number) {
        byte[] message = held(number);
        drop(number, message, state(number));
        return message;
    }

    void drop(long number, byte[] message, @Nullable State state) {
        messages.remove(number);
        ages.removed(number, Message.sentAt(message));
        if (state != null) {
            states.remove(number);
        }
        order.removed(number, fifo ? Message.group(message) : "", state);
    }

    /** One that there is. */
    byte[] held(long number) {
        return Ledger.held(messages, number);
    }

    byte @Nullable [] message(long number) {
        return messages.get(number);
    }

    @Nullable
    State state(long number) {
        return State.of(stateBytes(number));
    }

    byte @Nullable [] stateBytes(long number) {
        return states.get(number);
    }

    /** The numbers of the messages after that one, at most so many. */
    List<Long> after(long number, int most) {
        List<Long> numbers = new ArrayList<>();
        Long next = messages.isEmpty() ? null : messages.higherKey(number);
        while (next != null && numbers.size() < most) {
            numbers.add(next);
            next = messages.higherKey(next);
        }
        return numbers;
    }

    /** The number of the last message that came; 0 where there is none. */
    long newest() {
        return messages.isEmpty() ? 0 : messages.lastKey();
    }

    /** As {@link Ages#expired}. */
    @Nullable
    Long expired(long retention, long now) {
        return ages.expired(retention, now);
    }

    long size() {
        return messages.sizeAsLong();
    }

    void clear() {
        messages.clear();
        states.clear();
        ages.clear();
        order.clear();
    }

    /** Deletes the maps themselves, those of duplicates included. */
    void remove() {
        for (char map : "msvyghafdxe".toCharArray()) {
            ledger.removeMap(map + "." + id);
        }
    }
}
