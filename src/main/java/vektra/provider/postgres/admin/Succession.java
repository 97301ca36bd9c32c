package vektra.provider.postgres.admin;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** The login roles of an add-on on another server, as they are on this one: locked out or not, by the same passwords. */
public record Succession(Admin from, Admin to, Names names) {
    private static final String ROLE =
            "SELECT rolcanlogin, rolconnlimit, rolpassword, rolvaliduntil::text FROM pg_authid" + " WHERE rolname = ?";

    public void make() {
        for (String login : from.run(session -> Roles.logins(session, names))) {
            List<String> is = from.run(session -> session.rows(ROLE, login).get(0));
            to.run(session -> {
                session.atomically(() -> make(session, login, is));
                return true;
            });
            Failpoint.reached("postgres: login follows");
        }
    }

    private void make(Session session, String login, List<String> is) throws SQLException {
        @Nullable String verifier = is.get(2);
        @Nullable String until = is.get(3);
        session.run("CREATE ROLE " + quoted(login) + " WITH " + (is.get(0).equals("t") ? "LOGIN" : "NOLOGIN")
                + " NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT CONNECTION LIMIT " + Integer.parseInt(is.get(1))
                + (verifier == null ? "" : " PASSWORD " + Login.literal(verifier))
                + (until == null ? "" : " VALID UNTIL " + Login.literal(until)));
        session.run("GRANT " + quoted(names.owner()) + " TO " + quoted(login));
        session.run("ALTER ROLE " + quoted(login) + " SET role = " + Login.literal(names.owner()));
        for (OwnerSettings.Setting setting : from.run(at -> OwnerSettings.of(at, login, names.database()))) {
            session.runAsWritten("ALTER ROLE " + quoted(login)
                    + (setting.everywhere() ? "" : " IN DATABASE " + quoted(names.database())) + " SET "
                    + setting.sql());
        }
    }
}
