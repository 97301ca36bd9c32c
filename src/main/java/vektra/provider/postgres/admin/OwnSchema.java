package vektra.provider.postgres.admin;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/**
 * The schema of an add-on's database that is the administrator's. Scripts of extensions that are not trusted run as
 * superuser, with that schema and the catalog as their search path: no name in them can mean something of an app, which
 * cannot create anything there.
 */
public record OwnSchema(Admin admin, Names names) {
    public static final String NAME = "vektra";
    public static final String STATISTICS = "pg_stat_statements";

    private static final Set<String> TAKEN = Set.of(STATISTICS, "postgis", "vector");

    /** What needs another extension would have that one's schema on its path. */
    private static final String ALONE = "SELECT a.name FROM pg_available_extensions a"
            + " JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version"
            + " WHERE v.requires IS NULL AND v.schema IS NULL";

    private static final String OWNER =
            "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = '" + NAME + "'";

    /** Tables of an extension that hold an app's data as well, which dumps therefore carry. */
    private static final String TABLES = "SELECT format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s', t::regclass)"
            + " FROM pg_extension, unnest(extconfig) t WHERE extname = ?"
            + " AND EXISTS (SELECT 1 FROM pg_class WHERE oid = t AND relkind = 'r')";

    private static final String PATH = "SELECT s FROM pg_db_role_setting, unnest(setconfig) s"
            + " WHERE setrole = 0 AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND s LIKE 'search\\_path=%'";

    /** Those that only an administrator can make, and that a server has. */
    public static Set<String> taken(Admin admin) {
        return admin.run(session -> {
            Set<String> taken = new TreeSet<>(session.superuser() ? session.column(ALONE) : List.of());
            taken.retainAll(TAKEN);
            return taken;
        });
    }

    public void add(String name) {
        if (name.equals(STATISTICS)) {
            requireLoaded();
        }
        admin.run(names.database(), session -> {
            session.atomically(() -> make(session, names, name));
            if (session.column(PATH).isEmpty()) {
                session.run(
                        "ALTER DATABASE " + quoted(names.database()) + " SET search_path = \"$user\", public, " + NAME);
            }
            return true;
        });
    }

    private void requireLoaded() {
        boolean loaded = admin.run(session -> session.column("SHOW shared_preload_libraries"))
                .get(0)
                .contains(STATISTICS);
        if (!loaded) {
            Text hint = admin.server().managed()
                    ? Text.of(
                            Next.of("addons:enable", admin.server().service())
                                    .option(PostgresOptions.STATEMENT_STATISTICS, true),
                            ", then ",
                            Next.of("addons:restart", admin.server().id()))
                    : Text.of("add it to shared_preload_libraries there, and restart the server");
            throw VektraException.conflict(
                    "postgres at " + admin.url().at() + " counts no statements: " + STATISTICS
                            + " is loaded when a server starts",
                    hint);
        }
    }

    /** In a database that no app can enter, or where the schema is there already, or by one transaction. */
    public static void make(Session session, Names names, String name) throws SQLException {
        if (session.column(OWNER).isEmpty()) {
            session.run("CREATE SCHEMA " + NAME);
        }
        boolean own = session.column(OWNER).equals(session.column("SELECT current_user"))
                && !session.exists("SELECT 1 WHERE has_schema_privilege(?, '" + NAME + "', 'CREATE')", names.owner());
        if (!own) {
            throw VektraException.conflict(
                    "the schema " + NAME + " of the database " + names.database() + " is the app's own",
                    "give it another name: ALTER SCHEMA " + NAME + " RENAME TO …");
        }
        session.run("GRANT USAGE ON SCHEMA " + NAME + " TO " + quoted(names.owner()));
        session.run("CREATE EXTENSION IF NOT EXISTS " + quoted(name) + " SCHEMA " + NAME);
        for (String grant : session.column(TABLES, name)) {
            session.runAsWritten(grant + " TO " + quoted(names.owner()));
        }
    }
}
