package vektra.model.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest that every Java has. */
public final class Sha256 {
    private Sha256() {}

    /** For what comes in pieces. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static byte[] of(byte[] whole) {
        return digest().digest(whole);
    }

    public static byte[] of(String whole) {
        return of(whole.getBytes(StandardCharsets.UTF_8));
    }

    public static String hex(byte[] whole) {
        return HexFormat.of().formatHex(of(whole));
    }

    public static String hex(String whole) {
        return HexFormat.of().formatHex(of(whole));
    }
}
