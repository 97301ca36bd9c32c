package vektra.provider.postgres.dump;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.postgresql.copy.CopyIn;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.provider.postgres.dump.Script.Entry;
import vektra.provider.postgres.dump.Script.Statement;
import vektra.provider.postgres.session.Session;

/** Runs the SQL of a dump of another system, all of it in the transaction that its caller has begun. */
public final class Importing {
    private static final byte[] LINE_FEED = {'\n'};
    /** Of another version, or an operator's. */
    private static final Set<String> NOT_THERE = Set.of("42704", "42501", "22023");

    private static final Pattern SETTING = Pattern.compile("SET [\\w.]+ *(?:=|TO) .*", Pattern.DOTALL);
    private static final Pattern EXTENSION =
            Pattern.compile("CREATE EXTENSION (?!IF NOT EXISTS)", Pattern.CASE_INSENSITIVE);

    /** What an app's own sessions begin with; that of the one which runs this is the catalog alone. */
    private static final String PATH = "SELECT pg_catalog.set_config('search_path', coalesce("
            + "(SELECT substr(s, 13) FROM pg_db_role_setting, unnest(setconfig) s WHERE setrole = 0 AND setdatabase ="
            + " (SELECT oid FROM pg_database WHERE datname = current_database()) AND s LIKE 'search\\_path=%'),"
            + " '\"$user\", public'), false)";

    private static final int LONGEST = 80;

    private final Session session;
    private long done;

    public Importing(Session session) {
        this.session = session;
    }

    /** Nothing of it counts when it fails: what the server refuses is a CONFLICT. */
    public void run(InputStream sql) throws IOException {
        Script script = Script.foreign(sql, aside -> {});
        Statement next = script.next();
        try {
            session.column(PATH);
            while (next != null) {
                if (next.hasRows()) {
                    copy(script, next);
                } else if (!Foreign.leavesOut(next)) {
                    run(next);
                }
                done++;
                next = script.next();
            }
        } catch (SQLException e) {
            throw failed(next == null ? new Statement(Entry.NONE, "") : next, e);
        }
    }

    private void run(Statement statement) throws SQLException {
        String sql = EXTENSION.matcher(statement.sql()).replaceFirst("CREATE EXTENSION IF NOT EXISTS ");
        if (!SETTING.matcher(sql).matches()) {
            session.runAsWritten(sql);
            return;
        }
        session.run("SAVEPOINT setting");
        try {
            session.runAsWritten(sql);
            session.run("RELEASE setting");
        } catch (SQLException e) {
            if (!NOT_THERE.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            session.run("ROLLBACK TO setting");
        }
    }

    private void copy(Script script, Statement statement) throws SQLException, IOException {
        CopyIn copy = session.copyIn(statement.sql());
        for (byte[] row = script.row(); row != null; row = script.row()) {
            copy.writeToCopy(row, 0, row.length);
            copy.writeToCopy(LINE_FEED, 0, 1);
        }
        copy.endCopy();
    }

    private VektraException failed(Statement statement, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        String what = (statement.entry().equals(Entry.NONE)
                        ? start(statement.sql())
                        : statement.entry().toString()) + " (statement " + (done + 1) + ")";
        return state.startsWith("08") || state.startsWith("57") || state.startsWith("53")
                ? VektraException.unavailable("the import was cut off, nothing was changed: " + said, null, e)
                : new VektraException(Kind.CONFLICT, what + " cannot be imported: " + said, "nothing was changed", e);
    }

    /** What follows may be data. */
    private static String start(String sql) {
        String first = sql.lines().findFirst().orElse("").replaceFirst("\\s*\\(.*", "");
        return first.length() <= LONGEST ? first : first.substring(0, LONGEST) + "…";
    }
}
