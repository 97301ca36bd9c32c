package vektra.monitors.page;

import java.util.Locale;

/** HTML as it is put together: what comes from outside is text and never markup. */
final class Markup {
    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Markup of our own, with texts at each {@code %s}. */
    Markup add(String markup, Object... texts) {
        int from = 0;
        for (Object text : texts) {
            int place = markup.indexOf("%s", from);
            out.append(markup, from, place);
            escape(String.valueOf(text));
            from = place + 2;
        }
        out.append(markup, from, markup.length());
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(Character.isISOControl(c) && c != '\n' ? '?' : c);
            }
        }
    }

    /** A number with at most two places behind the point, and no more of them than it needs. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
