package vektra.provider.sqs.server.queues.mailbox;

import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Moment;
import vektra.provider.sqs.server.store.Time;

/** Which message of a queue was sent first: by its number, or by the time, where it was sent long before it came here. */
final class Ages {
    /** Milliseconds. */
    private static final long EARLY = 1000;

    private static final byte[] NOTHING = {};

    private final MVMap<Long, byte[]> messages;
    private final MVMap<Moment, byte[]> early;

    Ages(Ledger ledger, String id, MVMap<Long, byte[]> messages) {
        this.messages = messages;
        early = ledger.timed("e." + id);
    }

    private static boolean isEarly(long number, long sentAt) {
        return sentAt + EARLY < Time.of(number);
    }

    void added(long number, long sentAt) {
        if (isEarly(number, sentAt)) {
            early.put(new Moment(sentAt, number), NOTHING);
        }
    }

    void removed(long number, long sentAt) {
        if (isEarly(number, sentAt)) {
            early.remove(new Moment(sentAt, number));
        }
    }

    /**
     * The number of a message that was kept for long enough; null where there is none.
     *
     * @param retention milliseconds
     */
    @Nullable
    Long expired(long retention, long now) {
        Moment moved = early.isEmpty() ? null : early.firstKey();
        if (moved != null && moved.time() + retention < now) {
            return moved.number();
        }
        Long first = messages.isEmpty() ? null : messages.firstKey();
        return first == null || Message.sentAt(Ledger.held(messages, first)) + retention >= now ? null : first;
    }

    void clear() {
        early.clear();
    }
}
