package vektra.provider.postgres.transfer;

import java.sql.SQLException;
import java.util.List;
import vektra.model.text.VektraException;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** Says by name what of an add-on's database cannot be carried elsewhere, before anything is touched. */
public final class Copyable {
    private static final int SHOWN = 5;

    private static final String FORCED = "SELECT c.oid::regclass::text FROM pg_class c"
            + " WHERE c.relrowsecurity AND c.relforcerowsecurity ORDER BY 1 LIMIT " + SHOWN;

    /** Every table is locked at once, so that all of them are read as they were at one moment. */
    private static final String TABLES_AND_LOCKS = "SELECT (SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p')"
            + " AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)),"
            + " current_setting('max_locks_per_transaction')::bigint * (current_setting('max_connections')::bigint"
            + " + current_setting('max_prepared_transactions')::bigint)";

    /** What belongs to neither the owner nor a login role can be neither read nor made again with their rights. */
    private static final String FOREIGN = "SELECT c.oid::regclass::text FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner"
            + " WHERE c.relkind IN ('r', 'p', 'm', 'S') AND c.relpersistence <> 't' AND n.nspname !~ '^pg_'"
            + " AND n.nspname <> 'information_schema' AND left(r.rolname, length(?)) <> ?"
            + " AND NOT has_table_privilege(?, c.oid, 'SELECT')"
            + " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
            + " ORDER BY 1 LIMIT " + SHOWN;

    private Copyable() {}

    public static void require(Admin admin, Names names) {
        PostgresPrograms programs = new PostgresPrograms(admin.server().software());
        int major = admin.ask(Session::major);
        programs.atLeast(major, Dumps.DUMP);
        programs.atLeast(major, Dumps.RESTORE);
        boolean seesAll = admin.ask(Courier::seesAllRows);
        admin.run(names.database(), session -> {
            if (!seesAll) {
                refuse(
                        session.column(FORCED),
                        "forces row-level security on its owner, and the administrator of postgres at "
                                + admin.url().at() + " cannot bypass it",
                        "as a superuser there, from PostgreSQL 16 on: ALTER ROLE "
                                + Session.quoted(admin.url().user()) + " BYPASSRLS; or ALTER TABLE … NO FORCE ROW LEVEL"
                                + " SECURITY");
            }
            refuse(
                    session.column(FOREIGN, names.loginPrefix(), names.loginPrefix(), names.owner()),
                    "belongs to a role outside of the add-on",
                    "give it to the add-on: ALTER TABLE … OWNER TO " + Session.quoted(names.owner()));
            requireLocks(session, admin);
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

    private static void requireLocks(Session session, Admin admin) throws SQLException {
        List<String> counted = session.rows(TABLES_AND_LOCKS).get(0);
        long tables = Long.parseLong(counted.get(0));
        long locks = Long.parseLong(counted.get(1));
        if (tables > locks) {
            throw VektraException.conflict(
                    "the database has " + tables + " tables, and postgres at "
                            + admin.url().at() + " can hold " + locks + " locks at once",
                    "raise its max_locks_per_transaction to " + (tables * 2 * 64 / Math.max(64, locks) + 64)
                            + " and restart it");
        }
    }
}
