package vektra.provider.postgres.admin;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.text.VektraException;
import vektra.program.Retries;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** Takes roles away, with what holds them: sessions, objects, privileges. */
public final class Roles {
    private static final Duration SESSIONS_END_WITHIN = Duration.ofSeconds(10);

    /** Apps may make objects while theirs are handed over, but not for long: they are locked out by then. */
    private static final int ROUNDS = 5;

    private static final String OF_ADDON = "SELECT rolname FROM pg_roles WHERE left(rolname, length(?)) = ?"
            + " AND substr(rolname, length(?) + 1) ~ ";

    /** The {@code Courier}s of an add-on; its login prefix goes in three times. */
    public static final String COURIERS = OF_ADDON + "'^x[0-9a-f]{11}$'";

    private final Admin admin;

    public Roles(Admin admin) {
        this.admin = admin;
    }

    /**
     * Lets an administrator that is no superuser act as the role: hand over its objects, end its sessions. From 16 on
     * the maker of a role may only administer it until it grants itself the rest.
     */
    public static void seize(Session session, String role) throws SQLException {
        if (!session.superuser()) {
            session.run("GRANT " + quoted(role) + " TO CURRENT_USER"
                    + (session.major() >= 16 ? " WITH INHERIT TRUE, SET TRUE" : ""));
            Failpoint.reached("postgres: role granted to the administrator");
        }
    }

    public static boolean exists(Session session, String role) throws SQLException {
        return session.exists("SELECT 1 FROM pg_roles WHERE rolname = ?", role);
    }

    /** The login roles of an add-on. */
    public static List<String> logins(Session session, Names names) throws SQLException {
        return session.column(
                OF_ADDON + "'^[0-9a-f]{12}$' ORDER BY rolname",
                names.loginPrefix(),
                names.loginPrefix(),
                names.loginPrefix());
    }

    /** The roles that carry the data of an add-on at the moment, or did so when they crashed. */
    public static List<String> couriers(Session session, Names names) throws SQLException {
        return session.column(COURIERS, names.loginPrefix(), names.loginPrefix(), names.loginPrefix());
    }

    /** The locked login that a spare brought along for the add-on and that was not claimed. */
    public static List<String> unclaimed(Session session, Names names) throws SQLException {
        return session.column(
                OF_ADDON + "'^s[0-9a-f]{11}$'", names.loginPrefix(), names.loginPrefix(), names.loginPrefix());
    }

    /**
     * Locks roles out at once and drops them.
     *
     * @param heir who gets what they own; null when it is dropped
     */
    public void drop(List<String> roles, @Nullable String heir) {
        for (int round = 0; round < ROUNDS; round++) {
            List<Holding> holdings = admin.run(session -> dropUnlessHolding(session, roles));
            if (holdings.isEmpty()) {
                return;
            }
            holdings.forEach(holding -> clear(holding, heir));
        }
        throw VektraException.unavailable(
                "postgres at " + admin.url().at() + " still has objects of " + String.join(", ", roles),
                "try again; see what owns objects with psql's \\dg and DROP OWNED",
                null);
    }

    /** Objects or privileges of a role in a database, which only a session in that database can take away. */
    private record Holding(String role, String database) {}

    private List<Holding> dropUnlessHolding(Session session, List<String> roles) throws SQLException {
        List<Holding> holdings = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (String role : roles) {
            if (exists(session, role)) {
                found.add(role);
                lockOut(session, role);
                databasesHoldingFor(session, role).forEach(database -> holdings.add(new Holding(role, database)));
            }
        }
        if (holdings.isEmpty() && !found.isEmpty()) {
            for (String role : found) {
                endSessions(session, role); // one that was logging in when login was forbidden
            }
            new Insistence(admin)
                    .run(
                            session,
                            "DROP ROLE IF EXISTS "
                                    + found.stream().map(Session::quoted).collect(Collectors.joining(", ")));
            Failpoint.reached("postgres: roles dropped");
        }
        return holdings;
    }

    private List<String> databasesHoldingFor(Session session, String role) throws SQLException {
        return session.column(
                "SELECT DISTINCT coalesce(d.datname, current_database()) FROM pg_shdepend s"
                        + " LEFT JOIN pg_database d ON d.oid = s.dbid"
                        + " WHERE s.refclassid = 'pg_authid'::regclass AND s.refobjid = ?::regrole"
                        + " AND (s.dbid = 0 OR d.oid IS NOT NULL)",
                quoted(role));
    }

    private void clear(Holding holding, @Nullable String heir) {
        admin.run(holding.database(), session -> {
            Session.Steps handOver = () -> {
                if (heir != null) {
                    session.run("REASSIGN OWNED BY " + quoted(holding.role()) + " TO " + quoted(heir));
                }
                session.run("DROP OWNED BY " + quoted(holding.role()));
            };
            new Insistence(admin).run(session, () -> session.atomically(handOver));
            Failpoint.reached("postgres: objects handed over");
            return true;
        });
    }

    /**
     * Forbids the role to log in and ends its sessions. They end once before that as well: one of them may have locked
     * the role's entry, to be kept in.
     */
    public void lockOut(Session session, String role) throws SQLException {
        seize(session, role);
        terminate(session, role);
        new Insistence(admin).run(session, "ALTER ROLE " + quoted(role) + " NOLOGIN");
        Failpoint.reached("postgres: login forbidden");
        endSessions(session, role);
        Failpoint.reached("postgres: sessions ended");
    }

    private static boolean terminate(Session session, String role) throws SQLException {
        return session.exists(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ? AND pid <> pg_backend_pid()",
                role);
    }

    void endSessions(Session session, String role) throws SQLException {
        long start = System.nanoTime();
        // each round ends the sessions again: one may have been logging in
        while (terminate(session, role)) {
            boolean late = Duration.ofNanos(System.nanoTime() - start).compareTo(SESSIONS_END_WITHIN) > 0;
            if (late || !Retries.slept(5)) {
                throw VektraException.unavailable(
                        "postgres at " + admin.url().at() + " did not end the sessions of " + role,
                        "the role cannot log in any more; try again to end what is left",
                        null);
            }
        }
    }
}
