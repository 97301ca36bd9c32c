package vektra.store.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM with one key: base64url of a random IV of 12 bytes, the ciphertext, and a tag of 16 bytes. */
final class Aes {
    /** How many bytes a key has. */
    static final int KEY = 32;

    private static final int IV = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private @Nullable Cipher cipher;

    Aes(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    static byte[] freshKey() {
        byte[] key = new byte[KEY];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** @param place what can be opened by the same text alone */
    synchronized String seal(byte[] value, String place) {
        try {
            byte[] iv = new byte[IV];
            new SecureRandom().nextBytes(iv);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, place).doFinal(value);
            byte[] whole = Arrays.copyOf(iv, IV + sealed.length);
            System.arraycopy(sealed, 0, whole, IV, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Empty when it was sealed by another key, for another place, or was changed since. */
    synchronized Optional<byte[]> open(String sealed, String place) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(sealed);
            if (whole.length < IV + TAG_BITS / Byte.SIZE) {
                return Optional.empty();
            }
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, IV), place).doFinal(whole, IV, whole.length - IV));
        } catch (AEADBadTagException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** To find an implementation takes longer than to use it. */
    private Cipher cipher(int mode, byte[] iv, String place) throws GeneralSecurityException {
        Cipher known = cipher;
        if (known == null) {
            known = Cipher.getInstance("AES/GCM/NoPadding");
            cipher = known;
        }
        known.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        known.updateAAD(place.getBytes(UTF_8));
        return known;
    }
}
