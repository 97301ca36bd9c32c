package vektra.provider.postgres;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.Failpoint;
import vektra.model.addon.Credentials;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Login;
import vektra.provider.postgres.admin.PostgresOptions;
import vektra.provider.postgres.admin.Roles;
import vektra.provider.postgres.admin.Upkeep;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/**
 * Databases made ready for add-ons to come, each with its owner and a login that was tried: making them takes some hundred
 * milliseconds, giving them other names a few. A spare accepts no connections and its login is locked, so that it stays as
 * good as new. The password of the login is stored nowhere: it is derived from the administrator's.
 */
final class Spares {
    /** Has an underscore too many to be an add-on's. */
    private static final String PREFIX = "vektra_spare_";

    private static final int BRIEF_LENGTH = 12;

    /** What a login that was tried is called. */
    private static final String LOGIN = "_login";

    /** A limit of -2 marks a database whose dropping was cut short. */
    private static final String READY = "SELECT d.datname FROM pg_database d JOIN pg_roles o ON o.oid = d.datdba"
            + " JOIN pg_roles l ON l.rolname = d.datname || '" + LOGIN + "'"
            + " WHERE d.datname ~ '^" + PREFIX + "[0-9a-f]{12}$' AND d.datconnlimit <> -2"
            + " AND o.rolname = d.datname || '_owner'";

    private static final String DATABASES = "SELECT datname FROM pg_database WHERE left(datname, " + PREFIX.length()
            + ") = '" + PREFIX + "' AND pg_has_role(datdba, 'MEMBER')";
    private static final String ROLES =
            "SELECT rolname FROM pg_roles WHERE left(rolname, " + PREFIX.length() + ") = '" + PREFIX + "'";

    /** What is of no spare that is ready. */
    private static final String LEFT = "SELECT 1 FROM (SELECT datname AS name FROM pg_database"
            + " UNION ALL SELECT rolname FROM pg_roles) named WHERE left(name, " + PREFIX.length() + ") = '" + PREFIX
            + "' AND left(name, " + (PREFIX.length() + BRIEF_LENGTH) + ") NOT IN (" + READY + ")";

    /** A process that makes spares holds this advisory lock: an arbitrary number, the bytes of "vektra". */
    private static final String LOCK = "130177966568033";

    private static final String BEING_MADE = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
            // an app may lock the same number, in its own database
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND (classid::bigint << 32 | objid::bigint) = " + LOCK;

    /** Gone, or in the hands of another who renames it. */
    private static final Set<String> TAKEN = Set.of("3D000", "42704", "55006", "XX000");

    private static final Pattern BRIEF = Pattern.compile("[0-9a-f]{12}");

    private Spares() {}

    private static int wanted(Server server) {
        String option = server.option(PostgresOptions.SPARES);
        return server.managed() && !option.isEmpty() ? Integer.parseInt(option) : 0;
    }

