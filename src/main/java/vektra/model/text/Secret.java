package vektra.model.text;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that must not be shown by accident: its text form is always {@code ****}. It may be sealed until it is asked for. */
public final class Secret {
    /** URL-safe, so that a URL authenticates as printed; 24 of them are 142 bits. */
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final int LENGTH = 24;

    private final @Nullable Seal seal;
    private final @Nullable Supplier<String> opening;
    private volatile @Nullable String text;

    /**
     * The form in which a value is stored.
     *
     * @param text the value, encrypted
     * @param place where it is valid
     */
    public record Seal(String text, String place) {
        /** As texts: linking the equals of a record costs the start of a command milliseconds. */
        boolean is(Seal other) {
            return text.equals(other.text) && place.equals(other.place);
        }
    }

    public Secret(String text) {
        this.text = Objects.requireNonNull(text);
        this.seal = null;
        this.opening = null;
    }

    /**
     * A sealed value.
     *
     * @param opening gives the value; asked at most once, unless by several threads
     */
    public Secret(Seal seal, Supplier<String> opening) {
        this.seal = seal;
        this.opening = opening;
    }

    /** A fresh password of 142 random bits, made of letters and digits only. */
    public static Secret fresh() {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Secret(text.toString());
    }

    /** The value; UNAVAILABLE when it is sealed and cannot be opened. */
    public String reveal() {
        String known = text;
        if (known == null) {
            known = Objects.requireNonNull(opening).get();
            text = known;
        }
        return known;
    }

    /** The form in which it is stored; null when it was never stored sealed. */
    public @Nullable Seal seal() {
        return seal;
    }

    /** Two with the same seal are equal without being opened. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Secret secret)) {
            return false;
        }
        boolean same = seal != null && secret.seal != null && seal.is(secret.seal);
        return this == secret || same || reveal().equals(secret.reveal());
    }

    @Override
    public int hashCode() {
        return reveal().hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
