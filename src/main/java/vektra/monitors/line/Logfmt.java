package vektra.monitors.line;

import java.util.Locale;

/** Builds one line of logfmt: keys and values, those quoted that would not be read back as they are; and unquotes them. */
final class Logfmt {
    private static final String[] ESCAPES = new String[' '];

    static {
        for (int c = 0; c < ESCAPES.length; c++) {
            ESCAPES[c] = String.format(Locale.ROOT, "\\u%04x", c);
        }
        ESCAPES['\n'] = "\\n";
        ESCAPES['\r'] = "\\r";
        ESCAPES['\t'] = "\\t";
    }

    private final StringBuilder line = new StringBuilder(256);

    Logfmt add(String key, CharSequence value) {
        if (line.length() > 0) {
            line.append(' ');
        }
        line.append(key).append('=');
        if (plain(value)) {
            line.append(value);
        } else {
            quote(value);
        }
        return this;
    }

    /** A single quote in front would be read as the first of two. */
    private static boolean plain(CharSequence value) {
        if (value.length() == 0 || value.charAt(0) == '\'') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c == '"' || c == '=' || c == '\\' || control(c)) {
                return false;
            }
        }
        return true;
    }

    private void quote(CharSequence value) {
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                line.append(ESCAPES[c]);
            } else if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (control(c)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    /** The text of a quoted value, without its quotes. */
    static String unescaped(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char letter = raw.charAt(i);
            if (letter != '\\' || i + 1 == raw.length()) {
                text.append(letter);
                continue;
            }
            letter = raw.charAt(++i);
            if (letter == 'u' && raw.substring(i + 1).matches("(?s)[0-9a-f]{4}.*")) {
                text.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                text.append(letter == 'n' ? '\n' : letter == 'r' ? '\r' : letter == 't' ? '\t' : letter);
            }
        }
        return text.toString();
    }

    /** DEL, the upper control characters, and the two that end a line for some. */
    private static boolean control(char c) {
        return (c >= 0x7f && c < 0xa0) || c == '\u2028' || c == '\u2029';
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
