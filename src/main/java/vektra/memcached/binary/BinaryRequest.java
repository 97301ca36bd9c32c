package vektra.memcached.binary;

import java.nio.ByteBuffer;
import vektra.memcached.cache.Clock;
import vektra.memcached.cache.Key;

/**
 * The header of a request in the binary protocol and what follows it, but for the value.
 *
 * @param number which command, see {@link Opcode}
 * @param extras fixed arguments, whose length and meaning depend on the command
 * @param key of no bytes when the request has none
 * @param valueLength bytes of the value, still to come
 * @param opaque given back in the answer
 * @param cas unique the item must have, 0 for any
 */
record BinaryRequest(int number, ByteBuffer extras, Key key, long valueLength, int opaque, long cas) {
    /** Length of the fixed part, of a request as of an answer. */
    static final int HEADER_LENGTH = 24;

    int extrasLength() {
        return extras.limit();
    }

    boolean hasKey() {
        return key.bytes().length > 0;
    }

    /** Whether it has just these parts and no value. */
    boolean hasOnly(int extrasLength, boolean withKey) {
        return valueLength == 0 && extrasLength() == extrasLength && withKey == hasKey();
    }

    int extrasInt(int offset) {
        return extras.getInt(offset);
    }

    long extrasLong(int offset) {
        return extras.getLong(offset);
    }

    /** An expiry time or delay among the extras, in the sense of {@link Clock#deadline}; never negative. */
    long extrasTime(int offset) {
        return Integer.toUnsignedLong(extras.getInt(offset));
    }
}
