package vektra.provider.sqs.server.wire;

/** Patterns in which a star stands for any text. They come from clients, so matching takes linear time. */
public final class Glob {
    private Glob() {}

    public static boolean matches(String pattern, String text) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return text.equals(pattern);
        }
        String last = parts[parts.length - 1];
        int at = parts[0].length();
        int end = text.length() - last.length();
        if (at > end || !text.startsWith(parts[0]) || !text.endsWith(last)) {
            return false;
        }
        for (int i = 1; i < parts.length - 1 && at >= 0; i++) {
            at = parts[i].isEmpty() ? at : endOf(parts[i], text, at, end);
        }
        return at >= 0;
    }

    /** Where the first occurrence ends; negative when there is none. As Knuth, Morris and Pratt do it. */
    private static int endOf(String part, String text, int from, int to) {
        int[] borders = new int[part.length()];
        for (int i = 1, length = 0; i < part.length(); i++) {
            length = longer(part, borders, length, part.charAt(i));
            borders[i] = length;
        }
        int found = 0;
        for (int i = from; i < to; i++) {
            found = longer(part, borders, found, text.charAt(i));
            if (found == part.length()) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int longer(String part, int[] borders, int length, char next) {
        int kept = length;
        while (kept > 0 && part.charAt(kept) != next) {
            kept = borders[kept - 1];
        }
        return part.charAt(kept) == next ? kept + 1 : 0;
    }
}
