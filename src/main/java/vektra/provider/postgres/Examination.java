package vektra.provider.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Fault.Harm;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.OwnerSettings;
import vektra.provider.postgres.admin.Roles;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.session.Session;

/** Compares an add-on's database and login roles with what they should be; changes nothing. */
final class Examination {
    /** Wrong password, no such role or not allowed in, no right to act as the owner, no such database. */
    private static final Set<String> REFUSALS = Set.of("28P01", "28000", "42501", "3D000");

    /** The role logs in well and often: all the connections that it may have are open. */
    private static final String TOO_MANY = "53300";

    private static final Fault BLIND = new Fault(
            Harm.BROKEN,
            "its logins neither see nor end each other's sessions yet: an older Vektra started the server",
            null);

    private final Admin admin;
    private final Names names;
    private final OwnSessions own;

    Examination(Admin admin, Names names) {
        this.admin = admin;
        this.own = new OwnSessions(admin);
        this.names = names;
    }

    List<Fault> faults(Collection<Credentials> credentials) {
        List<Fault> faults = new ArrayList<>();
        boolean enterable = admin.ask(session -> {
            Fault ofDatabase = ofDatabase(session);
            if (ofDatabase != null) {
                faults.add(ofDatabase);
            }
            ofOwner(session).ifPresent(faults::add);
            ofSessions(session, faults);
            for (Credentials login : credentials) {
                if (!Roles.exists(session, login.user())) {
                    faults.add(lockedOut(login, "the role " + login.user() + " does not exist" + where()));
                }
            }
            return ofDatabase == null;
        });
        if (enterable) {
            credentials.stream()
                    .filter(login -> faults.stream().noneMatch(f -> login.id().equals(f.credentials())))
                    .toList()
                    .forEach(login -> tryLogin(login, faults));
        }
        return faults;
    }

    private @Nullable Fault ofDatabase(Session session) throws SQLException {
        List<List<String>> found = session.rows(
                "SELECT o.rolname, d.datallowconn AND NOT " + AddonDatabase.CLOSED
                        + " FROM pg_database d JOIN pg_roles o ON o.oid = d.datdba" + " WHERE d.datname = ?",
                names.database());
        String database = "the database " + names.database();
        if (found.isEmpty()) {
            return new Fault(Harm.DATA_LOST, database + " does not exist" + where(), null);
        }
        String owner = found.get(0).get(0);
        if (!owner.equals(names.owner())) {
            return new Fault(Harm.BROKEN, database + " belongs to " + owner + ", not to " + names.owner(), null);
        }
        return found.get(0).get(1).equals("t")
                ? null
                : new Fault(Harm.BROKEN, database + " accepts no connections", null);
    }

    private Optional<Fault> ofOwner(Session session) throws SQLException {
        Set<String> settings = OwnerSettings.of(session, names).keySet();
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        Text message = Text.of(
                "settings of its owner role (ALTER ROLE CURRENT_USER SET) have no effect: "
                        + String.join(", ", settings) + "; ",
                Input.of("fix"),
                " makes them settings of its database, in place of those that have the same names there");
        return Optional.of(new Fault(Harm.BROKEN, message, null));
    }

    /** In the administrator's own database as well, which is the last to get it. */
    private void ofSessions(Session session, List<Fault> faults) throws SQLException {
        if (own.lacking(session) && !faults.contains(BLIND)) {
            faults.add(BLIND);
        }
    }

    private void tryLogin(Credentials login, List<Fault> faults) {
        ServerUrl url = admin.url().as(login.user(), login.password()).in(names.database());
        try (Session session = admin.login(url)) {
            String actsAs = session.column("SELECT current_user").get(0);
            if (!actsAs.equals(names.owner())) {
                faults.add(lockedOut(login, "the role " + login.user() + " acts as " + actsAs + ", not as its owner"));
            } else {
                ofSessions(session, faults);
                tryAsAnApp(login, url, faults);
            }
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (REFUSALS.contains(state)) {
                faults.add(lockedOut(
                        login,
                        "the role " + login.user() + " cannot log in"
                                + (state.equals("28P01") ? " with its password" : "") + where()));
            } else if (!state.equals(TOO_MANY)) {
                throw admin.failures().of(e);
            }
        }
    }

    /** Without Vektra's own settings, which an app's login has not. */
    private void tryAsAnApp(Credentials login, ServerUrl url, List<Fault> faults) {
        try (Session session = admin.connector().impatient(url, "")) {
            session.column("SELECT 1");
        } catch (SQLException e) {
            if (e instanceof PSQLException said
                    && said.getServerErrorMessage() != null
                    && !TOO_MANY.equals(e.getSQLState())) {
                faults.add(lockedOut(
                        login,
                        "settings of the database " + names.database() + " or of " + login.user()
                                + " block its login: "
                                + said.getServerErrorMessage().getMessage()
                                + "; an administrator resets them by ALTER DATABASE or ALTER ROLE … RESET ALL"));
            }
        }
    }

    private static Fault lockedOut(Credentials login, String message) {
        return new Fault(Harm.LOCKED_OUT, message, login.id());
    }

    private String where() {
        return " on postgres at " + admin.url().at();
    }
}
