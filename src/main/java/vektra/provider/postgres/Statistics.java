package vektra.provider.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.ActionResult;

/** Figures of an add-on's database; of a query only its first word, since the rest may hold what is nobody's business. */
final class Statistics {
    private static final String DATABASE = "SELECT pg_size_pretty(pg_database_size(d.oid)),"
            + " coalesce(round(100.0 * s.blks_hit / nullif(s.blks_hit + s.blks_read, 0), 1) || ' %', 'nothing read yet'),"
            + " s.xact_commit, s.xact_rollback, s.deadlocks"
            + " FROM pg_database d JOIN pg_stat_database s ON s.datid = d.oid WHERE d.datname = ?";

    private static final String CONNECTIONS = "SELECT coalesce(state, 'starting'), count(*) FROM pg_stat_activity"
            + " WHERE datname = ? AND pid <> pg_backend_pid() GROUP BY 1 ORDER BY 1";

    private static final String LONGEST = "SELECT date_trunc('second', now() - %1$s)::text || ', '"
            + " || coalesce(upper(substring(query FROM '^\\s*([A-Za-z]+)')), 'unknown') || ', pid ' || pid"
            + " FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid() AND %1$s IS NOT NULL AND %2$s"
            + " ORDER BY %1$s LIMIT 1";

    private static final String TABLES = "SELECT n.nspname || '.' || c.relname,"
            + " pg_size_pretty(pg_total_relation_size(c.oid)), greatest(c.reltuples, 0)::bigint"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm')"
            + " AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"
            + " ORDER BY pg_total_relation_size(c.oid) DESC, 1 LIMIT 5";

    private Statistics() {}

    static ActionResult of(Admin admin, Names names) {
        List<Map<String, String>> rows = new ArrayList<>();
        admin.run(session -> whole(session, names.database(), rows));
        admin.run(names.database(), session -> {
            for (List<String> table : session.rows(TABLES)) {
                add(rows, "table " + table.get(0), table.get(1) + ", about " + table.get(2) + " rows");
            }
            return true;
        });
        return new ActionResult("figures of the database " + names.database(), rows);
    }

    private static boolean whole(Session session, String database, List<Map<String, String>> rows) throws SQLException {
        for (List<String> found : session.rows(DATABASE, database)) {
            add(rows, "size", found.get(0));
            add(rows, "cache hits", found.get(1));
            add(rows, "commits", found.get(2));
            add(rows, "rollbacks", found.get(3));
            add(rows, "deadlocks", found.get(4));
        }
        for (List<String> state : session.rows(CONNECTIONS, database)) {
            add(rows, "connections " + state.get(0), state.get(1));
        }
        longest(session, database, "longest query", LONGEST.formatted("query_start", "state = 'active'"), rows);
        longest(session, database, "oldest transaction", LONGEST.formatted("xact_start", "true"), rows);
        return true;
    }

    private static void longest(
            Session session, String database, String name, String query, List<Map<String, String>> rows)
            throws SQLException {
        List<String> found = session.column(query, database);
        add(rows, name, found.isEmpty() ? "none" : found.get(0));
    }

    private static void add(List<Map<String, String>> rows, String name, String value) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("figure", name);
        row.put("value", value);
        rows.add(row);
    }
}
