package vektra.provider.mariadb;

import java.util.List;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.Names;

/** Says by name what of an add-on's database cannot be carried elsewhere, before anything is touched. */
final class Copyable {
    private static final int SHOWN = 5;

    /** Only a question about rows makes the server look whether it could open the view. */
    private static final String BROKEN_VIEWS = "SELECT TABLE_NAME FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'VIEW' AND TABLE_COMMENT <> 'VIEW' AND TABLE_ROWS IS NULL"
            + " ORDER BY 1 LIMIT " + SHOWN;

    private static final String VERSIONED = "SELECT TABLE_NAME FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'SYSTEM VERSIONED' ORDER BY 1 LIMIT " + SHOWN;

    private Copyable() {}

    static void require(Admin admin, Names names) {
        Dumps.requirePrograms(admin);
        admin.run(session -> {
            refuse(
                    session.column(VERSIONED, names.database()),
                    "keeps the history of its rows, which a dump leaves out",
                    "ALTER TABLE … DROP SYSTEM VERSIONING gives the history up");
            refuse(
                    session.column(BROKEN_VIEWS, names.database()),
                    "is a view of what does not exist any more",
                    "DROP VIEW, or make what it reads again");
            return true;
        });
    }

    private static void refuse(List<String> tables, String why, String hint) {
        if (!tables.isEmpty()) {
            boolean more = tables.size() == SHOWN;
            throw VektraException.conflict(
                    "the data cannot be copied: " + String.join(", ", tables) + (more ? " and others" : "") + " " + why,
                    hint);
        }
    }
}
