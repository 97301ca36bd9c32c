package vektra.provider.postgres;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.addon.ActionResult;
import vektra.model.text.Figure;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** Figures of an add-on's database; of a query only its first word, since the rest may hold secrets. */
final class Statistics {
    private static final String DATABASE = "SELECT pg_database_size(d.oid),"
            + " round(100.0 * s.blks_hit / nullif(s.blks_hit + s.blks_read, 0), 1),"
            + " s.xact_commit, s.xact_rollback, s.deadlocks"
            + " FROM pg_database d JOIN pg_stat_database s ON s.datid = d.oid WHERE d.datname = ?";

    private static final String CONNECTIONS = "SELECT coalesce(state, 'starting'), count(*) FROM pg_stat_activity"
            + " WHERE datname = ? AND pid <> pg_backend_pid() GROUP BY 1 ORDER BY 1";

    private static final String LONGEST = "SELECT extract(epoch FROM now() - %1$s)::bigint,"
            + " coalesce(upper(substring(query FROM '^\\s*([A-Za-z]+)')), 'unknown'), pid"
            + " FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid() AND %1$s IS NOT NULL AND %2$s"
            + " ORDER BY %1$s LIMIT 1";

    private static final String TABLES = "SELECT n.nspname || '.' || c.relname,"
            + " pg_total_relation_size(c.oid), greatest(c.reltuples, 0)::bigint"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm')"
            + " AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"
            + " ORDER BY pg_total_relation_size(c.oid) DESC, 1 LIMIT 5";

    private Statistics() {}

    static ActionResult of(Admin admin, Names names) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        admin.run(session -> whole(session, names.database(), figures));
        admin.run(names.database(), session -> {
            for (List<String> table : session.rows(TABLES)) {
                figures.put("table " + table.get(0), Figure.bytes(number(table.get(1))));
                figures.put("rows of " + table.get(0) + " (estimate)", Figure.of(number(table.get(2))));
            }
            return true;
        });
        return ActionResult.figures("Figures of the database " + names.database(), figures);
    }

    private static boolean whole(Session session, String database, Map<String, Figure> figures) throws SQLException {
        for (List<String> found : session.rows(DATABASE, database)) {
            figures.put("size", Figure.bytes(number(found.get(0))));
            figures.put("cache hits", Figure.percent(found.get(1) == null ? null : Double.valueOf(found.get(1))));
            figures.put("commits", Figure.of(number(found.get(2))));
            figures.put("rollbacks", Figure.of(number(found.get(3))));
            figures.put("deadlocks", Figure.of(number(found.get(4))));
        }
        for (List<String> state : session.rows(CONNECTIONS, database)) {
            figures.put("connections " + state.get(0), Figure.of(number(state.get(1))));
        }
        longest(session, database, "longest query", LONGEST.formatted("query_start", "state = 'active'"), figures);
        longest(session, database, "oldest transaction", LONGEST.formatted("xact_start", "true"), figures);
        return true;
    }

    private static void longest(
            Session session, String database, String name, String query, Map<String, Figure> figures)
            throws SQLException {
        figures.put(name, Figure.seconds(null));
        for (List<String> found : session.rows(query, database)) {
            figures.put(name, Figure.seconds(number(found.get(0))));
            figures.put("statement of the " + name, Figure.of(found.get(1)));
            figures.put("pid of the " + name, Figure.of(number(found.get(2))));
        }
    }

    private static Long number(String text) {
        return Long.valueOf(text);
    }
}
