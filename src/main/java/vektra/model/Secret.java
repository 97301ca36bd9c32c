package vektra.model;

import java.security.SecureRandom;

/** A value that must not be shown by accident: its text form is always {@code ****}. */
public record Secret(String reveal) {
    /** URL-safe, so that a URL authenticates as printed; 24 of them are 142 bits. */
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final int LENGTH = 24;

    /** A fresh password of 142 random bits, made of letters and digits only. */
    public static Secret fresh() {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Secret(text.toString());
    }

    @Override
    public String toString() {
        return "****";
    }
}
