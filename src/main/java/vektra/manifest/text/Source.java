package vektra.manifest.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import vektra.model.text.Kind;
import vektra.model.text.Shown;
import vektra.model.text.Utf8;
import vektra.model.text.VektraException;

/**
 * The text of a file as it may come from anywhere.
 *
 * @param name what messages call it
 */
public record Source(String name, String text) {
    /** More than any manifest has that people write. */
    static final int LARGEST = 1 << 20;

    private static final String SIZE = "a manifest has at most 1 MB";

    /** Reads a file; one that is too large, or is no text, is INVALID. */
    public static Source of(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(LARGEST + 1), name);
        } catch (IOException e) {
            throw new VektraException(
                    Kind.INVALID, "cannot read " + Shown.plain(name), "name a file that can be read", e);
        }
    }

    /** The same with its bytes. */
    public static Source of(byte[] bytes, String name) {
        if (bytes.length > LARGEST) {
            throw VektraException.invalid(Shown.plain(name) + " is too large", SIZE);
        }
        try {
            return new Source(Shown.plain(name), Utf8.text(bytes));
        } catch (CharacterCodingException e) {
            throw new VektraException(Kind.INVALID, Shown.plain(name) + " is not UTF-8 text", "save it as UTF-8", e);
        }
    }

    /** What it says: JSON where it begins as JSON does, else YAML. */
    public Tree tree() {
        return text.stripLeading().startsWith("{") ? new JsonTree(this).read() : new YamlTree(this).read();
    }

    /** A file that is wrong at one place. */
    static VektraException wrong(Position at, CharSequence what, CharSequence hint) {
        return VektraException.invalid(at + ": " + what, hint);
    }
}
