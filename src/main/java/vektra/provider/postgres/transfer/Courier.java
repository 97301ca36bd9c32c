package vektra.provider.postgres.transfer;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PasswordUtil;
import vektra.model.Failpoint;
import vektra.model.name.Id;
import vektra.model.text.Secret;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Belongings;
import vektra.provider.postgres.admin.Failures;
import vektra.provider.postgres.admin.Roles;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.session.Session;
import vektra.provider.postgres.session.Session.Work;
import vektra.provider.postgres.session.StartOptions;

/**
 * A login role of its own for copying an add-on's data. An app may have put code into its database that runs when
 * the data are read or written, and in the administrator's session it would be master of the whole server.
 */
final class Courier implements AutoCloseable {
    /** Counting all rows of a big table takes its time. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final int BYPASS_CAN_BE_GIVEN = 16;

    /** What the owner could give itself again, and so may read. */
    private static final String UNUSABLE_SCHEMAS =
            "SELECT format('GRANT USAGE ON SCHEMA %I', nspname) FROM pg_namespace WHERE pg_has_role(nspowner, 'USAGE')"
                    + " AND NOT has_schema_privilege(oid, 'USAGE')";

    private static final String UNREADABLE =
            "SELECT format('GRANT SELECT ON %s %I.%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,"
                    + " n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.relkind IN ('r', 'p', 'm', 'S') AND pg_has_role(c.relowner, 'USAGE')"
                    + " AND c.relpersistence <> 't' AND CASE c.relkind WHEN 'S' THEN"
                    + " NOT has_sequence_privilege(c.oid, 'SELECT') ELSE NOT has_table_privilege(c.oid, 'SELECT') END"
                    + " UNION ALL SELECT format('GRANT SELECT ON LARGE OBJECT %s', oid) FROM pg_largeobject_metadata"
                    + " WHERE pg_has_role(lomowner, 'USAGE') AND lomacl IS NOT NULL";

    private final Admin admin;
    private final Names names;
    private final ServerUrl url;

    private Courier(Admin admin, Names names, ServerUrl url) {
        this.admin = admin;
        this.names = names;
        this.url = url;
    }

    static Courier of(Admin admin, Names names) {
        sweep(admin, names);
        Belongings.gather(admin, names);
        String role = names.courier(Id.fresh());
        Secret password = Secret.fresh();
        // the verifier, so that the password itself never reaches the server's log
        String verifier = PasswordUtil.encodeScramSha256(password.reveal().toCharArray());
        admin.run(session -> make(session, names, role, verifier));
        return new Courier(admin, names, admin.url().as(role, password).in(names.database()));
    }

    private static boolean make(Session session, Names names, String role, String verifier) throws SQLException {
        String until = soon(session);
        // its app's own policies must hide nothing of the app's own data from it
        String rows = seesAllRows(session) ? " BYPASSRLS" : "";
        session.atomically(() -> {
            session.run("CREATE ROLE " + quoted(role) + " WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT" + rows
                    + " VALID UNTIL '" + until + "' PASSWORD '" + verifier + "'");
            session.run("GRANT " + quoted(names.owner()) + " TO " + quoted(role));
            session.run("ALTER ROLE " + quoted(role) + " SET role = '"
                    + names.owner().replace("'", "''") + "'");
        });
        Failpoint.reached("postgres: courier made");
        return true;
    }

    /** The login of a courier that a crash left expires after an hour. */
    private static String soon(Session session) throws SQLException {
        return session.column("SELECT (now() + interval '1 hour')::text").get(0);
    }

    /** Whether the administrator may make a courier that no row security concerns. */
    static boolean seesAllRows(Session session) throws SQLException {
        return session.superuser()
                || (session.major() >= BYPASS_CAN_BE_GIVEN
                        && session.exists("SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolbypassrls"));
    }

    /** Takes away those that a crash left and that cannot be in use any more. */
    private static void sweep(Admin admin, Names names) {
        List<String> stale = admin.run(session -> session.column(
                Roles.COURIERS + " AND rolvaliduntil < now()"
                        + " AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.usename = rolname)",
                names.loginPrefix(),
                names.loginPrefix(),
                names.loginPrefix()));
        if (!stale.isEmpty()) {
            new Roles(admin).drop(stale, names.owner());
        }
    }

    /** The variables that tell a program where to log in, and under which settings. */
    Map<String, String> environment() {
        Map<String, String> environment =
                PostgresPrograms.environment(url(), admin.server().managed());
        environment.put("PGOPTIONS", StartOptions.of(role(), admin.ask(Session::major)));
        return environment;
    }

    String role() {
        return url.user();
    }

    /** Good for a login now, however long the work before took. */
    ServerUrl url() {
        admin.run(session -> {
            session.run("ALTER ROLE " + quoted(role()) + " VALID UNTIL '" + soon(session) + "'");
            return true;
        });
        return url;
    }

    /** Lets it read what the owner has taken from itself; what it was given ends with it. */
    void makeReadable() {
        in(session -> {
            // whose schemas it may then use, other than the owner
            session.run("SET ROLE " + quoted(role()));
            for (String unreadable : List.of(UNUSABLE_SCHEMAS, UNREADABLE)) {
                for (String grant : session.column(unreadable)) {
                    session.runAsWritten(grant + " TO " + quoted(role()));
                }
            }
            return true;
        });
    }

    /** Does the work in the add-on's database, with no more rights than its apps have. */
    <T> T in(Work<T> work) {
        try (Session session = admin.login(url())) {
            return work.on(session.impatient(PATIENCE));
        } catch (SQLException e) {
            throw new Failures(url, admin.server().managed(), PATIENCE).of(e);
        }
    }

    @Override
    public void close() {
        new Roles(admin).drop(List.of(url.user()), names.owner());
    }
}
