package vektra.model.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Reads the text of a file that people write. */
public final class Utf8 {
    private static final String MARK = "\uFEFF";

    private Utf8() {}

    /** The text without the mark that some editors put before it; bytes that are no UTF-8 are an error. */
    public static String text(byte[] bytes) throws CharacterCodingException {
        String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith(MARK) ? text.substring(1) : text;
    }
}
