package vektra.provider.postgres;

import static vektra.provider.postgres.Session.quoted;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a database holds, as far as one look can tell, to be compared with a copy of it.
 *
 * @param figures each thing by kind and name, such as {@code table public.users}, with what must be the same
 */
record Contents(Map<String, String> figures) {
    private static final String OWN_SCHEMA = "n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'";
    private static final String NOT_OF_EXTENSION =
            " AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = %s.oid AND e.deptype = 'e')";

    private static final String TABLES = "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n"
            + " ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND " + OWN_SCHEMA
            + NOT_OF_EXTENSION.formatted("c");

    private static final List<String> QUERIES = List.of(
            "SELECT 'sequence ' || schemaname || '.' || sequencename, coalesce(last_value, 0)::text FROM pg_sequences",
            "SELECT 'extension ' || extname, 'there' FROM pg_extension",
            "SELECT 'large objects', count(*) || ' ' || coalesce(md5(string_agg(oid::text, ' ' ORDER BY oid)), '')"
                    + " FROM pg_largeobject_metadata",
            "SELECT 'relations of kind ' || c.relkind::text || ' in ' || n.nspname, count(*)::text FROM pg_class c"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relpersistence <> 't' AND " + OWN_SCHEMA
                    + NOT_OF_EXTENSION.formatted("c") + " GROUP BY 1",
            "SELECT 'functions in ' || n.nspname, count(*)::text FROM pg_proc p JOIN pg_namespace n"
                    + " ON n.oid = p.pronamespace WHERE " + OWN_SCHEMA + NOT_OF_EXTENSION.formatted("p")
                    + " GROUP BY 1",
            "SELECT 'triggers', count(*)::text FROM pg_trigger WHERE NOT tgisinternal",
            // from 18 on NOT NULL is one as well
            "SELECT 'constraints in ' || n.nspname, count(*)::text FROM pg_constraint c JOIN pg_namespace n"
                    + " ON n.oid = c.connamespace WHERE c.contype <> 'n' AND " + OWN_SCHEMA
                    + NOT_OF_EXTENSION.formatted("c") + " GROUP BY 1");

    static Contents of(Session session) throws SQLException {
        Map<String, String> figures = new TreeMap<>();
        for (List<String> table : session.rows(TABLES)) {
            String name = quoted(table.get(0)) + "." + quoted(table.get(1));
            figures.put(
                    "table " + table.get(0) + "." + table.get(1),
                    session.column("SELECT count(*) FROM ONLY " + name).get(0) + " rows");
        }
        for (String query : QUERIES) {
            for (List<String> row : session.rows(query)) {
                figures.put(row.get(0), row.get(1));
            }
        }
        return new Contents(figures);
    }

    /** The first thing that did not arrive as it was, in words. */
    Optional<String> lost(Contents arrived) {
        return figures.entrySet().stream()
                .filter(figure -> !figure.getValue().equals(arrived.figures.get(figure.getKey())))
                .map(figure -> figure.getKey() + ": " + figure.getValue() + " became "
                        + arrived.figures.getOrDefault(figure.getKey(), "nothing"))
                .findFirst();
    }
}
