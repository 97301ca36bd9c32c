package vektra.http;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Sha256;

/** The tag of an answer's content: the same for the same content, and for no other. */
final class ETag {
    private static final int BYTES = 16;

    private ETag() {}

    static String of(byte[] content) {
        return '"' + HexFormat.of().formatHex(Sha256.of(content), 0, BYTES) + '"';
    }

    /** Whether a caller that has one of these has this one. */
    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String known : ifNoneMatch.split(",", -1)) {
            String bare = known.strip();
            if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
