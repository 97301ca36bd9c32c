package vektra.provider.mariadb.dump;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes the statements of a dump on as they can be loaded with an app's rights: without the accounts that its views,
 * triggers and routines were defined by, into a database of another name, and with collations that MariaDB knows. What
 * stands in quotes is data and stays as it is.
 */
public final class Script {
    private static final int END = -1;
    private static final int LOOK_AHEAD = 512;

    /** MySQL's default since 8.0, which MariaDB has by another name. */
    private static final String FOREIGN_COLLATION = "utf8mb4_0900_";

    private static final String NEAREST_COLLATION = "utf8mb4_uca1400_ai_ci";

    private final InputStream from;
    private final OutputStream to;
    private final Passage passage;
    private final Contents contents = new Contents();
    /** Whether a backslash is a letter like any other in quotes, as some routines want it. */
    private boolean plainBackslash;

    private boolean modeFollows;
    private int last = '\n';

    /**
     * What is called otherwise on the other side.
     *
     * @param source the database's name in the dump
     * @param target its name where the dump is loaded
     */
    public record Passage(String source, String target) {}

    private Script(InputStream from, OutputStream to, Passage passage) {
        this.from = new BufferedInputStream(from, 1 << 16);
        this.to = new BufferedOutputStream(to, 1 << 16);
        this.passage = passage;
    }

    /** Passes all of it, and returns what was in it. */
    public static Contents pass(InputStream from, OutputStream to, Passage passage) throws IOException {
        Script script = new Script(from, to, passage);
        script.all();
        script.to.flush();
        return script.contents;
    }

    private void all() throws IOException {
        for (int c = from.read(); c != END; c = from.read()) {
            if (c == '\'' || c == '"') {
                literal(c);
            } else if (c == '`') {
                identifier();
            } else if (isWord(c)) {
                word(c);
            } else if (isComment(c)) {
                comment(c);
            } else {
                contents.sign(c);
                if (modeFollows && c != '=' && c != ' ') {
                    modeFollows = false;
                    plainBackslash &= c != '@'; // the mode that was before, which is the dump's own
                }
                put(c);
            }
        }
    }

    private void put(int c) throws IOException {
        to.write(c);
        last = c;
    }

    private void put(String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.ISO_8859_1));
        last = 'x';
    }

    private void literal(int quote) throws IOException {
        ByteArrayOutputStream mode = new ByteArrayOutputStream();
        put(quote);
        for (int c = from.read(); c != END; c = from.read()) {
            put(c);
            if (c == '\\' && !plainBackslash) {
                put(from.read());
            } else if (c == quote) {
                // two of them are one inside, which looks like the next literal
                break;
            } else if (modeFollows) {
                mode.write(c);
            }
        }
        if (modeFollows) {
            plainBackslash = mode.toString(StandardCharsets.ISO_8859_1).contains("NO_BACKSLASH_ESCAPES");
            modeFollows = false;
        }
    }

    private void identifier() throws IOException {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        for (int c = from.read(); c != END; c = from.read()) {
            if (c == '`' && !follows("`")) {
                break;
            }
            name.write(c == '`' ? from.read() : c);
        }
        contents.name(name.toString(StandardCharsets.UTF_8));
        put('`' + renamed(name.toString(StandardCharsets.ISO_8859_1)).replace("`", "``") + '`');
    }

    private String renamed(String text) {
        return text.equals(passage.source()) ? passage.target() : text;
    }

    private static boolean isWord(int c) {
        return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
    }

    private void word(int first) throws IOException {
        boolean startsLine = last == '\n';
        StringBuilder word = new StringBuilder().append((char) first);
        from.mark(1);
        int c = from.read();
        while (c != END && isWord(c)) {
            word.append((char) c);
            from.mark(1);
            c = from.read();
        }
        if (c != END) {
            from.reset();
        }
        String text = word.toString();
        if (text.equalsIgnoreCase("DEFINER") && skippedAccount()) {
            return;
        }
        modeFollows = text.equalsIgnoreCase("sql_mode");
        contents.word(text, startsLine);
        put(text.startsWith(FOREIGN_COLLATION) ? NEAREST_COLLATION : renamed(text));
        if (startsLine && text.equals("DELIMITER")) {
            delimiter();
        }
    }

    /** What follows stands for itself to the end of the line. */
    private void delimiter() throws IOException {
        StringBuilder rest = new StringBuilder();
        int c = from.read();
        while (c != END && c != '\n') {
            rest.append((char) c);
            put(c);
            c = from.read();
        }
        if (c != END) {
            put(c);
        }
        contents.routine(!rest.toString().strip().equals(";"));
    }

    /** Reads over {@code =`user`@`host`} and the blank after it; over nothing where that does not follow. */
    private boolean skippedAccount() throws IOException {
        from.mark(LOOK_AHEAD);
        if (next() == '=' && skippedName(next()) && from.read() == '@' && skippedName(from.read())) {
            from.mark(1);
            if (from.read() != ' ') {
                from.reset();
            }
            return true;
        }
        from.reset();
        return false;
    }

    private int next() throws IOException {
        int c = from.read();
        while (c == ' ') {
            c = from.read();
        }
        return c;
    }

    /** The longest names and quotes fit into what is looked ahead. */
    private boolean skippedName(int quote) throws IOException {
        if (quote != '`' && quote != '\'' && quote != '"') {
            return false;
        }
        for (int length = 0; length < LOOK_AHEAD / 4; length++) {
            int c = from.read();
            if (c == quote) {
                return true;
            }
            if (c == END) {
                return false;
            }
        }
        return false;
    }

    private boolean isComment(int c) throws IOException {
        return switch (c) {
            case '#' -> true;
            case '-' -> follows("- ") || follows("-\n") || follows("-\t");
            case '/' -> follows("*") && !follows("*!") && !follows("*M!");
            default -> false;
        };
    }

    private boolean follows(String text) throws IOException {
        from.mark(text.length());
        byte[] next = from.readNBytes(text.length());
        from.reset();
        return new String(next, StandardCharsets.ISO_8859_1).equals(text);
    }

    private void comment(int first) throws IOException {
        boolean line = first != '/';
        put(first);
        int before = 0;
        if (!line) {
            put(from.read());
        }
        for (int c = from.read(); c != END; c = from.read()) {
            put(c);
            if (line ? c == '\n' : before == '*' && c == '/') {
                return;
            }
            before = c;
        }
    }
}
