package vektra.age;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The chunks of a file: each is encrypted with its number and whether it is the last, so that none can be missing. */
final class Chunks {
    /** How many bytes of content a chunk has; the last one may have fewer, but none only where the file is empty. */
    static final int SIZE = 1 << 16;

    /** The same with what shows that it is genuine. */
    static final int SEALED = SIZE + 16;

    static final int NONCE = 16;
    private static final int IV = 12;

    private final byte[] key;

    private Chunks(byte[] key) {
        this.key = key;
    }

    static Chunks of(byte[] fileKey, byte[] nonce) {
        return new Chunks(Keys.derived(fileKey, nonce, "payload"));
    }

    byte[] sealed(long number, boolean last, byte[] content) {
        return Keys.sealed(key, iv(number, last), content);
    }

    /** Empty where it is not the chunk of that number of this file. */
    Optional<byte[]> opened(long number, boolean last, byte[] sealed) {
        return Keys.opened(key, iv(number, last), sealed);
    }

    private static byte[] iv(long number, boolean last) {
        return ByteBuffer.allocate(IV)
                .position(IV - 1 - Long.BYTES)
                .putLong(number)
                .put((byte) (last ? 1 : 0))
                .array();
    }
}
