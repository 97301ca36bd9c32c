package vektra.provider.postgres;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import vektra.model.Failpoint;
import vektra.model.Id;
import vektra.model.Server;
import vektra.provider.postgres.session.Session;

/**
 * Databases made ready for add-ons to come: making one takes the server some thirty milliseconds or more, giving a ready
 * one another name two. No role may connect to one before it is claimed, so that one is always as good as new.
 */
final class Spares {
    /** Has an underscore too many to be an add-on's. */
    private static final String PREFIX = "vektra_spare_";

    /** A limit of -2 marks a database whose dropping was cut short; another administrator's only he may rename. */
    private static final String READY = "SELECT datname FROM pg_database WHERE datname ~ '^" + PREFIX
            + "[0-9a-f]{12}$' AND datconnlimit <> -2 AND pg_has_role(datdba, 'MEMBER')";

    /** A process that makes spares holds this advisory lock: an arbitrary number, the bytes of "vektra". */
    private static final String LOCK = "130177966568033";

    private static final String SOMEBODY_IS_AT_IT =
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
                    // an app may lock the same number, in its own database
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                    + " AND (classid::bigint << 32 | objid::bigint) = " + LOCK;

    /** Gone, or in the hands of another who renames it. */
    private static final Set<String> TAKEN = Set.of("3D000", "55006", "XX000");

    private Spares() {}

    private static int wanted(Server server) {
        String option = server.option(PostgresService.SPARES);
        return server.managed() && !option.isEmpty() ? Integer.parseInt(option) : 0;
    }

    /** Gives a spare that name; false when there is none. */
    static boolean claim(Session session, String name) throws SQLException {
        for (String spare : session.column(READY)) {
            try {
                session.run("ALTER DATABASE " + quoted(spare) + " RENAME TO " + quoted(name));
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

    /** Whether there are not as many as there should be, and no process is making them. */
    static boolean lacking(Session session, Server server) throws SQLException {
        return session.column(READY).size() != wanted(server) && !session.exists(SOMEBODY_IS_AT_IT);
    }

    /** Makes as many as there should be, and drops what is too much; nothing when another process does. */
    static int make(Session session, Server server) throws SQLException {
        if (!session.column("SELECT pg_try_advisory_lock(" + LOCK + ")").contains("t")) {
            return 0;
        }
        try {
            List<String> ready = session.column(READY);
            int missing = wanted(server) - ready.size();
            for (int i = 0; i < missing; i++) {
                String spare = quoted(PREFIX + Id.fresh().brief());
                session.run("CREATE DATABASE " + spare + " ALLOW_CONNECTIONS false");
                Failpoint.reached("postgres: spare database created");
                session.run("REVOKE ALL ON DATABASE " + spare + " FROM PUBLIC");
                Failpoint.reached("postgres: spare database closed to others");
            }
            drop(session, ready.subList(0, Math.max(0, -missing)));
            return Math.max(0, missing);
        } finally {
            session.column("SELECT pg_advisory_unlock(" + LOCK + ")");
        }
    }

    /** Drops all that are ready, which then lack what new ones would have. */
    static boolean discard(Session session) throws SQLException {
        drop(session, session.column(READY));
        return true;
    }

    private static void drop(Session session, List<String> spares) throws SQLException {
        for (String spare : spares) {
            session.run("DROP DATABASE IF EXISTS " + quoted(spare) + " WITH (FORCE)");
            Failpoint.reached("postgres: spare database dropped");
        }
    }
}
