package vektra.memcached.binary;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import vektra.memcached.cache.Item;
import vektra.memcached.wire.Output;

/**
 * The answers to one request in the binary protocol.
 *
 * @param quiet whether the client wants to hear only what it did not expect
 */
record BinaryReply(Output out, BinaryRequest request, boolean quiet) {
    private static final byte MAGIC = (byte) 0x81;
    private static final byte[] NOTHING = new byte[0];

    /** Done, unless the client takes that for granted. */
    void done(long cas) {
        if (!quiet) {
            head(BinaryStatus.OK, NOTHING, NOTHING, 0, cas);
        }
    }

    /** Done, with a number, unless the client takes that for granted. */
    void number(long number, long cas) {
        if (!quiet) {
            byte[] body = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
            body(BinaryStatus.OK, NOTHING, body, cas);
        }
    }

    void text(String text) {
        body(BinaryStatus.OK, NOTHING, text.getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    /** One line of statistics; the one with an empty name is the last. */
    void statistic(String name, String value) {
        body(
                BinaryStatus.OK,
                name.getBytes(StandardCharsets.ISO_8859_1),
                value.getBytes(StandardCharsets.ISO_8859_1),
                0);
    }

    /** An item's flags, with its key and value if wanted. */
    void item(Item item, boolean withKey, boolean withValue) {
        byte[] flags = ByteBuffer.allocate(Integer.BYTES).putInt(item.flags).array();
        byte[] key = withKey ? item.key.bytes() : NOTHING;
        head(BinaryStatus.OK, flags, key, withValue ? item.value.length : 0, item.cas);
        if (withValue) {
            out.value(item);
        }
    }

    /** There is no item, which a quiet client finds out by hearing nothing. */
    void miss(boolean withKey) {
        if (!quiet && withKey) {
            body(BinaryStatus.NOT_FOUND, request.key().bytes(), NOTHING, 0);
        } else if (!quiet) {
            error(BinaryStatus.NOT_FOUND);
        }
    }

    void error(BinaryStatus status) {
        body(status, NOTHING, status.text.getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    private void body(BinaryStatus status, byte[] key, byte[] value, long cas) {
        head(status, NOTHING, key, value.length, cas);
        out.write(value);
    }

    private void head(BinaryStatus status, byte[] extras, byte[] key, int valueLength, long cas) {
        ByteBuffer header = ByteBuffer.allocate(BinaryRequest.HEADER_LENGTH);
        header.put(MAGIC)
                .put((byte) request.number())
                .putShort((short) key.length)
                .put((byte) extras.length)
                .put((byte) 0)
                .putShort((short) status.code)
                .putInt(extras.length + key.length + valueLength)
                .putInt(request.opaque())
                .putLong(cas);
        out.write(header.array());
        out.write(extras);
        out.write(key);
    }
}
