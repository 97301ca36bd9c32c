package vektra.provider.postgres.dump;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.addon.Part;
import vektra.provider.postgres.dump.Script.Statement;

/** What a dump holds, to be compared with a dump of what it was loaded into. */
public final class Contents {
    private static final int LONGEST = 200;

    /** Their definitions hold expressions, which PostgreSQL does not always spell again as it did before. */
    private static final Set<String> SPELT_ANEW = Set.of(
            "TABLE",
            "VIEW",
            "MATERIALIZED VIEW",
            "INDEX",
            "CONSTRAINT",
            "CHECK CONSTRAINT",
            "DOMAIN",
            "TYPE",
            "DEFAULT",
            "POLICY",
            "RULE",
            "TRIGGER",
            "STATISTICS",
            "FUNCTION",
            "PROCEDURE",
            "AGGREGATE",
            "PUBLICATION TABLE");

    private static final Pattern ROW_SECURITY = Pattern.compile("ALTER TABLE .* ROW LEVEL SECURITY", Pattern.DOTALL);
    private static final Pattern OPENED = Pattern.compile("SELECT pg_catalog\\.lo_open\\('([0-9]+)'.*", Pattern.DOTALL);

    private static final String ROWS = "rows of ";

    private final Map<String, String> figures = new TreeMap<>();
    private final Map<String, Part> tables = new TreeMap<>();
    private final Map<String, Long> largeObjects = new TreeMap<>();
    private String largeObject = "";

    /** What a dump holds that is not loaded. */
    public static Contents of(Script script, Passing passing) throws IOException {
        Contents contents = new Contents();
        for (Statement next = script.next(); next != null; next = script.next()) {
            if (next.hasRows()) {
                Rows rows = new Rows(next.sql());
                for (byte[] row = script.row(); row != null; row = script.row()) {
                    rows.add(row);
                }
                contents.add(next, rows);
            } else if (!passing.leavesOut(next)) {
                contents.add(next);
            }
        }
        return contents;
    }

    /** Counts a statement that defines something. */
    void add(Statement statement) {
        String what = statement.entry().toString();
        String type = statement.entry().type();
        if (type.isEmpty() || statement.sql().startsWith("SET ")) {
            return; // concerns the session alone
        }
        if (type.equals("BLOBS")) {
            addLargeObject(statement.sql());
        } else if (SPELT_ANEW.contains(type)
                && !ROW_SECURITY.matcher(statement.sql()).matches()) {
            figures.put(what, "defined");
        } else {
            figures.put(type.toLowerCase(Locale.ROOT) + ": " + statement.sql(), "there");
        }
    }

    private void addLargeObject(String sql) {
        Matcher opened = OPENED.matcher(sql);
        if (opened.matches()) {
            largeObject = opened.group(1);
            largeObjects.put(largeObject, 0L);
        } else if (sql.contains("lowrite")) {
            largeObjects.merge(largeObject, 0L, (sum, none) -> sum * 31 + sql.hashCode());
        }
        figures.put("large object " + largeObject, Long.toHexString(largeObjects.getOrDefault(largeObject, 0L)));
    }

    void add(Statement copy, Rows rows) {
        String table = copy.entry().toString().replaceFirst("^table data ", "table ");
        tables.put(table, rows.part());
        figures.put(ROWS + table, rows.part().toString());
    }

    /** The rows of each table, and all large objects together. */
    public Map<String, Part> parts() {
        Map<String, Part> parts = new TreeMap<>(tables);
        if (!largeObjects.isEmpty()) {
            String sum = Integer.toHexString(largeObjects.hashCode());
            parts.put("large objects", new Part(largeObjects.size(), "object", sum));
        }
        return parts;
    }

    /** The first table whose rows did not arrive as they were, in words. */
    public Optional<String> lostRows(Contents arrived) {
        Contents rows = new Contents();
        figures.entrySet().stream()
                .filter(figure -> figure.getKey().startsWith(ROWS))
                .forEach(figure -> rows.figures.put(figure.getKey(), figure.getValue()));
        return rows.lost(arrived);
    }

    /** The first thing that did not arrive as it was, in words. */
    public Optional<String> lost(Contents arrived) {
        return figures.entrySet().stream()
                .filter(figure -> !figure.getValue().equals(arrived.figures.get(figure.getKey())))
                .map(figure -> shown(figure.getKey()) + ": " + figure.getValue() + " became "
                        + arrived.figures.getOrDefault(figure.getKey(), "nothing"))
                .findFirst();
    }

    private static String shown(String what) {
        String line = what.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
