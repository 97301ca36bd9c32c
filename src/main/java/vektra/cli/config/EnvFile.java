package vektra.cli.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.name.VarName;
import vektra.model.text.VektraException;

/**
 * Reads a .env file: NAME=VALUE a line, {@code export} allowed, {@code #} comments. A value is bare, in single quotes or
 * backticks (as it stands) or in double quotes (with the escapes n, r, t, {@code "}, {@code $}, backtick and backslash);
 * quoted ones may span lines and stand in pieces, as {@code config --shell} writes them. What other readers would store as
 * something else is refused, or noted where one reading is by far the usual one.
 */
final class EnvFile {
    private static final Pattern EXPORT = Pattern.compile("^export\\s+");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#.*$");
    /** A dollar sign that a shell, compose or another reader replaces by something. */
    private static final Pattern REFERENCE = Pattern.compile("\\$[A-Za-z0-9_{($@*#?!-]");

    private static final Pattern QUOTE_OF_SHELLS = Pattern.compile("\\$['\"]");
    private static final Pattern WORDS = Pattern.compile("[\\s;&|<>()]");
    private final String text;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final LineNotes notes = new LineNotes();
    private int at;
    /** Where the line of the variable that is being read begins. */
    private int start;

    private EnvFile(String text) {
        this.text = text;
    }

    /** Text of another form is INVALID and names its line. */
    static EnvFile parse(String text) {
        EnvFile file = new EnvFile(withLineFeeds(text));
        file.readAll();
        return file;
    }

    /** A file all of whose lines end in CR LF, or in CR, is one of another system; else a CR belongs to a value. */
    private static String withLineFeeds(String text) {
        if (text.indexOf('\n') < 0) {
            return text.replace('\r', '\n');
        }
        String others = text.replace("\r\n", "");
        return others.indexOf('\n') < 0 && others.indexOf('\r') < 0 ? text.replace("\r\n", "\n") : text;
    }

    Map<String, String> variables() {
        return variables;
    }

    /** What other readers take in another way, with its lines. */
    List<String> notes() {
        return notes.all();
    }

    private void readAll() {
        while (at < text.length()) {
            skip(" \t\r\n");
            if (at < text.length() && text.charAt(at) == '#') {
                bare();
            } else if (at < text.length()) {
                readVariable();
            }
        }
    }

    private void readVariable() {
        start = at;
        int equals = text.indexOf('=', at);
        if (equals < 0 || equals > lineEnd()) {
            throw wrong("expected NAME=VALUE");
        }
        String before = text.substring(at, equals).strip();
        String name = EXPORT.matcher(before).replaceFirst("");
        if (!VarName.isValid(name)) {
            // it is not repeated: it may be a line of a private key
            throw wrong("the text before = is not the name of a config var");
        }
        at = equals + 1;
        skip(" \t");
        String value = switch (at < text.length() ? text.charAt(at) : '\n') {
            case '\'', '"' -> pieces();
            case '`' -> inBackticks();
            default -> bareValue(!name.equals(before));
        };
        variables.put(name, value);
    }

    private String bareValue(boolean exported) {
        String value = COMMENT.matcher(bare()).replaceFirst("").strip();
        refuseReferences(value);
        if (QUOTE_OF_SHELLS.matcher(value).find()) {
            throw refused("$ before a quote, which only some shells read");
        }
        if (exported && WORDS.matcher(value).find()) {
            throw refused("several words after export, which a shell takes apart and others do not");
        }
        if (value.indexOf('\r') >= 0) {
            throw refused("a carriage return within a line, where some readers begin a new one");
        }
        if (value.indexOf('#') >= 0) {
            note("# without a space before it is kept; some readers begin a comment there");
        }
        if (value.indexOf('`') >= 0) {
            note("a backtick is kept; a shell runs what follows it");
        }
        if (value.endsWith("\\")) {
            note("the backslash at the end is kept; a shell joins the next line");
        }
        return value;
    }

    /** As the dotenv of Node and node --env-file have it. */
    private String inBackticks() {
        int end = text.indexOf('`', at + 1);
        if (end < 0) {
            throw wrong("the quote is not closed");
        }
        String value = text.substring(at + 1, end);
        if (value.endsWith("\\")) {
            throw refused("a backslash before a backtick, which ends the value for some readers only");
        }
        refuseReferences(value);
        note("backticks are read as quotes, as Node's dotenv does; a shell runs what is between them");
        at = end + 1;
        nothingElse();
        return value;
    }

    /** Pieces without a gap are one value, as in a shell: 'it'\''s'. */
    private String pieces() {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            value.append(piece());
        }
        nothingElse();
        if (value.indexOf("\r") >= 0) {
            note("a carriage return in quotes is kept; some readers make a line feed of it");
        }
        return value.toString();
    }

    private void nothingElse() {
        String rest = bare();
        if (!rest.isBlank()
                && !(Character.isWhitespace(rest.charAt(0)) && rest.strip().startsWith("#"))) {
            throw wrong("text after the closing quote");
        }
    }

    /** The text between two quotes, or one character behind a backslash. */
    private String piece() {
        char quote = text.charAt(at++);
        if (quote == '\\' && at < text.length()) {
            return String.valueOf(text.charAt(at++));
        }
        if (quote == '\'') {
            return inSingleQuotes();
        }
        if (quote != '"') {
            throw wrong("text after the closing quote");
        }
        return inDoubleQuotes();
    }

    private String inSingleQuotes() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw wrong("the quote is not closed");
        }
        String piece = text.substring(at, end);
        at = end + 1;
        if (piece.endsWith("\\")) {
            note("a single quote after a backslash ends the value; some readers go on");
        }
        return piece;
    }

    private String inDoubleQuotes() {
        StringBuilder piece = new StringBuilder();
        int from = at;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                piece.append(escaped(text.charAt(at++)));
            } else {
                piece.append(c);
            }
        }
        if (at >= text.length()) {
            throw wrong("the quote is not closed");
        }
        // without what a backslash escapes
        String open = text.substring(from, at++).replaceAll("(?s)\\\\.", "\\\\");
        refuseReferences(open);
        if (open.indexOf('`') >= 0) {
            note("a backtick is kept; a shell runs what follows it");
        }
        return piece.toString();
    }

    private String escaped(char c) {
        if (c != 'n') {
            note("a backslash in double quotes is read as an escape, where it is one; some readers keep it");
        }
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$', '`' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private void refuseReferences(String value) {
        if (REFERENCE.matcher(value).find()) {
            throw refused("a reference such as ${NAME}, which some readers replace and others keep");
        }
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

    private int line() {
        return (int) text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    }

    private void note(String what) {
        notes.add(what, line());
    }

    private VektraException refused(String what) {
        return wrong(what, "write out the value that is meant, in single quotes: NAME='value'");
    }

    private VektraException wrong(String what) {
        return wrong(what, "a .env file holds NAME=VALUE lines");
    }

    private VektraException wrong(String what, @Nullable String hint) {
        return VektraException.invalid("line " + line() + ": " + what, hint);
    }
}
