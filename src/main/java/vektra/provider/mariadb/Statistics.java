package vektra.provider.mariadb;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.ActionResult;
import vektra.model.text.Figure;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.Session;

/** Figures of an add-on's database; of a query only its first word, since the rest may hold secrets. */
final class Statistics {
    private static final String CONNECTIONS = "SELECT LOWER(COMMAND), COUNT(*) FROM information_schema.PROCESSLIST"
            + " WHERE LEFT(USER, ?) = ? GROUP BY 1 ORDER BY 1";

    private static final String LONGEST = "SELECT TIME, INFO, ID FROM information_schema.PROCESSLIST"
            + " WHERE LEFT(USER, ?) = ? AND COMMAND = 'Query' ORDER BY TIME_MS DESC LIMIT 1";

    private static final String TABLES = "SELECT TABLE_NAME, DATA_LENGTH + INDEX_LENGTH, TABLE_ROWS"
            + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'"
            + " ORDER BY 2 DESC, 1 LIMIT 5";

    private Statistics() {}

    static ActionResult of(Admin admin, Names names) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        admin.run(session -> collect(session, names, figures));
        return ActionResult.figures("Figures of the database " + names.database(), figures);
    }

    private static boolean collect(Session session, Names names, Map<String, Figure> figures) throws SQLException {
        int length = names.prefix().length();
        figures.put("size", Figure.bytes(number(session.one(AddonDatabase.SIZE, names.database()))));
        for (List<@Nullable String> state : session.rows(CONNECTIONS, length, names.prefix())) {
            figures.put("connections " + Session.text(state.get(0)), Figure.of(number(state.get(1))));
        }
        figures.put("longest query", Figure.seconds(null));
        for (List<@Nullable String> found : session.rows(LONGEST, length, names.prefix())) {
            figures.put("longest query", Figure.seconds(number(found.get(0))));
            figures.put("statement of the longest query", Figure.of(firstWord(Session.text(found.get(1)))));
            figures.put("id of the longest query", Figure.of(number(found.get(2))));
        }
        for (List<@Nullable String> table : session.rows(TABLES, names.database())) {
            figures.put("table " + Session.text(table.get(0)), Figure.bytes(number(table.get(1))));
            figures.put("rows of " + Session.text(table.get(0)) + " (estimate)", Figure.of(number(table.get(2))));
        }
        return true;
    }

    private static String firstWord(String statement) {
        String word = statement.strip().replaceFirst("(?s)[^A-Za-z].*", "");
        return word.isEmpty() ? "unknown" : word.toUpperCase(Locale.ROOT);
    }

    private static Long number(@Nullable String text) {
        return Session.number(text);
    }
}
