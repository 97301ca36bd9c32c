package vektra.model;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * What lets a caller into the HTTP API.
 *
 * @param name who is at work with it, for releases and the audit
 * @param hash the SHA-256 of what the caller shows, in hexadecimal digits; the thing itself is kept nowhere
 */
public record Token(String name, String hash, Scope scope, Instant createdAt) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._@-]{0,62}");

    public Token {
        if (!NAME.matcher(name).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(name) + " is not the name of a token",
                    "1 to 63 letters, digits and . _ @ -, starting with a letter, such as ci");
        }
    }

    /** What a token allows; each allows what those before it allow. */
    public enum Scope {
        /** To see what monitors say, and nothing else. */
        MONITORS,
        /** To look at everything, config vars too. */
        READ,
        /** To change apps, add-ons and drains. */
        WRITE,
        /** To run programs on the server's machine. */
        ADMIN;

        /** Reads what a user typed. */
        public static Scope parse(String text) {
            for (Scope scope : values()) {
                if (scope.word().equals(text)) {
                    return scope;
                }
            }
            throw VektraException.invalid(Shown.quoted(text) + " is not a scope", "monitors, read, write or admin");
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it allows what needs that one. */
        public boolean allows(Scope needed) {
            return compareTo(needed) >= 0;
        }
    }
}
