package vektra.provider.sqs.server.queues.mailbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.wire.Refusal;

/** The messages of one queue, all of them on disk; used within the ledger's lock. */
public final class Mailbox {
    /** Seconds for which a message that was received can be hidden. */
    public static final int LONGEST_VISIBILITY = 43_200;

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

    /**
     * A message that was received.
     *
     * @param count how often
     * @param first when it was received first
     * @param handle of its receipt
     */
    public record Delivery(Message message, long number, int count, long first, String handle) {}

    /** A message as it is stored, with what has happened to it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Stored(long number, byte[] message, byte @Nullable [] state) {}

    /** Where messages go that were received too often. */
    public interface Overflow {
        boolean isOver(int received);

        void take(Message message);
    }

    /** @param name of the queue, which its receipts are marked with */
    public Mailbox(Ledger ledger, Time time, String id, String name) {
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
    public Deduplication deduplication() {
        return Objects.requireNonNull(deduplication);
    }

    /** Keeps a message; its number. */
    public long add(Message message, int delaySeconds) {
        long number = time.number();
        State state = delaySeconds == 0 ? null : State.delayed(time.now() + delaySeconds * 1000L);
        contents.keep(number, message, state);
        order.settle(time.now());
        return number;
    }

    /** Receives messages, and hides them for a while. */
    public List<Delivery> receive(int most, int visibilitySeconds, long retention, Overflow overflow) {
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
        String handle = new Receipt(number, count, mark, tag).handle();
        return new Delivery(message, number, count, after.first(), handle);
    }

    /** Deletes what a receipt stands for; what is gone, or was received again since, is left alone. */
    public void delete(String handle) {
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

    public void changeVisibility(String handle, int seconds) {
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
        if (now + seconds * 1000L > state.receivedAt() + LONGEST_VISIBILITY * 1000L) {
            throw Refusal.invalid("Value " + seconds
                    + " for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is"
                    + " beyond the limit [" + LONGEST_VISIBILITY + " seconds].");
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
    public boolean expire(long retention) {
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
    public List<Message> takeOut(int most) {
        long now = time.now();
        List<Message> taken = new ArrayList<>();
        for (long number : order.available(now, most)) {
            taken.add(Message.of(contents.drop(number)));
        }
        order.settle(now);
        return taken;
    }

    /** The number of the last message that came; 0 where there is none. */
    public long newest() {
        return contents.newest();
    }

    /** The messages after a number: at most so many, and none that begins after so many bytes. */
    public List<Stored> stored(long after, int most, int mostBytes) {
        List<Stored> stored = new ArrayList<>();
        int bytes = 0;
        for (long number : contents.after(after, most)) {
            if (bytes > mostBytes) {
                break;
            }
            byte[] message = contents.held(number);
            bytes += message.length;
            stored.add(new Stored(number, message, contents.stateBytes(number)));
        }
        return stored;
    }

    /** Keeps a message of another server under its number there, unless there is one; whether it is the same. */
    public boolean accept(Stored given) {
        byte[] present = contents.message(given.number());
        if (present != null) {
            return Arrays.equals(present, given.message());
        }
        contents.keep(given.number(), Message.of(given.message()), State.of(given.state()));
        order.settle(time.now());
        time.seen(given.number());
        return true;
    }

    /** Whether something can be received now. */
    public boolean isReady() {
        return !order.available(time.now(), 1).isEmpty();
    }

    public long size() {
        return contents.size();
    }

    public long hidden() {
        return order.hidden(time.now());
    }

    public long delayed() {
        return order.delayed(time.now());
    }

    public long next() {
        return order.next(time.now());
    }

    public void clear() {
        contents.clear();
        if (deduplication != null) {
            deduplication.clear();
        }
    }

    /** Deletes the maps themselves. */
    public void remove() {
        contents.remove();
    }
}
