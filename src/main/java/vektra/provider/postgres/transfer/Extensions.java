package vektra.provider.postgres.transfer;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vektra.model.addon.ActionResult;
import vektra.model.text.Figure;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Gate;
import vektra.provider.postgres.admin.OwnSchema;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/**
 * The extensions of an add-on's database. What the server's software does not call trusted runs a script as superuser
 * that relies on no other role writing to its schemas: in a database of an app, which owns them, that would be the app's
 * code. It is made in a schema of the administrator's, or in a database that nothing has been put into yet.
 */
public final class Extensions {
    /** None of them reaches files, programs, other databases or other servers. */
    static final Set<String> ALLOWED = new TreeSet<>(Set.of(
            "bloom",
            "btree_gin",
            "btree_gist",
            "citext",
            "cube",
            "dict_int",
            "dict_xsyn",
            "earthdistance",
            "fuzzystrmatch",
            "hstore",
            "intarray",
            "isn",
            "lo",
            "ltree",
            "pg_stat_statements",
            "pg_trgm",
            "pgcrypto",
            "postgis",
            "seg",
            "tablefunc",
            "tcn",
            "tsm_system_rows",
            "tsm_system_time",
            "unaccent",
            "uuid-ossp",
            "vector"));

    /** What the owner of a database may make there: of the version that is made unless said otherwise. */
    private static final String OFFERED = "SELECT a.name FROM pg_available_extensions a"
            + " JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version"
            + " WHERE v.trusted OR NOT v.superuser";

    /** Things of other roles than the administrator; before version 15 schema public is. */
    private static final String FILLED = "SELECT 1 FROM pg_shdepend s JOIN pg_database d ON d.oid = s.dbid"
            + " WHERE d.datname = current_database() AND s.deptype = 'o'"
            + " AND NOT (s.classid = 'pg_namespace'::regclass AND s.objid = 'public'::regnamespace)";

    /** Every database has it. */
    private static final String BUILTIN = "plpgsql";

    private static final String IN_USE = "2BP01";

    private final Admin admin;
    private final Names names;

    public Extensions(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
    }

    public ActionResult list(String done) {
        Set<String> taken = OwnSchema.taken(admin);
        List<Map<String, Figure>> rows = admin.run(names.database(), session -> {
            List<Map<String, Figure>> found = new ArrayList<>();
            Set<String> offered = new TreeSet<>(session.column(OFFERED));
            offered.addAll(taken);
            for (List<String> row : session.rows("SELECT name, coalesce(installed_version, default_version),"
                    + " installed_version IS NOT NULL, comment FROM pg_available_extensions ORDER BY name")) {
                boolean installed = row.get(2).equals("t");
                if ((ALLOWED.contains(row.get(0)) && offered.contains(row.get(0)))
                        || (installed && !row.get(0).equals(BUILTIN))) {
                    Map<String, Figure> shown = new LinkedHashMap<>();
                    shown.put("extension", Figure.of(row.get(0)));
                    shown.put("version", Figure.of(row.get(1)));
                    shown.put("installed", Figure.of(installed));
                    shown.put("description", Figure.of(row.get(3) == null ? "" : row.get(3)));
                    found.add(shown);
                }
            }
            return found;
        });
        return new ActionResult(done.isEmpty() ? rows.size() + " extensions are available" : done, rows);
    }

    public void add(String name) {
        refuseUnlessAllowed(name);
        requireOffered(List.of(name));
        boolean offered = admin.run(session -> session.column(OFFERED)).contains(name);
        if (!offered && OwnSchema.taken(admin).contains(name)) {
            new OwnSchema(admin, names).add(name);
            return;
        }
        if (!offered) {
            throw VektraException.conflict(
                    "the software of postgres at " + admin.url().at() + " does not mark the extension " + name
                            + " as trusted, so only an administrator could run its script, among objects of the app",
                    "for the available ones: the action extensions without parameters");
        }
        try (Courier courier = Courier.of(admin, names)) {
            courier.in(session -> {
                make(session, name);
                return true;
            });
        }
    }

