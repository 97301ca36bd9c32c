package vektra.provider.sqs.server.queues.mailbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Moment;

/** What was sent within the last five minutes, even if it has been received and deleted since. */
public final class Deduplication {
    private static final long KEPT = 5 * 60 * 1000L;
    private static final int AT_ONCE = 100;

    private final MVMap<String, byte[]> sent;
    private final MVMap<Moment, byte[]> until;

    /** The message that was sent first. */
    public record Original(long number, String id) {}

    public Deduplication(Ledger ledger, String id) {
        sent = ledger.named("d." + id);
        until = ledger.timed("x." + id);
    }

    public @Nullable Original original(String key, long now) {
        byte[] bytes = sent.get(key);
        if (bytes == null) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return in.getLong() <= now
                ? null
                : new Original(in.getLong(), new String(bytes, 16, bytes.length - 16, StandardCharsets.UTF_8));
    }

    public void remember(String key, Original original, long now) {
        byte[] id = original.id().getBytes(StandardCharsets.UTF_8);
        forget(now);
        sent.put(
                key,
                ByteBuffer.allocate(16 + id.length)
                        .putLong(now + KEPT)
                        .putLong(original.number())
                        .put(id)
                        .array());
        until.put(new Moment(now + KEPT, original.number()), key.getBytes(StandardCharsets.UTF_8));
    }

    void forget(long now) {
        for (int i = 0; i < AT_ONCE && !until.isEmpty(); i++) {
            Moment first = until.firstKey();
            if (first.time() > now) {
                return;
            }
            String key = new String(until.remove(first), StandardCharsets.UTF_8);
            if (original(key, now) == null) {
                sent.remove(key);
            }
        }
    }

    void clear() {
        sent.clear();
        until.clear();
    }
}
