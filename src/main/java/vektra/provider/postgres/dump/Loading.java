package vektra.provider.postgres.dump;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;
import vektra.model.text.VektraException;
import vektra.provider.postgres.dump.Script.Entry;
import vektra.provider.postgres.dump.Script.Statement;
import vektra.provider.postgres.session.Session;

/**
 * Loads the SQL of a dump with the rights of the app. Each statement is a transaction of its own: in one for all, the
 * server would have to hold a lock for each table until the end.
 */
public final class Loading {
    private static final Set<String> NOT_THERE = Set.of("42704", "42501", "22023");
    private static final String EXISTS_ALREADY = "42P06";
    private static final String UNKNOWN_ROLE = "42704";

    private static final Pattern SET = Pattern.compile("SET ([a-z_]+) = .*", Pattern.DOTALL);
    private static final Pattern OF_DATABASE =
            Pattern.compile("ALTER DATABASE \\S+ SET (\\S+) (?:TO|=) (.*)", Pattern.DOTALL);
    private static final Pattern LATER = Pattern.compile(
            "(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES) .*|ALTER TABLE .* ENABLE ROW LEVEL SECURITY", Pattern.DOTALL);

    private static final Pattern FROM = Pattern.compile(" FROM stdin;?\\s*$");

    /** What app code may depend on; others of a database's settings could end this session. */
    private static final Pattern FELT =
            Pattern.compile("\"?(timezone|default_text_search_config|lc_[a-z]+|.*\\..*)\"?", Pattern.CASE_INSENSITIVE);

    private final Session session;
    private final Passing passing;
    private final Paths paths;
    private final Contents contents = new Contents();
    private final List<Statement> loaded = new ArrayList<>();
    private final List<Statement> later = new ArrayList<>();
    private final List<Statement> last = new ArrayList<>();
    private final Map<Entry, VektraException> refused = new LinkedHashMap<>();

    public Loading(Session session, Passing passing) throws SQLException {
        this.session = session;
        this.passing = passing;
        this.paths = new Paths(session);
        session.run("SET synchronous_commit = off"); // the whole is begun again after a crash
        session.run("SET timezone = 'UTC'");
        session.run("SET intervalstyle = 'postgres'");
    }

    /** Runs the statements of one section and loads its rows. */
    public void take(InputStream sql) throws IOException {
        Script script = new Script(sql, passing.renamed());
        try {
            for (Statement next = script.next(); next != null; next = script.next()) {
                if (next.hasRows()) {
                    copy(script, next);
                } else {
                    take(next);
                }
            }
        } catch (SQLException e) {
            throw failed("the dump", e);
        }
    }

    /** Whether tables refused their rows, since a check reads a table that had none yet. */
    public boolean refused() {
        return !refused.isEmpty();
    }

    /** Loads the rows that were refused; when none of them are taken this time either, that is the end. */
    public void takeRefused(InputStream sql) throws IOException {
        Map<Entry, VektraException> before = new LinkedHashMap<>(refused);
        Script script = new Script(sql, passing.renamed());
        try {
            for (Statement next = script.next(); next != null; next = script.next()) {
                if (next.hasRows() && refused.remove(next.entry()) != null) {
                    copy(script, next);
                } else if (next.hasRows()) {
                    skip(script);
                }
            }
        } catch (SQLException e) {
            throw failed("the dump", e);
        }
        if (refused.size() == before.size()) {
            throw refused.values().iterator().next();
        }
    }

    /** Does what had to wait for all the rest, and returns what was loaded. */
    public Contents finish() {
        try {
            paths.analyze();
            paths.unpin();
            for (Statement statement : later) {
                run(statement);
            }
            for (Statement statement : last) {
                run(statement);
            }
            session.run("SET synchronous_commit = on");
            session.run("CREATE TEMPORARY TABLE \"all is on disk\" ()"); // a commit that waits for those before it
            session.run("DROP TABLE \"all is on disk\"");
            return contents;
        } catch (SQLException e) {
            throw failed("the dump", e);
        }
    }

    /** Reads the rows of all tables that were loaded, to be compared with what was loaded. */
    public Contents arrived() {
        Contents found = new Contents();
        try {
            for (Statement statement : loaded) {
                Rows rows = new Rows(statement.sql());
                CopyOut copy = session.copyOut(FROM.matcher(statement.sql()).replaceFirst(" TO stdout"));
                for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                    rows.add(Arrays.copyOf(row, row.length - 1)); // it ends with a line feed
                }
                found.add(statement, rows);
            }
            return found;
        } catch (SQLException e) {
            throw failed("the loaded rows", e);
        }
    }

    private void take(Statement statement) throws SQLException {
        if (!LATER.matcher(statement.sql()).matches()) {
            run(statement);
        } else if (statement.entry().name().startsWith("SCHEMA ")) {
            last.add(statement); // nothing in a schema can be named once it is closed
        } else {
            // privileges may take away what loading needs, and policies would hide rows from materialized views
            later.add(statement);
        }
    }

    private void copy(Script script, Statement statement) throws SQLException, IOException {
        paths.use(paths.widest(statement.entry()));
        Rows rows = new Rows(statement.sql());
        try {
            CopyIn copy = session.copyIn(statement.sql());
            Sending sending = new Sending(copy);
            for (byte[] row = script.row(); row != null; row = script.row()) {
                rows.add(row);
                sending.add(row);
            }
            sending.rest();
            copy.endCopy();
            loaded.add(statement);
            contents.add(statement, rows);
        } catch (SQLException e) {
            VektraException failure = failed(statement.entry().toString(), e);
            if (!Paths.codeOfApp(statement, e)) {
                throw failure;
            }
            refused.put(statement.entry(), failure);
            skip(script);
        }
    }

    private static void skip(Script script) throws IOException {
        while (script.row() != null) {
            // to the end of the rows
        }
    }

    private void run(Statement statement) throws SQLException {
        if (passing.leavesOut(statement)) {
            return;
        }
        Entry entry = statement.entry();
        Matcher ofDatabase = OF_DATABASE.matcher(statement.sql());
        if (ofDatabase.matches()) {
            setting(ofDatabase.group(1), ofDatabase.group(2));
        }
        try {
            paths.attempt(statement);
            contents.add(statement);
        } catch (SQLException e) {
            if (!tolerable(statement, e)) {
                throw failed(entry.equals(Entry.NONE) ? "the dump" : entry.toString(), e);
            }
        }
    }

    /** The app's own settings are in effect while its data are loaded, as far as its code may depend on them. */
    private void setting(String name, String value) throws SQLException {
        if (name.equals("search_path")) {
            paths.ofApp(value);
        } else if (FELT.matcher(name).matches()) {
            session.runAsWritten("SET " + name + " TO " + value);
        }
    }

    private static boolean tolerable(Statement statement, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (statement.entry().type()) {
            // a role that was dropped since holds nothing
            case "ACL", "DEFAULT ACL" -> state.equals(UNKNOWN_ROLE);
            // made by the administrator before
            case "SCHEMA" -> state.equals(EXISTS_ALREADY);
            case "COMMENT" -> statement.entry().name().startsWith("EXTENSION ");
            // an operator's, or of another version
            case "DATABASE PROPERTIES" -> NOT_THERE.contains(state);
            default -> SET.matcher(statement.sql()).matches() && NOT_THERE.contains(state);
        };
    }

    private static VektraException failed(String what, SQLException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        return VektraException.unavailable(what + " cannot be loaded: " + said, null, e);
    }
}
