package vektra.parcel;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import vektra.archive.Damaged;

/**
 * The chunks of one file, by AES-256-GCM with a key of its own. The IV of each is its number, and whether it is the last one:
 * none can be left out, exchanged, repeated or added, and the file cannot end before its end.
 */
final class Chunks {
    /** How many bytes a chunk holds; the last one may hold fewer, and none at all. */
    static final int SIZE = 1 << 16;

    static final int TAG = 16;
    private static final int TAG_BITS = TAG * Byte.SIZE;
    private static final int IV = 12;

    private final SecretKeySpec key;
    private final byte[] header;
    private final Cipher cipher;
    private long number;

    /** @param header is authenticated with each chunk */
    Chunks(byte[] key, byte[] header) {
        this.key = new SecretKeySpec(key, "AES");
        this.header = header.clone();
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** The next one, closed. */
    byte[] sealed(byte[] content, int length, boolean last) {
        try {
            return next(Cipher.ENCRYPT_MODE, content, length, last);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("nothing is compared here", e);
        }
    }

    /** The next one, opened. */
    byte[] opened(byte[] sealed, int length, boolean last) throws Damaged {
        long at = number;
        if (length < TAG) {
            throw new Damaged("it was cut off");
        }
        try {
            return next(Cipher.DECRYPT_MODE, sealed, length, last);
        } catch (AEADBadTagException e) {
            throw new Damaged("it was cut off or changed at byte " + (header.length + at * (SIZE + TAG)));
        }
    }

    private byte[] next(int mode, byte[] content, int length, boolean last) throws AEADBadTagException {
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv(number, last)));
            cipher.updateAAD(header);
            number++;
            return cipher.doFinal(content, 0, length);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("a key has 32 bytes", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static byte[] iv(long number, boolean last) {
        return ByteBuffer.allocate(IV)
                .position(IV - 1 - Long.BYTES)
                .putLong(number)
                .put((byte) (last ? 1 : 0))
                .array();
    }
}
