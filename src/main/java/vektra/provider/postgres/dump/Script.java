package vektra.provider.postgres.dump;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what pg_dump and pg_restore print as SQL. psql, which it is made for, would take commands to the system from it,
 * and an app has its say in the text.
 */
public final class Script {
    private static final Pattern HEAD =
            Pattern.compile("-- (?:Data for )?Name: (.*); Type: ([A-Z ]+); Schema: (.*); Owner: .*");
    private static final Pattern EXTENSION =
            Pattern.compile("CREATE EXTENSION IF NOT EXISTS (\\S+) WITH SCHEMA (\\S+)");
    private static final Pattern ROWS = Pattern.compile("COPY .* FROM stdin", Pattern.DOTALL);
    private static final String END_OF_ROWS = "\\.";

    /** What a statement is about, as its head says. */
    record Entry(String type, String schema, String name) {
        static final Entry NONE = new Entry("", "", "");

        @Override
        public String toString() {
            String whole = schema.isEmpty() || schema.equals("-") ? name : schema + "." + name;
            return type.toLowerCase(Locale.ROOT) + " " + whole;
        }
    }

    public record Statement(Entry entry, String sql) {
        /** Whether rows follow, each a {@link Script#row}. */
        boolean hasRows() {
            return ROWS.matcher(sql).matches();
        }
    }

    private final InputStream in;
    private final Consumer<String> aside;
    private final boolean lastMayBeOpen;
    private final Lexer lexer;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private Entry entry = Entry.NONE;
    private String line = "";
    private int read;
    private boolean inRows;

    /**
     * @param renamed the roles and databases that are to have other names, by their own
     */
    public Script(InputStream in, Map<String, String> renamed) {
        this(in, new Lexer(renamed), false, line -> {});
    }

    /**
     * A text that any tool or a person wrote, whose last statement may lack its semicolon.
     *
     * @param aside takes the lines between statements: comments, and commands to psql
     */
    public static Script foreign(InputStream in, Consumer<String> aside) {
        return new Script(in, new Lexer(Map.of()), true, aside);
    }

    private Script(InputStream in, Lexer lexer, boolean lastMayBeOpen, Consumer<String> aside) {
        this.in = in;
        this.lexer = lexer;
        this.lastMayBeOpen = lastMayBeOpen;
        this.aside = aside;
    }

    /** The extensions that a text makes, with the schemas that they are in. */
    public static Map<String, String> extensions(InputStream sql) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Script script = new Script(sql, Map.of());
        for (Statement next = script.next(); next != null; next = script.next()) {
            Matcher extension = EXTENSION.matcher(next.sql());
            if (extension.matches()) {
                found.put(
                        extension.group(1).replace("\"", ""), extension.group(2).replace("\"", ""));
            }
        }
        return found;
    }

    /** The next statement, without its semicolon; null at the end. */
    @Nullable
    public Statement next() throws IOException {
        while (true) {
            boolean more = read < line.length()
                    && !(lexer.idle() && line.substring(read).isBlank());
            int end = more ? lexer.feed(line, read) : -1;
            if (end >= 0) {
                read = end;
                Statement statement = new Statement(entry, lexer.take());
                inRows = statement.hasRows();
                return statement;
            }
            byte[] bytes = bytes();
            if (bytes == null) {
                line = "";
                read = 0;
                String open = lastMayBeOpen ? lexer.take() : "";
                return open.isEmpty() ? null : new Statement(entry, open);
            }
            line = new String(bytes, StandardCharsets.UTF_8);
            // with nothing begun: an empty line, a comment, a command to psql
            boolean skipped = lexer.idle() && (line.isBlank() || line.startsWith("--") || line.startsWith("\\"));
            read = skipped ? line.length() : 0;
            if (skipped) {
                aside.accept(line);
            }
            Matcher head = HEAD.matcher(line);
            if (skipped && head.matches()) {
                entry = new Entry(head.group(2), head.group(3), head.group(1));
            } else if (line.isEmpty() && !skipped) {
                lexer.feed(line, 0);
            }
        }
    }

    /** A row of the statement just read, without its line feed; null when there are no more. */
    byte @Nullable [] row() throws IOException {
        byte[] row = inRows ? bytes() : null;
        boolean end =
                row == null || (row.length == 2 && END_OF_ROWS.equals(new String(row, StandardCharsets.US_ASCII)));
        inRows &= !end;
        line = ""; // what follows the semicolon is a line feed
        read = 0;
        return end ? null : row;
    }

    private byte @Nullable [] bytes() throws IOException {
        ByteArrayOutputStream more = null;
        while (true) {
            if (position == limit) {
                position = 0;
                limit = in.read(buffer);
                if (limit <= 0) {
                    limit = 0;
                    return more == null ? null : more.toByteArray();
                }
            }
            int from = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            if (position < limit && more == null) {
                return Arrays.copyOfRange(buffer, from, position++);
            }
            more = more == null ? new ByteArrayOutputStream() : more;
            more.write(buffer, from, position - from);
            if (position < limit) {
                position++;
                return more.toByteArray();
            }
        }
    }
}
