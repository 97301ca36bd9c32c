package vektra.drain.encode;

import java.nio.charset.StandardCharsets;

/** Text as the header of a message may hold it: visible characters only, so that no name can end a field or a frame. */
public final class Ascii {
    private Ascii() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The text with an underscore for each character that is no visible ASCII, cut; {@code -} when there is none.
     *
     * @param longest in characters
     */
    public static String field(String text, int longest) {
        if (text.isEmpty()) {
            return "-";
        }
        StringBuilder field = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> field.append(c > ' ' && c < 0x7f ? (char) c : '_'));
        return field.toString();
    }
}
