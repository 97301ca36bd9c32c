package vektra.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AppName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * What lets a caller into the HTTP API.
 *
 * @param name who is at work with it, for releases and the audit
 * @param hash the SHA-256 of what the caller shows, in hexadecimal digits; the thing itself is kept nowhere
 * @param expiresAt from when on it is refused; null for never
 * @param apps those that it is limited to; empty for all
 */
public record Token(
        String name,
        String hash,
        Scope scope,
        Instant createdAt,
        @Nullable Instant expiresAt,
        List<AppName> apps) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._@-]{0,62}");

    public Token {
        if (!NAME.matcher(name).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(name) + " is not the name of a token",
                    "1 to 63 letters, digits and . _ @ -, starting with a letter, such as ci");
        }
        apps = apps.stream()
                .distinct()
                .sorted(Comparator.comparing(AppName::value))
                .toList();
        if (scope == Scope.ADMIN && !apps.isEmpty()) {
            throw VektraException.invalid(
                    "a token of scope admin runs programs on this machine, and so reaches all apps",
                    "use another scope, or do not limit it to apps");
        }
    }

    /** The user that releases and the audit name; no user of the system has such a name. */
    public String user() {
        return "token " + name;
    }

    /** Whether it is for all apps. */
    public boolean isForAll() {
        return apps.isEmpty();
    }

    /** Whether it reaches that app; null, which is none, only where it is for all. */
    public boolean reaches(@Nullable AppName app) {
        return isForAll() || (app != null && apps.contains(app));
    }

    /** Whether it lets in at that time. */
    public boolean holdsAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /**
     * All of it but its hash, as programs get it.
     *
     * @param used when it was last used; null for never
     */
    public Map<String, @Nullable Object> fields(@Nullable Instant used) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("scope", scope.word());
        fields.put("apps", apps.stream().map(AppName::value).toList());
        fields.put("created_at", createdAt.toString());
        fields.put("expires_at", expiresAt == null ? null : expiresAt.toString());
        fields.put("last_used_at", used == null ? null : used.toString());
        return fields;
    }

    /** What a token allows; each allows what those before it allow. */
    public enum Scope {
        /** To see what monitors say, and nothing else. */
        MONITORS,
        /** To look at everything but what is secret: the values of config vars, credentials, drains' URLs, log lines. */
        VIEW,
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
            throw VektraException.invalid(
                    Shown.quoted(text) + " is not a scope", "monitors, view, read, write or admin");
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
