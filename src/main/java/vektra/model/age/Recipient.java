package vektra.model.age;

import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * Who can open an encrypted file: the public half of a key, which is no secret.
 *
 * @param text {@code age1…}, as {@code age-keygen} prints it
 */
public record Recipient(String text) {
    /** How many bytes each half of a key has. */
    public static final int LENGTH = 32;

    private static final String WORD = "age";

    public Recipient {
        if (Bech32.decode(WORD, text).filter(key -> key.length == LENGTH).isEmpty()) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is no recipient, or a letter of it is wrong",
                    "such as age1…, the public key that age-keygen prints, or: home");
        }
    }

    public static Recipient of(byte[] key) {
        return new Recipient(Bech32.encode(WORD, key));
    }

    public byte[] key() {
        return Bech32.decode(WORD, text).orElseThrow();
    }

    @Override
    public String toString() {
        return text;
    }
}