    /** Makes a spare the database, owner and unclaimed login of those names; false when there is none. */
    static boolean claim(Session session, Names names) throws SQLException {
        for (String spare : session.column(READY)) {
            String login = quoted(names.unclaimed(brief(spare)));
            String database = quoted(names.database());
            try {
                session.atomically(() -> {
                    rename(session, "ROLE", new Names(spare).owner(), names.owner());
                    rename(session, "ROLE", spare + LOGIN, names.unclaimed(brief(spare)));
                    session.run("ALTER ROLE " + login + " SET role = " + Login.literal(names.owner()));
                    rename(session, "DATABASE", spare, names.database());
                    session.run("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
                });
                Failpoint.reached("postgres: spare database claimed");
                return true;
            } catch (SQLException e) {
                if (!TAKEN.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
            }
        }
        return false;
    }

    /** Makes the login that came with a spare that of those credentials; empty when there is none any more. */
    static Optional<Credentials> claimLogin(Session session, Server server, Names names, Id credentials)
            throws SQLException {
        List<String> found = Roles.unclaimed(session, names);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String unclaimed = found.get(0);
        String login = names.login(credentials);
        session.atomically(() -> {
            session.run(
                    "ALTER ROLE " + quoted(unclaimed) + " LOGIN CONNECTION LIMIT " + Upkeep.connectionLimit(server));
            rename(session, "ROLE", unclaimed, login);
        });
        Failpoint.reached("postgres: spare login claimed");
        Secret password = SparePassword.of(server, names.spareOf(unclaimed));
        return Optional.of(new Credentials(credentials, login, password));
    }

    /** Drops the login that came with a spare and was not claimed: it would follow its owner to another name. */
    static void dropLogin(Session session, Names names) throws SQLException {
        for (String login : Roles.unclaimed(session, names)) {
            session.run("DROP ROLE IF EXISTS " + quoted(login));
            Failpoint.reached("postgres: spare login dropped");
        }
    }

    private static void rename(Session session, String kind, String from, String to) throws SQLException {
        session.run("ALTER " + kind + " " + quoted(from) + " RENAME TO " + quoted(to));
    }

    private static String brief(String spare) {
        return spare.substring(PREFIX.length());
    }

    /** Whether there are not as many as there should be, or one was not made to its end, and no process is making them. */
    static boolean lacking(Session session, Server server) throws SQLException {
        return server.managed()
                && (session.column(READY).size() != wanted(server) || session.exists(LEFT))
                && !session.exists(BEING_MADE);
    }

    /** Makes as many as there should be, and drops what is too much; nothing when another process does. */
    static int make(Admin admin) {
        return admin.run(session -> {
            if (!session.column("SELECT pg_try_advisory_lock(" + LOCK + ")").contains("t")) {
                return 0;
            }
            try {
                List<String> ready = session.column(READY);
                int missing = wanted(admin.server()) - ready.size();
                drop(session, ready.subList(Math.max(0, ready.size() + Math.min(0, missing)), ready.size()));
                dropOthers(session, session.column(READY));
                for (int i = 0; i < missing; i++) {
                    make(admin, session, PREFIX + Id.fresh().brief());
                }
                return Math.max(0, missing);
            } finally {
                session.column("SELECT pg_advisory_unlock(" + LOCK + ")");
            }
        });
    }

    private static void make(Admin admin, Session session, String spare) throws SQLException {
        Names names = new Names(spare);
        String database = quoted(spare);
        session.run("CREATE ROLE " + quoted(names.owner()) + " NOLOGIN");
        Failpoint.reached("postgres: spare owner created");
        session.run("CREATE DATABASE " + database + " OWNER " + quoted(names.owner()) + " ALLOW_CONNECTIONS false");
        Failpoint.reached("postgres: spare database created");
        session.run("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        Failpoint.reached("postgres: spare database closed to others");
        session.run("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
        String tried = spare + "_new";
        new Login(admin, names, tried).grant(SparePassword.of(admin.server(), Names.tail(brief(spare))));
        session.atomically(() -> {
            session.run("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
            session.run("ALTER ROLE " + quoted(tried) + " NOLOGIN");
            rename(session, "ROLE", tried, spare + LOGIN);
        });
        Failpoint.reached("postgres: spare ready");
    }

    /** Drops all, which then lack what new ones would have. */
    static boolean discard(Session session) throws SQLException {
        dropOthers(session, List.of());
        return true;
    }

    private static void drop(Session session, List<String> spares) throws SQLException {
        for (String spare : spares) {
            session.dropDatabase(spare);
            Failpoint.reached("postgres: spare database dropped");
        }
    }

    /** What is of no spare that is ready: databases, then roles. */
    private static void dropOthers(Session session, List<String> ready) throws SQLException {
        List<String> databases = new ArrayList<>(session.column(DATABASES));
        databases.removeAll(ready);
        drop(session, databases);
        Set<String> kept = new HashSet<>(ready);
        for (String role : session.column(ROLES)) {
            Matcher brief = BRIEF.matcher(role);
            if (!brief.find(PREFIX.length()) || !kept.contains(PREFIX + brief.group())) {
                session.run("DROP ROLE IF EXISTS " + quoted(role));
                Failpoint.reached("postgres: spare role dropped");
            }
        }
    }
}
