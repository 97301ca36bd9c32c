package vektra.provider.s3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import vektra.model.Credentials;
import vektra.model.Secret;

/** What a client of S3 signs its requests with. */
record AccessKey(String id, Secret secret) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SECRET_LENGTH = 40;

    static AccessKey of(Credentials credentials) {
        return new AccessKey(credentials.user(), secret(credentials.password()));
    }

    /** The password, filled up to the 40 letters and digits that some tools insist on; a given password gives one secret. */
    static Secret secret(Secret password) {
        byte[] digest = digest("s3 " + password.reveal());
        StringBuilder text = new StringBuilder(password.reveal());
        for (int i = 0; text.length() < SECRET_LENGTH; i++) {
            text.append(ALPHABET.charAt((digest[i] & 0xff) % ALPHABET.length()));
        }
        return new Secret(text.toString());
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
