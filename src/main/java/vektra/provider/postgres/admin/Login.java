package vektra.provider.postgres.admin;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import org.postgresql.util.PasswordUtil;
import vektra.model.Failpoint;
import vektra.model.name.Id;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.program.Retries;
import vektra.provider.postgres.session.Collisions;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.session.Session;

/** The login role of one attachment: it acts as the owner, so that what one attachment makes the next may alter. */
public final class Login {
    private final Admin admin;
    private final Names names;
    private final String role;

    public Login(Admin admin, Names names, Id credentials) {
        this(admin, names, names.login(credentials));
    }

    /** @param role what it is called */
    public Login(Admin admin, Names names, String role) {
        this.admin = admin;
        this.names = names;
        this.role = role;
    }

    /** A name as a text in SQL. */
    public static String literal(String name) {
        return "'" + name.replace("'", "''") + "'";
    }

    public String role() {
        return role;
    }

    /** Makes the role, or lets it in again with this password, and proves that it works. */
    public void grant(Secret password) {
        // the verifier, so that the password itself never reaches the server's log
        String verifier = PasswordUtil.encodeScramSha256(password.reveal().toCharArray());
        String limit = Upkeep.connectionLimit(admin.server());
        boolean existed = admin.run(session -> grant(session, verifier, limit));
        prove(password);
        if (existed) {
            admin.run(session -> {
                new Insistence(admin).run(session, "ALTER ROLE " + quoted(role) + " CONNECTION LIMIT " + limit);
                Failpoint.reached("postgres: login role limited");
                return true;
            });
        }
    }

    /** Returns whether the role was there; it is then limited only later, since the app may use all it may have. */
    private boolean grant(Session session, String verifier, String limit) throws SQLException {
        boolean exists = Roles.exists(session, role);
        Session.Steps steps = () -> session.atomically(() -> {
            session.run((exists ? "ALTER ROLE " : "CREATE ROLE ") + quoted(role)
                    + (exists ? " WITH LOGIN" : " WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT")
                    + " CONNECTION LIMIT " + (exists ? "-1" : limit) + " PASSWORD '" + verifier + "'");
            session.run("GRANT " + quoted(names.owner()) + " TO " + quoted(role));
            session.run("ALTER ROLE " + quoted(role) + " SET role = " + literal(names.owner()));
        });
        if (exists) {
            new Insistence(admin).run(session, steps);
        } else {
            steps.take();
        }
        Failpoint.reached("postgres: login role granted");
        return exists;
    }

    private void prove(Secret password) {
        ServerUrl url = admin.url().as(role, password).in(names.database());
        Retries retries = new Retries();
        String actsAs = null;
        while (actsAs == null) {
            try (Session session = admin.login(url)) {
                actsAs = session.column("SELECT current_user").get(0);
            } catch (SQLException e) {
                if (!retries.worthIt(Collisions.worth(e, admin.connector().timeout()))) {
                    throw new Failures(
                                    url,
                                    admin.server().managed(),
                                    admin.connector().timeout())
                            .ofNewLogin(e);
                }
            }
        }
        if (!actsAs.equals(names.owner())) {
            throw VektraException.unavailable(
                    "postgres at " + url.at() + " lets " + role + " in but ignores its setting role = " + names.owner(),
                    "some minor versions of November 2024 do (17.1, 16.5, 15.9 …): update the server",
                    null);
        }
    }
}
