package vektra.age;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import vektra.model.age.Identity;
import vektra.model.age.Recipient;

/** What the format computes with: X25519, HKDF and HMAC with SHA-256, ChaCha20-Poly1305. */
final class Keys {
    private static final String HMAC = "HmacSHA256";
    private static final int TAG = 16;

    private Keys() {}

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The secret that opens files. That of a home is derived from its key: who knows it does not know the key. */
    static byte[] secret(Identity identity) {
        return identity.home()
                ? hmac(identity.key(), "vektra: files in the format of age".getBytes(US_ASCII))
                : identity.key();
    }

    static Recipient recipient(Identity identity) {
        return Recipient.of(shared(secret(identity)));
    }

    /** The public half of a secret. */
    static byte[] shared(byte[] secret) {
        byte[] base = new byte[Recipient.LENGTH];
        base[0] = 9;
        return agreed(secret, base).orElseThrow();
    }

    /** What both sides know, each by its own secret and the other's public half; empty where that half belongs to no key. */
    static Optional<byte[]> agreed(byte[] secret, byte[] other) {
        try {
            KeyFactory factory = KeyFactory.getInstance("X25519");
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret)));
            agreement.doPhase(
                    factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, number(other))), true);
            return Optional.of(agreement.generateSecret());
        } catch (java.security.InvalidKeyException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 11 has X25519", e);
        }
    }

    /** Of bytes that begin with the lowest; the highest bit means nothing. */
    private static BigInteger number(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        turned[0] &= 0x7f;
        return new BigInteger(1, turned);
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC", e);
        }
    }

    /** HKDF with an output of 32 bytes, which is one round. */
    static byte[] derived(byte[] from, byte[] salt, String use) {
        byte[] key = hmac(salt.length == 0 ? new byte[Recipient.LENGTH] : salt, from);
        return hmac(key, use.getBytes(US_ASCII), new byte[] {1});
    }

    static byte[] sealed(byte[] key, byte[] iv, byte[] content) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 11 has ChaCha20-Poly1305", e);
        }
    }

    /** Empty where it was sealed by another key, or changed since. */
    static Optional<byte[]> opened(byte[] key, byte[] iv, byte[] sealed) {
        if (sealed.length < TAG) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, iv).doFinal(sealed));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 11 has ChaCha20-Poly1305", e);
        }
    }

    /** One for each use: it refuses to encrypt twice with one key and IV, which reading a file again is. */
    private static Cipher cipher(int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(iv));
        return cipher;
    }
}
