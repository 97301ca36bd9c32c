package vektra.model.age;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/**
 * What opens an encrypted file: a secret.
 *
 * @param secret 32 bytes in base64
 * @param home whether it is the key of a home, from which the one for files is derived
 */
public record Identity(Secret secret, boolean home) {
    private static final String WORD = "age-secret-key-";

    public static Identity of(byte[] key, boolean home) {
        return new Identity(new Secret(Base64.getEncoder().encodeToString(key)), home);
    }

    public byte[] key() {
        return Base64.getDecoder().decode(secret.reveal());
    }

    /**
     * Those that a file holds: lines as {@code age-keygen} writes them, or the key of a home.
     *
     * @param name what messages call it
     */
    public static List<Identity> parse(String content, String name) {
        List<Identity> all = content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> one(line, name))
                .toList();
        if (all.isEmpty()) {
            throw VektraException.invalid(name + " holds no key", "a line AGE-SECRET-KEY-1…, or the key of a home");
        }
        return all;
    }

    private static Identity one(String line, String name) {
        if (line.toLowerCase(Locale.ROOT).startsWith(WORD)) {
            return of(
                    Bech32.decode(WORD, line)
                            .filter(key -> key.length == Recipient.LENGTH)
                            .orElseThrow(() -> unknown(name)),
                    false);
        }
        try {
            byte[] key = Base64.getDecoder().decode(line.replace('-', '+').replace('_', '/'));
            if (key.length == Recipient.LENGTH) {
                return of(key, true);
            }
        } catch (IllegalArgumentException e) {
            // said below, without what it was
        }
        throw unknown(name);
    }

    private static VektraException unknown(String name) {
        return VektraException.invalid(
                "a line of " + name + " is no key that opens files",
                "a line AGE-SECRET-KEY-1… of age-keygen, or the key of a home");
    }
}