    public void remove(String name) {
        refuseUnlessAllowed(name);
        admin.run(names.database(), session -> {
            try {
                session.run("DROP EXTENSION IF EXISTS " + quoted(name));
                return true;
            } catch (SQLException e) {
                if (IN_USE.equals(e.getSQLState())) {
                    throw VektraException.conflict(
                            "objects in the database need the extension " + name,
                            "drop them first; nothing was changed");
                }
                throw e;
            }
        });
    }

    static void refuseUnlessAllowed(String name) {
        if (!ALLOWED.contains(name)) {
            throw VektraException.invalid(
                    "the extension " + Shown.quoted(name) + " is not available",
                    "known: " + String.join(", ", ALLOWED));
        }
    }

    /** Those of the database, but for what every database has. */
    public List<String> installed() {
        return admin.run(names.database(), Extensions::installed);
    }

    private static List<String> installed(Session session) throws SQLException {
        return session.column("SELECT extname FROM pg_extension WHERE extname <> '" + BUILTIN + "'");
    }

    /** Refuses when the server's software does not bring one of them. */
    public void requireOffered(Collection<String> wanted) {
        List<String> offered = admin.run(session -> session.column("SELECT name FROM pg_available_extensions"));
        wanted.stream().filter(name -> !offered.contains(name)).findFirst().ifPresent(missing -> {
            throw VektraException.conflict(
                    "the software of postgres at " + admin.url().at() + " lacks the extension " + missing,
                    "install it there first");
        });
    }

    /**
     * Makes those of a dump that its app may not make itself, in a database that is empty.
     *
     * @param dumped name to schema
     * @return what was made, with what that needs
     */
    Set<String> prepare(Map<String, String> dumped) {
        if (dumped.isEmpty()) {
            return Set.of();
        }
        requireOffered(dumped.keySet());
        List<String> offered = admin.run(session -> session.column(OFFERED));
        Map<String, String> beyond = new TreeMap<>(dumped);
        beyond.keySet().removeAll(offered);
        return beyond.isEmpty() ? Set.of() : makeWhileShut(beyond);
    }

    /** Drops what was made for something that then failed; returns the failure, which says what could not be dropped. */
    VektraException takenBack(Set<String> made, VektraException failure) {
        if (made.isEmpty()) {
            return failure;
        }
        try {
            admin.run(names.database(), session -> {
                session.run("DROP EXTENSION IF EXISTS "
                        + made.stream().map(Session::quoted).collect(Collectors.joining(", ")));
                return true;
            });
            return failure;
        } catch (VektraException e) {
            failure.addSuppressed(e);
            return new VektraException(
                    failure.kind(),
                    failure.text(),
                    "but for the extensions " + String.join(", ", made) + ", which were made for it and stay",
                    failure);
        }
    }

    /** Logins of the add-on stay shut from the check until the extensions are made. */
    private Set<String> makeWhileShut(Map<String, String> extensions) {
        Gate gate = new Gate(admin, names);
        List<String> open = gate.shut();
        try {
            return admin.run(names.database(), session -> {
                if (session.exists(FILLED)) {
                    throw VektraException.conflict(
                            "the database " + names.database() + " is not empty, so "
                                    + String.join(", ", extensions.keySet()) + " cannot be put into it",
                            null);
                }
                List<String> before = installed(session);
                for (Map.Entry<String, String> one : extensions.entrySet()) {
                    if (one.getValue().equals(OwnSchema.NAME)) {
                        OwnSchema.make(session, names, one.getKey());
                    } else {
                        make(session, one.getKey());
                    }
                }
                Set<String> made = new TreeSet<>(installed(session));
                before.forEach(made::remove);
                return made;
            });
        } finally {
            gate.admit(open);
        }
    }

    private static void make(Session session, String name) throws SQLException {
        session.run("CREATE EXTENSION IF NOT EXISTS " + quoted(name) + " SCHEMA public CASCADE");
    }
}
