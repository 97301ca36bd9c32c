package vektra.provider.sqs.server.queues.mailbox;

import java.nio.ByteBuffer;
import java.util.Base64;
import vektra.provider.sqs.server.wire.Refusal;

/** A receipt handle. */
record Receipt(long number, int count, int mark, int queue) {
    private static final int LENGTH = 20;

    static Receipt of(String handle) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(handle);
            if (bytes.length == LENGTH) {
                ByteBuffer in = ByteBuffer.wrap(bytes);
                return new Receipt(in.getLong(), in.getInt(), in.getInt(), in.getInt());
            }
        } catch (IllegalArgumentException e) {
            // refused like one of another length
        }
        throw Refusal.of("ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
    }

    String handle() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(LENGTH)
                        .putLong(number)
                        .putInt(count)
                        .putInt(mark)
                        .putInt(queue)
                        .array());
    }
}
