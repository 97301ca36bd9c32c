package vektra.provider.sqs.server.queues.mailbox;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a message since it was sent; one that is fresh and not delayed has none.
 *
 * @param visibleAt when it can be received, in milliseconds since 1970
 * @param count how often it was received
 * @param first when it was received first
 * @param mark which receipt is the latest
 * @param receivedAt when it was received last
 */
record State(long visibleAt, int count, long first, int mark, long receivedAt) {
    static State delayed(long until) {
        return new State(until, 0, 0, 0, 0);
    }

    static @Nullable State of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long visibleAt = in.getLong();
        int count = in.getInt();
        long first = in.getLong();
        int mark = in.getInt();
        // older versions did not keep it: no limit that is too short then
        return new State(visibleAt, count, first, mark, in.hasRemaining() ? in.getLong() : visibleAt);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(32)
                .putLong(visibleAt)
                .putInt(count)
                .putLong(first)
                .putInt(mark)
                .putLong(receivedAt)
                .array();
    }

    boolean isReceived() {
        return count > 0;
    }

    State visibleAt(long time) {
        return new State(time, count, first, mark, receivedAt);
    }
}
