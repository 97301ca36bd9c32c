package vektra.provider.postgres.admin;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vektra.model.Failpoint;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** What an add-on's login roles own themselves, having left the role that they act as: it belongs to the add-on. */
public final class Belongings {
    private static final String OWNS = "SELECT 1 FROM pg_shdepend s JOIN pg_database d ON d.oid = s.dbid"
            + " WHERE d.datname = ? AND s.refclassid = 'pg_authid'::regclass AND s.refobjid = ?::regrole"
            + " AND s.deptype = 'o'";

    private Belongings() {}

    /** Gives all of it in the add-on's database to the add-on's owner role. */
    public static void gather(Admin admin, Names names) {
        List<String> holders = admin.run(session -> holders(session, names));
        if (!holders.isEmpty()) {
            admin.run(names.database(), session -> {
                new Insistence(admin)
                        .run(
                                session,
                                "REASSIGN OWNED BY "
                                        + holders.stream().map(Session::quoted).collect(Collectors.joining(", "))
                                        + " TO " + quoted(names.owner()));
                Failpoint.reached("postgres: objects of login roles handed over");
                return true;
            });
        }
    }

    private static List<String> holders(Session session, Names names) throws SQLException {
        List<String> holders = new ArrayList<>();
        for (String role : Roles.logins(session, names)) {
            if (session.exists(OWNS, names.database(), quoted(role))) {
                Roles.seize(session, role);
                holders.add(role);
            }
        }
        return holders;
    }
}
