package vektra.provider.memcache.builtin;

import java.util.Arrays;

/**
 * The name of an item: 1 to 250 bytes.
 *
 * <p>Comparable, because {@link java.util.HashMap} then stays fast when a client picks keys that all hash alike.
 */
final class Key implements Comparable<Key> {
    static final int MAX_LENGTH = 250;

    private final byte[] bytes;
    private final int hash;

    /** Takes the array over; the caller must not change it any more. */
    Key(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** Whether these bytes may be a key in the text protocol: not too long, no space, no control byte. */
    static boolean isText(byte[] buffer, int from, int to) {
        if (from == to || to - from > MAX_LENGTH) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((buffer[i] >= 0 && buffer[i] <= ' ') || buffer[i] == 0x7f) {
                return false;
            }
        }
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compare(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && hash == key.hash && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
