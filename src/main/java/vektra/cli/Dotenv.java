package vektra.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import vektra.model.VektraException;

/**
 * The .env form: NAME=VALUE a line, {@code export} allowed, {@code #} comments. A value is bare, in single quotes (as it
 * stands) or in double quotes (with the escapes n, r, t, {@code "}, {@code $} and backslash); quoted ones may span lines and
 * stand in pieces, as {@code config --shell} writes them.
 */
final class Dotenv {
    private final String text;
    private int at;

    private Dotenv(String text) {
        this.text = text;
    }

    /** One line, or several when the value spans lines, that every common reader and a shell take alike. */
    static String line(String name, String value) {
        if (value.matches("[A-Za-z0-9_@%+=:,./~?&-]*")) {
            return name + "=" + (value.matches("[^?&~]*") ? value : "'" + value + "'");
        }
        if (value.indexOf('\'') < 0) {
            return name + "='" + value + "'";
        }
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("`", "\\`");
        return name + "=\"" + escaped + "\"";
    }

    /** The variables of a file; text of another form is INVALID and names its line. */
    static Map<String, String> parse(String text) {
        return new Dotenv(text.startsWith("\uFEFF") ? text.substring(1) : text).all();
    }

    private Map<String, String> all() {
        Map<String, String> variables = new LinkedHashMap<>();
        while (at < text.length()) {
            skip(" \t\r\n");
            if (at >= text.length()) {
                break;
            }
            if (text.charAt(at) == '#') {
                bare();
                continue;
            }
            int start = at;
            int equals = text.indexOf('=', at);
            int end = lineEnd();
            if (equals < 0 || equals > end) {
                throw wrong(start, "expected NAME=VALUE");
            }
            String name = text.substring(at, equals).strip().replaceFirst("^export\\s+", "");
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                // it is not repeated: it may be a line of a private key
                throw wrong(start, "what stands before = is not the name of a config var");
            }
            at = equals + 1;
            skip(" \t");
            variables.put(name, value(start));
        }
        return variables;
    }

    private String value(int start) {
        char quote = at < text.length() ? text.charAt(at) : '\n';
        if (quote != '\'' && quote != '"') {
            return bare().replaceFirst("(^|\\s+)#.*$", "").strip();
        }
        StringBuilder value = new StringBuilder();
        // pieces without a gap are one value, as in a shell: 'it'\''s'
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            value.append(piece(start));
        }
        String rest = bare().strip();
        if (!rest.isEmpty() && !rest.startsWith("#")) {
            throw wrong(start, "text after the closing quote");
        }
        return value.toString();
    }

    /** The text between two quotes, or one character behind a backslash. */
    private String piece(int start) {
        char quote = text.charAt(at++);
        if (quote == '\\' && at < text.length()) {
            return String.valueOf(text.charAt(at++));
        }
        if (quote != '\'' && quote != '"') {
            throw wrong(start, "text after the closing quote");
        }
        StringBuilder piece = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            piece.append(quote == '"' && c == '\\' && at < text.length() ? escaped(text.charAt(at++)) : c);
        }
        if (at >= text.length()) {
            throw wrong(start, "the quote is not closed");
        }
        at++;
        return piece.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$', '`' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private String bare() {
        int end = lineEnd();
        String rest = text.substring(at, end);
        at = end;
        return rest;
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private VektraException wrong(int where, String what) {
        long line = text.substring(0, where).chars().filter(c -> c == '\n').count() + 1;
        return VektraException.invalid("line " + line + ": " + what, "a .env file holds NAME=VALUE lines");
    }
}
