package vektra.provider.postgres.admin;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vektra.model.Failpoint;
import vektra.program.Retries;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** Lets the login roles of an add-on in or keeps them out; passwords and limits stay as they are. */
public final class Gate {
    /**
     * Sessions on their way in: known to the server, and not yet to its list of sessions. One that takes long over it
     * waits for its client's password, and learns after that whether it may still log in.
     */
    private static final String LOGGING_IN = "SELECT 1 FROM pg_locks l WHERE l.locktype = 'virtualxid'"
            + " AND l.pid IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.pid = l.pid"
            + " AND (a.usesysid IS NOT NULL OR a.backend_type <> 'client backend'))";

    private static final Duration LOGGED_IN_WITHIN = Duration.ofSeconds(1);

    private final Admin admin;
    private final Names names;

    public Gate(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
    }

    /** Returns the roles that were open until now; when it returns, no login of the add-on is in, nor comes in. */
    public List<String> shut() {
        List<String> open = new ArrayList<>();
        admin.run(session -> {
            List<String> logins = Roles.logins(session, names);
            for (String role : logins) {
                Roles.seize(session, role);
                if (session.exists("SELECT 1 FROM pg_roles WHERE rolname = ? AND rolcanlogin", role)) {
                    new Insistence(admin).run(session, "ALTER ROLE " + quoted(role) + " NOLOGIN");
                    open.add(role);
                    Failpoint.reached("postgres: login shut");
                }
            }
            awaitLogins(session);
            for (String role : logins) {
                new Roles(admin).endSessions(session, role);
            }
            Failpoint.reached("postgres: all sessions ended");
            return true;
        });
        return open;
    }

    private static void awaitLogins(Session session) throws SQLException {
        long start = System.nanoTime();
        while (session.exists(LOGGING_IN)
                && Duration.ofNanos(System.nanoTime() - start).compareTo(LOGGED_IN_WITHIN) < 0
                && Retries.slept(5)) {
            // asked again
        }
    }

    public void admit() {
        admit(admin.run(session -> Roles.logins(session, names)));
    }

    public void admit(List<String> roles) {
        admin.run(session -> {
            new Insistence(admin).run(session, () -> admit(session, roles));
            return true;
        });
    }

    public static void admit(Session session, Collection<String> roles) throws SQLException {
        for (String role : roles) {
            if (Roles.exists(session, role)) {
                session.run("ALTER ROLE " + quoted(role) + " LOGIN");
                Failpoint.reached("postgres: login admitted");
            }
        }
    }

    /** Ends the sessions of the add-on's users, who may log in again at once; returns how many. */
    public int endSessions() {
        return admin.run(session -> {
            int ended = 0;
            for (String role : Roles.logins(session, names)) {
                Roles.seize(session, role);
                ended += session.column(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?", role)
                        .size();
            }
            return ended;
        });
    }
}
