package vektra.provider.s3.server;

import java.util.List;
import java.util.stream.Stream;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * The names that the library of the server needs in a bucket. Commands look at buckets without that library, so this
 * knows nothing of it.
 */
public final class Reserved {
    /** How the library begins the names of parts. */
    static final String PARTS = ".mpus-";

    /** It lists no object that has one of these. */
    static final List<String> NAMES = List.of(PARTS, ".s3proxy-");

    /** Its note of an upload in parts that is under way: it lets no client name one. */
    private static final String NOTE = ".s3proxy-mpu-stub-";

    private Reserved() {}

    /** Whether a key is none of the app's. */
    static boolean isNote(String key) {
        return key.startsWith(NOTE) && key.indexOf('/') < 0;
    }

    /** Files of another origin become objects: one whose name the server refuses to clients, which would never list it, is a CONFLICT. */
    public static void requireImportable(String key) {
        if (has(key)) {
            throw VektraException.conflict(
                    "the archive cannot be imported: " + Shown.quoted(key) + " has a name that S3 refuses here",
                    "leave it out of the archive");
        }
    }

    /** Whether a part of the key between slashes begins with such a name. */
    static boolean has(String key) {
        return Stream.of(key.split("/")).anyMatch(part -> NAMES.stream().anyMatch(part::startsWith));
    }
}
