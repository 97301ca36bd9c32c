package vektra.provider.postgres.dump;

import java.util.Map;
import vektra.provider.postgres.session.Session;

/**
 * Cuts SQL as pg_dump prints it into statements, line by line, and gives roles and databases that it names other names.
 */
final class Lexer {
    private enum In {
        SQL,
        STRING,
        ESCAPED,
        NAME,
        DOLLAR,
        COMMENT
    }

    private final Map<String, String> renamed;
    private final StringBuilder text = new StringBuilder();
    private In in = In.SQL;
    private String tag = "";
    private String word = "";
    private int start;
    private int parentheses;
    private int blocks;

    Lexer(Map<String, String> renamed) {
        this.renamed = renamed;
    }

    /** Whether no statement has begun. */
    boolean idle() {
        return text.isEmpty();
    }

    /** Takes characters up to the end of a statement, and returns where that is; -1 when the line does not end it. */
    int feed(String line, int from) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (in == In.SQL) {
                if (c == ';' && parentheses == 0 && blocks == 0) {
                    return at + 1;
                }
                at = sql(line, at, c);
            } else {
                at = quoted(line, at, c);
            }
        }
        text.append('\n');
        return -1;
    }

    /** The statement that has ended. */
    String take() {
        String statement = text.toString().strip();
        text.setLength(0);
        word = "";
        parentheses = 0;
        return statement;
    }

    private int sql(String line, int at, char c) {
        if (Character.isLetter(c) || c == '_') {
            return word(line, at);
        }
        if (line.startsWith("--", at)) {
            return line.length();
        }
        if (line.startsWith("/*", at)) {
            in = In.COMMENT;
            return at + 2;
        }
        if (c == '$') {
            int end = line.indexOf('$', at + 1);
            if (end > 0 && line.substring(at + 1, end).matches("([A-Za-z_\\x80-\\uffff][A-Za-z0-9_\\x80-\\uffff]*)?")) {
                tag = line.substring(at, end + 1);
                text.append(tag);
                in = In.DOLLAR;
                return end + 1;
            }
        }
        parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == '\'') {
            in = word.equalsIgnoreCase("e") && text.charAt(text.length() - 1) != ' ' ? In.ESCAPED : In.STRING;
        } else if (c == '"') {
            in = In.NAME;
            start = text.length();
        }
        if (!Character.isWhitespace(c)) {
            word = "";
        }
        text.append(c);
        return at + 1;
    }

    private int word(String line, int from) {
        int end = from;
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || "_$".indexOf(line.charAt(end)) >= 0)) {
            end++;
        }
        String found = line.substring(from, end);
        if (found.equalsIgnoreCase("atomic") && word.equalsIgnoreCase("begin")) {
            blocks = 1; // the body of a function, whose statements end in semicolons of their own
        } else if (blocks > 0) {
            blocks += found.equalsIgnoreCase("case") ? 1 : found.equalsIgnoreCase("end") ? -1 : 0;
        }
        word = found;
        append(found, found);
        return end;
    }

    /** Appends a name that the text spells so, unless it is qualified and hence neither role nor database. */
    private void append(String name, String spelt) {
        String other = renamed.get(name);
        boolean qualified = !text.isEmpty() && text.charAt(text.length() - 1) == '.';
        text.append(other == null || qualified ? spelt : Session.quoted(other));
    }

    private int quoted(String line, int at, char c) {
        if (in == In.DOLLAR && line.startsWith(tag, at)) {
            text.append(tag);
            in = In.SQL;
            return at + tag.length();
        }
        if (in == In.COMMENT) {
            boolean ends = line.startsWith("*/", at);
            in = ends ? In.SQL : In.COMMENT;
            return ends ? at + 2 : at + 1;
        }
        char mark = in == In.NAME ? '"' : '\'';
        boolean pair = at + 1 < line.length()
                && ((in == In.ESCAPED && c == '\\') || (in != In.DOLLAR && c == mark && line.charAt(at + 1) == mark));
        text.append(c);
        if (pair) {
            text.append(line.charAt(at + 1));
            return at + 2;
        }
        if (in != In.DOLLAR && c == mark) {
            boolean name = in == In.NAME;
            in = In.SQL;
            if (name) {
                String spelt = text.substring(start);
                text.setLength(start);
                append(spelt.substring(1, spelt.length() - 1).replace("\"\"", "\""), spelt);
            }
        }
        return at + 1;
    }
}
