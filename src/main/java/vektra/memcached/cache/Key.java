package vektra.memcached.cache;

import java.util.Arrays;

/**
 * The name of an item: 1 to 250 bytes.
 *
 * <p>Comparable, because {@link java.util.HashMap} then stays fast when a client picks keys that all hash alike.
 */
public final class Key implements Comparable<Key> {
    public static final int MAX_LENGTH = 250;

    private final byte[] bytes;
    private final int hash;

    /** Takes the array over; the caller must not change it any more. */
    public Key(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** Whether these bytes may be a key in the text protocol: not too long, no space, no control byte. */
    public static boolean isText(byte[] buffer, int from, int to) {
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

    public byte[] bytes() {
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
