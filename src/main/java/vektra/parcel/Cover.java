package vektra.parcel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import vektra.archive.Damaged;
import vektra.model.ExportKey;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * What an encrypted file begins with: a word, what its key is made of, and a proof that this is the key. 16 bytes of the
 * word, 1 of the kind, 4 of the rounds, 16 of salt, 16 of proof.
 */
final class Cover {
    static final byte[] WORD = "vektra-export 1\n".getBytes(US_ASCII);

    /** As OWASP recommends for this function. */
    private static final int ROUNDS = 600_000;

    /** More would only keep a reader busy. */
    private static final int MOST_ROUNDS = 20_000_000;

    private static final int SALT = 16;
    private static final int PROOF = 16;
    private static final int KEY = 32;
    static final int LENGTH = WORD.length + 1 + Integer.BYTES + SALT + PROOF;

    private final ExportKey.Kind kind;
    private final int rounds;
    private final byte[] salt;
    private final byte[] proof;
    private final byte[] known;

    /** @param known the key of the file; empty while it is not known */
    private Cover(ExportKey.Kind kind, int rounds, byte[] salt, byte[] proof, byte[] known) {
        this.kind = kind;
        this.rounds = rounds;
        this.salt = salt;
        this.proof = proof;
        this.known = known;
    }

    /** That of a new file. */
    static Cover fresh(ExportKey given) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        int rounds = given.kind() == ExportKey.Kind.PASSPHRASE ? ROUNDS : 0;
        byte[] key = derived(given, rounds, salt);
        return new Cover(given.kind(), rounds, salt, proof(key), key);
    }

    /** Reads one; null where the file begins with another word. */
    static @Nullable Cover read(InputStream in) throws IOException {
        byte[] all = in.readNBytes(LENGTH);
        if (all.length < WORD.length || !Arrays.equals(WORD, Arrays.copyOf(all, WORD.length))) {
            return null;
        }
        if (all.length < LENGTH) {
            throw new Damaged("it was cut off");
        }
        ByteBuffer rest = ByteBuffer.wrap(all, WORD.length, LENGTH - WORD.length);
        ExportKey.Kind kind = kind(rest.get());
        int rounds = rest.getInt();
        byte[] salt = new byte[SALT];
        byte[] proof = new byte[PROOF];
        rest.get(salt).get(proof);
        boolean fits = kind == ExportKey.Kind.PASSPHRASE ? rounds > 0 && rounds <= MOST_ROUNDS : rounds == 0;
        if (!fits) {
            throw new Damaged("its first bytes were changed");
        }
        return new Cover(kind, rounds, salt, proof, new byte[0]);
    }

    private static ExportKey.Kind kind(byte mark) throws Damaged {
        return switch (mark) {
            case 'p' -> ExportKey.Kind.PASSPHRASE;
            case 'k' -> ExportKey.Kind.KEY;
            default -> throw new Damaged("its first bytes were changed");
        };
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .put(WORD)
                .put((byte) (kind == ExportKey.Kind.PASSPHRASE ? 'p' : 'k'))
                .putInt(rounds)
                .put(salt)
                .put(proof)
                .array();
    }

    /** The key of the file; INVALID where the lock is another one. */
    byte[] key(ExportKey given) {
        if (given.kind() != kind) {
            throw VektraException.invalid(
                    kind == ExportKey.Kind.PASSPHRASE
                            ? "the file is encrypted with a passphrase"
                            : "the file is encrypted with a key",
                    Text.of(
                            "name it: ",
                            Input.of(kind == ExportKey.Kind.PASSPHRASE ? "passphrase-file" : "key-file", "FILE")));
        }
        byte[] key = known.length > 0 ? known : derived(given, rounds, salt);
        if (!MessageDigest.isEqual(proof(key), proof)) {
            throw VektraException.invalid(
                    "the file was encrypted with another " + (kind == ExportKey.Kind.PASSPHRASE ? "passphrase" : "key")
                            + ", or its first bytes were changed",
                    null);
        }
        return key;
    }

    private static byte[] derived(ExportKey given, int rounds, byte[] salt) {
        String secret = given.secret().reveal();
        try {
            return given.kind() == ExportKey.Kind.PASSPHRASE
                    ? SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, rounds, KEY * Byte.SIZE))
                            .getEncoded()
                    : hash(decoded(secret), salt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        }
    }

    private static byte[] decoded(String secret) {
        try {
            byte[] key =
                    Base64.getDecoder().decode(secret.strip().replace('-', '+').replace('_', '/'));
            if (key.length == KEY) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // said below, without what it was
        }
        throw VektraException.invalid("the key is not 32 bytes in base64", "head -c 32 /dev/urandom | base64");
    }

    private static byte[] proof(byte[] key) {
        return Arrays.copyOf(hash(key, "this is the key".getBytes(UTF_8)), PROOF);
    }

    private static byte[] hash(byte[] key, byte[] of) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(WORD);
            return mac.doFinal(of);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC", e);
        }
    }
}
