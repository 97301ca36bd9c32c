package vektra.provider.rabbitmq;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import vektra.model.text.Secret;
import vektra.model.text.Sha256;

/** What a server keeps of a password, so that the password itself is neither sent nor written to a file. */
final class PasswordHash {
    private static final int SALT = 4;

    private PasswordHash() {}

    /** A user in JSON, but for its name. */
    static String user(Secret password, String tags) {
        return "\"password_hash\": \"" + of(password)
                + "\", \"hashing_algorithm\": \"rabbit_password_hashing_sha256\", \"tags\": \"" + tags + "\"";
    }

    private static String of(Secret password) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        MessageDigest digest = Sha256.digest();
        digest.update(salt);
        byte[] hash = digest.digest(password.reveal().getBytes(StandardCharsets.UTF_8));
        byte[] whole = new byte[SALT + hash.length];
        System.arraycopy(salt, 0, whole, 0, SALT);
        System.arraycopy(hash, 0, whole, SALT, hash.length);
        return Base64.getEncoder().encodeToString(whole);
    }
}
