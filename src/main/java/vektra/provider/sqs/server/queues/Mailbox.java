package vektra.provider.sqs.server.queues;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.wire.Refusal;

/** The messages of one queue, all of them on disk; used within the ledger's lock. */
final class Mailbox {
    /** So many messages are dropped at a time that were kept for too long, or received too often. */
    private static final int AT_ONCE = 1000;

    /** What the bodies of one answer have together, unless there is one only. */
    private static final int MOST_BYTES = 1 << 20;

    private final Ledger ledger;
    private final Time time;
    private final int tag;
    private final boolean fifo;
    private final Contents contents;
    private final Order order;
    private final @Nullable Deduplication deduplication;

    /** A message that was received. */
    record Delivery(Message message, long number, State state, Receipt receipt) {}

    /** Where messages go that were received too often. */
    interface Overflow {
        boolean isOver(int received);

        void take(Message message);
    }

    /** @param name of the queue, which its receipts are marked with */
    Mailbox(Ledger ledger, Time time, String id, String name) {
        this.ledger = ledger;
        this.time = time;
        this.tag = name.hashCode();
        this.fifo = name.endsWith(".fifo");
        contents = new Contents(ledger, id, fifo);
        order = contents.order();
        deduplication = fifo ? new Deduplication(ledger, id) : null;
        if (contents.size() > 0) {
            time.seen(contents.newest());
        }
    }

    /** Only of a queue with groups. */
    Deduplication deduplication() {
        return Objects.requireNonNull(deduplication);
    }

    /** Keeps a message; its number. */
    long add(Message message, int delaySeconds) {
        long number = time.number();
        State state = delaySeconds == 0 ? null : State.delayed(time.now() + delaySeconds * 1000L);
        contents.keep(number, message, state);
        order.settle(time.now());
        return number;
    }

    /** Receives messages, and hides them for a while. */
    List<Delivery> receive(int most, int visibilitySeconds, long retention, Overflow overflow) {
        List<Delivery> received = new ArrayList<>();
        long now = time.now();
        int dropped = 0;
        long bytes = 0;
        while (received.size() < most && dropped < AT_ONCE && bytes < MOST_BYTES) {
            List<Long> numbers = order.available(now, most - received.size());
            if (numbers.isEmpty()) {
                break;
            }
            for (long number : numbers) {
                byte[] stored = contents.held(number);
                State before = contents.state(number);
                Message message = Message.of(stored);
                boolean over = before != null && overflow.isOver(before.count());
                if (over || message.sentAt() + retention < now) {
                    contents.drop(number, stored, before);
                    dropped++;
                    if (over) {
                        overflow.take(message);
                    }
                } else {
                    bytes += message.size();
                    if (bytes > MOST_BYTES && !received.isEmpty()) {
                        break;
                    }
                    received.add(hide(number, message, before, now, now + visibilitySeconds * 1000L));
                }
            }
            order.settle(now);
            ledger.touched();
        }
        return received;
    }

    private Delivery hide(long number, Message message, @Nullable State before, long now, long until) {
        int mark = ThreadLocalRandom.current().nextInt();
        int count = before == null ? 1 : before.count() + 1;
        State after = new State(until, count, count == 1 || before == null ? now : before.first(), mark, now);
        contents.change(number, message.group(), before, after);
        return new Delivery(message, number, after, new Receipt(number, count, mark, tag));
    }

    /** Deletes what a receipt stands for; what is gone, or was received again since, is left alone. */
    void delete(String handle) {
        Receipt receipt = receipt(handle);
        byte[] bytes = contents.message(receipt.number());
        State state = contents.state(receipt.number());
        if (bytes == null) {
            return;
        }
        long now = time.now();
        if (fifo && (state == null || state.visibleAt() <= now || state.mark() != receipt.mark())) {
            throw expired(handle);
        }
        // a restart may have forgotten the latest receipts
        if (state == null || receipt.mark() == state.mark() || receipt.count() > state.count()) {
            contents.drop(receipt.number(), bytes, state);
            order.settle(now);
        }
    }

    void changeVisibility(String handle, int seconds) {
        Receipt receipt = receipt(handle);
        byte[] bytes = contents.message(receipt.number());
        State state = contents.state(receipt.number());
        long now = time.now();
        if (bytes == null) {
            throw Refusal.invalid("Value " + handle
                    + " for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for"
                    + " visibility timeout change.");
        }
        if (state == null || state.visibleAt() <= now || state.mark() != receipt.mark()) {
            throw fifo ? expired(handle) : Refusal.queue("MessageNotInflight", "The message is not in flight.");
        }
        if (now + seconds * 1000L > state.receivedAt() + Attributes.LONGEST_VISIBILITY * 1000L) {
            throw Refusal.invalid("Value " + seconds
                    + " for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is"
                    + " beyond the limit [" + Attributes.LONGEST_VISIBILITY + " seconds].");
        }
        State after = state.visibleAt(now + seconds * 1000L);
        contents.change(receipt.number(), fifo ? Message.group(bytes) : "", state, after);
        order.settle(now);
    }

    private Receipt receipt(String handle) {
        Receipt receipt = Receipt.of(handle);
        if (receipt.queue() != tag) {
            throw Refusal.of("ReceiptHandleIsInvalid", "The input receipt handle is not one of this queue.");
        }
        return receipt;
    }

    private static Refusal expired(String handle) {
        return Refusal.invalid(
                "Value " + handle + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.");
    }

    /** Deletes some of the messages that have been kept for long enough; whether there may be more. */
    boolean expire(long retention) {
        long now = time.now();
        if (deduplication != null) {
            deduplication.forget(now);
        }
        for (int i = 0; i < AT_ONCE; i++) {
            Long first = contents.expired(retention, now);
            if (first == null) {
                return false;
            }
            contents.drop(first);
            order.settle(now);
            ledger.touched();
        }
        return true;
    }

    /** Takes the first messages that are not hidden out, at most so many. */
    List<Message> takeOut(int most) {
        long now = time.now();
        List<Message> taken = new ArrayList<>();
        for (long number : order.available(now, most)) {
            taken.add(Message.of(contents.drop(number)));
        }
        order.settle(now);
        return taken;
    }

    /** What is stored, to be read. */
    Contents contents() {
        return contents;
    }

    /** Keeps a message of another server under its number there; again is no change. */
    void accept(long number, byte[] message, byte @Nullable [] state) {
        if (contents.message(number) == null) {
            contents.keep(number, Message.of(message), State.of(state));
            order.settle(time.now());
            time.seen(number);
        }
    }

    /** Whether something can be received now. */
    boolean isReady() {
        return !order.available(time.now(), 1).isEmpty();
    }

    long size() {
        return contents.size();
    }

    long hidden() {
        return order.hidden(time.now());
    }

    long delayed() {
        return order.delayed(time.now());
    }

    long next() {
        return order.next(time.now());
    }

    void clear() {
        contents.clear();
        if (deduplication != null) {
            deduplication.clear();
        }
    }

    /** Deletes the maps themselves. */
    void remove() {
        contents.remove();
    }
}
