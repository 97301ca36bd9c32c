package vektra.provider.postgres.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.provider.postgres.dump.Script.Statement;

/** What a dump of another system would do here, and what of it is left out: owners, grants, the database itself. */
public final class Foreign {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final int LONGEST = 80;

    /** Everything becomes the app's own, in the transaction that is there already. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "ALTER .* OWNER TO .*|GRANT .*|REVOKE .*|ALTER DEFAULT PRIVILEGES .*|REASSIGN OWNED .*"
                    + "|(?:RE)?SET (?:SESSION AUTHORIZATION|ROLE)\\b.*|(?:CREATE|ALTER|DROP|COMMENT ON) DATABASE .*"
                    + "|COMMENT ON (?:EXTENSION|SCHEMA \"?public\"?) .*"
                    + "|CREATE SCHEMA (?:IF NOT EXISTS )?\"?public\"?|DROP SCHEMA (?:IF EXISTS )?\"?public\"?(?: .*)?"
                    + "|(?:BEGIN|START TRANSACTION|COMMIT|END)(?: (?:WORK|TRANSACTION))?"
                    + "|SET client_encoding .*|SET default_tablespace .*"
                    + "|SECURITY LABEL .*|CREATE EXTENSION (?:IF NOT EXISTS )?\"?plpgsql\"?\\b.*",
            FLAGS);

    private static final Pattern REFUSED = Pattern.compile(
            "(ROLLBACK|ABORT|SAVEPOINT|RELEASE|PREPARE TRANSACTION|COMMIT|END|BEGIN|CREATE (?:ROLE|USER|GROUP)"
                    + "|ALTER (?:ROLE|USER|SYSTEM)|DROP (?:ROLE|USER|GROUP)|CREATE TABLESPACE|DISCARD|RESET ALL)\\b.*",
            FLAGS);

    private static final Pattern ENCODING =
            Pattern.compile("SET client_encoding\\s*(?:=|TO)\\s*'?\"?([\\w-]+).*", FLAGS);
    private static final Pattern EXTENSION = Pattern.compile(
            "CREATE EXTENSION (?:IF NOT EXISTS )?\"?([\\w-]+)\"?(?:.*\\bSCHEMA \"?(\\w+)\"?)?.*", FLAGS);
    private static final Pattern TABLE = Pattern.compile("CREATE (?:UNLOGGED |FOREIGN )?TABLE .*", FLAGS);

    private static final String DUMP = "-- PostgreSQL database dump";
    private static final String END = DUMP + " complete";
    private static final String CLUSTER = "-- PostgreSQL database cluster dump";

    private final Map<String, String> extensions = new TreeMap<>();
    private long statements;
    private long tables;
    private boolean begun;
    private boolean ended;

    /** Whether a statement has no place here, where everything is the app's own. */
    static boolean leavesOut(Statement statement) {
        return LEFT_OUT.matcher(statement.sql()).matches();
    }

    /** Reads SQL to its end. */
    public void read(InputStream sql) throws IOException {
        Script script = Script.foreign(sql, this::aside);
        for (Statement next = script.next(); next != null; next = script.next()) {
            statements++;
            tables += TABLE.matcher(next.sql()).matches() ? 1 : 0;
            check(next);
            if (next.hasRows()) {
                while (script.row() != null) {
                    // to the end of the rows
                }
            }
        }
    }

    private void check(Statement statement) {
        Matcher encoding = ENCODING.matcher(statement.sql());
        if (encoding.matches() && !List.of("utf8", "utf-8", "unicode").contains(lower(encoding.group(1)))) {
            throw VektraException.invalid(
                    "the file is in the encoding " + Shown.plain(encoding.group(1)), "dump it in the encoding UTF8");
        }
        Matcher refused = REFUSED.matcher(statement.sql());
        if (refused.matches() && !leavesOut(statement)) {
            throw VektraException.invalid(
                    "the file cannot be imported as one transaction by an app: " + shown(statement.sql()),
                    "dump one database with pg_dump, or take the statement out");
        }
        Matcher extension = EXTENSION.matcher(statement.sql());
        if (extension.matches() && !leavesOut(statement)) {
            extensions.put(extension.group(1), extension.group(2) == null ? "public" : extension.group(2));
        }
    }

    private void aside(String line) {
        begun |= line.startsWith(DUMP);
        ended |= line.startsWith(END);
        if (line.startsWith(CLUSTER)) {
            throw VektraException.invalid(
                    "the file is a dump of a whole server, of pg_dumpall", "dump one database with pg_dump");
        }
        boolean restriction = line.startsWith("\\restrict") || line.startsWith("\\unrestrict");
        boolean database = line.startsWith("\\connect") && statements < 10 && tables == 0;
        if (line.startsWith("\\") && !restriction && !database) {
            throw VektraException.invalid(
                    "the file has a command to psql, which is not run: " + shown(line), "take it out");
        }
    }

    /** What has no statement, or breaks off, is INVALID. */
    public void requireWhole() {
        if (statements == 0) {
            throw VektraException.invalid("the file holds no SQL", "pg_dump makes one that does");
        }
        if (begun && !ended) {
            throw VektraException.invalid("the file breaks off: the end of the dump is missing", "dump it again");
        }
    }

    /** Those that are made, with the schemas that they are to be in. */
    public Map<String, String> extensions() {
        return extensions;
    }

    public String words() {
        return tables == 0 ? statements + " statements" : Shown.counted(tables, "table");
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    /** The start of it: what follows may be data. */
    private static String shown(String sql) {
        String line = Shown.plain(sql.lines().findFirst().orElse(""));
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
