package vektra.provider.postgres;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import vektra.model.Failpoint;
import vektra.model.name.Id;
import vektra.model.text.VektraException;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Belongings;
import vektra.provider.postgres.admin.Gate;
import vektra.provider.postgres.admin.Insistence;
import vektra.provider.postgres.admin.Roles;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/**
 * Gives each of two databases and its owner role the name of the other, in one transaction: what is owned stays owned,
 * and the login roles, which name what they act as, follow the names. The settings of a database go with its data.
 */
final class Exchange {
    private static final int GRANTS_HAVE_GRANTORS = 16;

    private final Admin admin;
    private final Names one;
    private final Names other;

    Exchange(Admin admin, Names one, Names other) {
        this.admin = admin;
        this.one = one;
        this.other = other;
    }

    /** A crash leaves all as it was or all exchanged; before the exchange it may leave login roles shut. */
    void make() {
        admin.run(session -> {
            Roles.seize(session, one.owner());
            Roles.seize(session, other.owner());
            Spares.dropLogin(session, one);
            Spares.dropLogin(session, other);
            return true;
        });
        Belongings.gather(admin, one);
        Belongings.gather(admin, other);
        String before = admin.run(session -> oid(session, one));
        List<String> open = new ArrayList<>();
        try {
            open.addAll(new Gate(admin, one).shut());
            open.addAll(new Gate(admin, other).shut());
            admin.run(session -> {
                // work that is done again after a broken connection must not change all back
                if (oid(session, one).equals(before)) {
                    new Insistence(admin).run(session, () -> session.atomically(() -> exchange(session, open)));
                }
                Failpoint.reached("postgres: databases exchanged");
                return true;
            });
        } catch (VektraException e) {
            reopen(open, e);
            throw e;
        }
    }

    private void exchange(Session session, List<String> open) throws SQLException {
        swap(session, "DATABASE", one.database(), other.database());
        Failpoint.reached("postgres: databases renamed, roles not yet");
        swap(session, "ROLE", one.owner(), other.owner());
        move(session, one, other.owner());
        move(session, other, one.owner());
        Gate.admit(session, open);
    }

    private static String oid(Session session, Names names) throws SQLException {
        List<String> found = session.column("SELECT oid FROM pg_database WHERE datname = ?", names.database());
        return found.isEmpty() ? "" : found.get(0);
    }

    private static void swap(Session session, String kind, String left, String right) throws SQLException {
        String between = quoted("vektra_exchange_" + Id.fresh().brief());
        session.run("ALTER " + kind + " " + quoted(left) + " RENAME TO " + between);
        session.run("ALTER " + kind + " " + quoted(right) + " RENAME TO " + quoted(left));
        session.run("ALTER " + kind + " " + between + " RENAME TO " + quoted(right));
    }

    /** Makes the login roles members of the role that now has their owner's name, and of it alone. */
    private static void move(Session session, Names names, String former) throws SQLException {
        for (String role : Roles.logins(session, names)) {
            for (String grantor : session.column(
                    "SELECT m.grantor::regrole FROM pg_auth_members m WHERE m.roleid = ?::regrole"
                            + " AND m.member = ?::regrole",
                    quoted(former),
                    quoted(role))) {
                session.run("REVOKE " + quoted(former) + " FROM " + quoted(role)
                        + (session.major() >= GRANTS_HAVE_GRANTORS ? " GRANTED BY " + grantor : ""));
            }
            session.run("GRANT " + quoted(names.owner()) + " TO " + quoted(role));
        }
    }

    private void reopen(List<String> open, VektraException reason) {
        try {
            admin.run(session -> {
                Gate.admit(session, open);
                return true;
            });
        } catch (VektraException e) {
            reason.addSuppressed(e);
        }
    }
}
