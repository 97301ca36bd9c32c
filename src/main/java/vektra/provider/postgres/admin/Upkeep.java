package vektra.provider.postgres.admin;

import static vektra.provider.postgres.session.Session.quoted;

import java.security.SecureRandom;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.model.service.ServiceOption;
import vektra.provider.postgres.session.Session;
import vektra.sql.ConnectionOptions;

/** What a running server must have besides its add-ons; asks first, so that nothing is changed in vain. */
public final class Upkeep {
    private static final String PUBLIC_MAY_CONNECT = "SELECT datname FROM pg_database WHERE datallowconn AND EXISTS"
            + " (SELECT 1 FROM aclexplode(coalesce(datacl, acldefault('d', datdba))) a"
            + " WHERE a.grantee = 0 AND a.privilege_type = 'CONNECT')";

    /** Login roles are known by their names and by whose members they are. */
    private static final String OTHERWISE_LIMITED = "SELECT r.rolname FROM pg_roles r"
            + " JOIN pg_auth_members m ON m.member = r.oid JOIN pg_roles o ON o.oid = m.roleid"
            + " WHERE r.rolname ~ '_[0-9a-f]{12}_[0-9a-f]{12}$' AND r.rolconnlimit <> ?"
            + " AND o.rolname = left(r.rolname, -13) || '_owner'";

    private static final String ONE_ROUND = "SCRAM-SHA-256$1:%";
    private static final int SALT = 16;
    private static final long KILO = 1024;

    private final Admin admin;
    private final Server server;
    private @Nullable SQLException left;

    public Upkeep(Admin admin) {
        this.admin = admin;
        this.server = admin.server();
    }

    /** The option in PostgreSQL's words, where no limit is -1. */
    public static String connectionLimit(Server server) {
        String option = server.option(ConnectionOptions.CONNECTIONS_PER_APP);
        return option.isEmpty() || option.equals("0") ? "-1" : option;
    }

    public boolean on(Session session) throws SQLException {
        if (server.managed()) {
            logInFast(session);
            logSlow(session);
            limitFiles(session);
            for (String database : session.column(PUBLIC_MAY_CONNECT)) {
                insist(session, "REVOKE ALL ON DATABASE " + quoted(database) + " FROM PUBLIC");
                Failpoint.reached("postgres: database closed to others");
            }
        }
        limitConnections(session);
        if (left != null) {
            throw left;
        }
        return true;
    }

    /** What one app can keep from being done for it must not keep it from being done for the others. */
    private void insist(Session session, String sql) throws SQLException {
        try {
            new Insistence(admin).run(session, sql);
        } catch (SQLException e) {
            if (!Insistence.TOO_LATE.equals(e.getSQLState())) {
                throw e;
            }
            left = e;
        }
    }

    private void limitConnections(Session session) throws SQLException {
        String limit = connectionLimit(server);
        for (String role : session.column(OTHERWISE_LIMITED, Integer.valueOf(limit))) {
            insist(session, "ALTER ROLE " + quoted(role) + " CONNECTION LIMIT " + limit);
            Failpoint.reached("postgres: connections limited");
        }
    }

    /**
     * Gives the administrator a verifier of one round. RFC 7677 asks for 4,096 to slow down the guessing of passwords that
     * people choose; this one has 142 random bits, and a JVM that starts for each command pays for every round.
     */
    private void logInFast(Session session) throws SQLException {
        if (!session.exists("SELECT 1 FROM pg_authid WHERE rolname = current_user AND rolpassword LIKE ?", ONE_ROUND)) {
            char[] password = admin.url().password().reveal().toCharArray();
            byte[] salt = new byte[SALT];
            new SecureRandom().nextBytes(salt);
            String verifier = PasswordUtil.encodeScramSha256(password, 1, salt);
            session.run("ALTER ROLE " + quoted(admin.url().user()) + " PASSWORD '" + verifier + "'");
            Failpoint.reached("postgres: administrator logs in fast");
        }
    }

    /** Not the administrator's, who restores what apps have; apps may not change this setting. */
    private void limitFiles(Session session) throws SQLException {
        String option = server.option(PostgresOptions.TEMP_FILES);
        long wanted = option.isEmpty() ? -1 : ServiceOption.bytes(option) / KILO;
        // what this session has is the administrator's
        String now = session.column("SELECT setting FROM pg_file_settings WHERE name = 'temp_file_limit'").stream()
                .reduce("-1", (earlier, later) -> later);
        if (!now.equals(String.valueOf(wanted))) {
            session.run("ALTER ROLE " + quoted(admin.url().user()) + " SET temp_file_limit = -1");
            session.run("ALTER SYSTEM SET temp_file_limit = " + wanted);
            session.run("SELECT pg_reload_conf()");
            Failpoint.reached("postgres: temporary files limited");
        }
    }

    private void logSlow(Session session) throws SQLException {
        String option = server.option(PostgresOptions.LOG_MIN_DURATION);
        String wanted = option.isEmpty() ? "-1" : option;
        if (!session.exists(
                "SELECT 1 FROM pg_settings WHERE name = 'log_min_duration_statement' AND setting = ?", wanted)) {
            session.run("ALTER SYSTEM SET log_min_duration_statement = " + Integer.parseInt(wanted));
            session.run("SELECT pg_reload_conf()");
            Failpoint.reached("postgres: slow statements logged");
        }
    }
}
