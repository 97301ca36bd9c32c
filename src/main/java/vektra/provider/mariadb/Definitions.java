package vektra.provider.mariadb;

import static vektra.provider.mariadb.session.Session.quoted;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.Session;

/** What of a database is defined over its tables and cannot be renamed: views, triggers, routines and events. */
final class Definitions {
    private static final String VIEWS =
            "SELECT TABLE_NAME FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ? ORDER BY 1";

    private static final String ALL = "SELECT 'VIEW', TABLE_NAME FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?"
            + " UNION ALL SELECT 'TRIGGER', TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?"
            + " UNION ALL SELECT ROUTINE_TYPE, ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?"
            + " UNION ALL SELECT 'EVENT', EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?";

    private final Admin admin;
    private final Names names;

    Definitions(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
    }

    /** The statements that make them again, in a database of whatever name. */
    String text() {
        Dumps dumps = new Dumps(admin, names);
        String routines = dumps.definitions(
                List.of("--no-data", "--no-create-info", "--routines", "--triggers", "--events", "--skip-comments"),
                List.of());
        List<String> views = admin.run(session -> session.column(VIEWS, names.database()));
        return dumps.head()
                + routines
                + (views.isEmpty()
                        ? ""
                        : dumps.definitions(List.of("--no-data", "--skip-triggers", "--skip-comments"), views));
    }

    void drop(Session session) throws SQLException {
        String database = names.database();
        for (List<@Nullable String> each : session.rows(ALL, database, database, database, database)) {
            session.run(
                    "DROP " + each.get(0) + " IF EXISTS " + quoted(database) + "." + quoted(Session.text(each.get(1))));
        }
    }

    /** Makes them as that text says, in place of all that are there; again is no error. */
    void replace(String text, String source) {
        admin.run(session -> {
            drop(session);
            return true;
        });
        try {
            new Dumps(admin, names).add(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), source);
        } catch (IOException e) {
            throw VektraException.unavailable("the definitions cannot be passed on: " + e.getMessage(), null, e);
        }
    }
}
