package vektra.provider.postgres;

import static vektra.provider.postgres.Session.quoted;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PasswordUtil;
import vektra.model.Failpoint;
import vektra.model.Id;
import vektra.model.Secret;
import vektra.provider.postgres.Session.Work;

/**
 * A login role of its own for whoever carries an add-on's data. An app may have put code into its database that runs when
 * the data are read or written, and in the administrator's session it would be master of the whole server.
 */
final class Courier implements AutoCloseable {
    /** Counting all rows of a big table takes its time. */
    private static final Duration PATIENCE = Duration.ofHours(1);

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
        // one that a crash left lets nobody in after an hour
        String until =
                session.column("SELECT (now() + interval '1 hour')::text").get(0);
        session.atomically(() -> {
            session.run("CREATE ROLE " + quoted(role) + " WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT"
                    + " VALID UNTIL '" + until + "' PASSWORD '" + verifier + "'");
            session.run("GRANT " + quoted(names.owner()) + " TO " + quoted(role));
            session.run("ALTER ROLE " + quoted(role) + " SET role = '"
                    + names.owner().replace("'", "''") + "'");
        });
        Failpoint.reached("postgres: courier made");
        return true;
    }

    /** Takes away those that a crash left and that nobody can be using any more. */
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
                Programs.environment(url, admin.server().managed());
        environment.put("PGOPTIONS", StartOptions.of(url.user(), admin.ask(Session::major)));
        return environment;
    }

    /** Does the work in the add-on's database, with no more rights than its apps have. */
    <T> T in(Work<T> work) {
        try (Session session = admin.login(url)) {
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
