package vektra.provider.postgres.dump;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.provider.postgres.dump.Script.Entry;
import vektra.provider.postgres.dump.Script.Statement;
import vektra.provider.postgres.session.Session;

/**
 * The search paths that the statements of a dump are run with. What pg_dump prints names everything in full; the code
 * of the app, which loading runs, does not. So the path is empty at first, and where that fails, as an app would have it.
 */
final class Paths {
    private static final String NONE = "pg_catalog";
    private static final int MOST_SCHEMAS = 100;

    private static final String SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'"
            + " AND nspname <> 'information_schema' ORDER BY nspname <> 'public', nspname LIMIT " + MOST_SCHEMAS;

    /** Code of the app whose names its own path decides. */
    private static final String UNPINNED = "SELECT pg_catalog.format('%I.%I(%s)', n.nspname, p.proname,"
            + " pg_catalog.pg_get_function_identity_arguments(p.oid)), n.nspname FROM pg_proc p"
            + " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname !~ '^pg_'"
            + " AND n.nspname <> 'information_schema' AND p.prokind IN ('f', 'p')"
            + " AND p.proowner = current_user::regrole"
            + " AND NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) c WHERE c ~ '^search_path=')"
            + " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')";

    private static final String ANALYZED = "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm')"
            + " AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    private final Session session;
    private final List<String> pinned = new ArrayList<>();
    private String now = "";
    private String app = "'$user', 'public'";
    private @Nullable List<String> schemas;

    Paths(Session session) {
        this.session = session;
    }

    /** @param list names in quotes, as ALTER DATABASE takes them */
    void ofApp(String list) {
        app = list;
    }

    void use(String path) throws SQLException {
        if (!path.equals(now)) {
            session.runAsWritten("SET search_path TO " + path);
            now = path;
        }
    }

    /** With the schema of the entry before those of the app, unless it is one of them: so does an app with many. */
    private String own(Entry entry) {
        String schema = literal(entry.schema());
        boolean none = entry.schema().isEmpty() || entry.schema().equals("-");
        return none || app.contains(schema) ? app : schema + ", " + app;
    }

    /** With every schema there is at its end. */
    String widest(Entry entry) throws SQLException {
        List<String> all = schemas;
        if (all == null) {
            use(NONE);
            all = session.column(SCHEMAS).stream().map(Paths::literal).toList();
            schemas = all;
        }
        String own = own(entry);
        return Stream.concat(Stream.of(own), all.stream().filter(schema -> !own.contains(schema)))
                .collect(Collectors.joining(", "));
    }

    void attempt(Statement statement) throws SQLException {
        boolean exact = !statement.entry().type().equals("MATERIALIZED VIEW DATA");
        try {
            use(exact ? NONE : own(statement.entry()));
            session.runAsWritten(statement.sql());
        } catch (SQLException first) {
            if (!codeOfApp(statement, first)) {
                throw first;
            }
            again(statement);
        }
    }

    private void again(Statement statement) throws SQLException {
        Set<String> more = new LinkedHashSet<>(List.of(own(statement.entry()), widest(statement.entry())));
        for (String path : more) {
            try {
                use(path);
                session.runAsWritten(statement.sql());
                return;
            } catch (SQLException e) {
                // the next may do
            }
        }
        // from 17 on the server itself empties the path for indexes and materialized views
        pin();
        session.runAsWritten(statement.sql());
    }

    /** Whether code of the app may have failed, and not the server or the dump. */
    static boolean codeOfApp(Statement statement, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (statement.entry().type()) {
            case "", "ACL", "DEFAULT ACL", "COMMENT", "SCHEMA", "DATABASE PROPERTIES" -> false;
            default -> !state.startsWith("08") && !state.startsWith("57") && !state.startsWith("53");
        };
    }

    /** Gives functions and procedures their path for a while. */
    private void pin() throws SQLException {
        String before = now;
        use(NONE);
        for (List<String> routine : session.rows(UNPINNED)) {
            String path = widest(new Entry("", routine.get(1), ""));
            session.runAsWritten("ALTER ROUTINE " + routine.get(0) + " SET search_path TO " + path);
            pinned.add(routine.get(0));
        }
        use(before);
    }

    void unpin() throws SQLException {
        use(NONE);
        for (String routine : pinned) {
            session.runAsWritten("ALTER ROUTINE " + routine + " RESET search_path");
        }
        pinned.clear();
    }

    /** Lest the first queries are planned blindly; a table that cannot be analyzed is only slower. */
    void analyze() throws SQLException {
        use(NONE);
        List<String> tables = session.column(ANALYZED);
        use(widest(Entry.NONE));
        try {
            session.run("ANALYZE");
        } catch (SQLException e) {
            for (String table : tables) {
                analyze(table);
            }
        }
    }

    private void analyze(String table) throws SQLException {
        try {
            session.runAsWritten("ANALYZE " + table);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
        }
    }

    private static String literal(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
