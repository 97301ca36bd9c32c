package vektra.provider.mariadb.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vektra.model.text.Secret;

/** What the server keeps of a password: sent in its place, so that a password reaches no log of statements. */
public final class Hash {
    /** That of no password known to any program: revoked, where being locked alone may be for a while. */
    public static final String OF_NONE = "*" + "0".repeat(40);

    private Hash() {}

    public static String of(Secret password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] once = digest.digest(password.reveal().getBytes(StandardCharsets.UTF_8));
            return "*" + HexFormat.of().withUpperCase().formatHex(digest.digest(once));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
