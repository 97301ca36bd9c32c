package vektra.provider.mariadb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Fault.Harm;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.provider.mariadb.session.Session;

/** Compares an add-on's database and accounts with what they should be; changes nothing. */
final class Examination {
    private final Admin admin;
    private final Names names;

    Examination(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
    }

    List<Fault> faults(Collection<Credentials> credentials) {
        List<Fault> faults = new ArrayList<>();
        boolean there = admin.ask(session -> {
            for (Credentials login : credentials) {
                ofAccount(session, login, faults);
            }
            return AddonDatabase.exists(session, names.database());
        });
        if (!there) {
            String gone = "the database " + names.database() + " does not exist" + where();
            faults.add(0, new Fault(Harm.DATA_LOST, gone, null));
            return faults;
        }
        credentials.stream()
                .filter(login -> faults.stream().noneMatch(fault -> login.id().equals(fault.credentials())))
                .toList()
                .forEach(login -> tryLogin(login, faults));
        return faults;
    }

    private void ofAccount(Session session, Credentials login, List<Fault> faults) throws SQLException {
        List<Accounts.Account> found = Accounts.called(session, login.user());
        if (found.isEmpty()) {
            faults.add(lockedOut(login, "does not exist"));
        } else if (!found.get(0).open()) {
            faults.add(lockedOut(login, "is locked"));
        } else if (found.get(0).most() != Session.number(Accounts.limit(admin.server()))) {
            faults.add(lockedOut(login, "has another limit of connections than it should"));
        }
    }

    private void tryLogin(Credentials login, List<Fault> faults) {
        ServerUrl url = admin.url().as(admin.url().host(), login.user(), login.password(), names.database());
        try (Session session = admin.connector().open(url)) {
            session.one("SELECT DATABASE()");
        } catch (SQLException e) {
            if (Failures.refusal(e)) {
                boolean password = e.getErrorCode() == Failures.WRONG_PASSWORD;
                faults.add(lockedOut(
                        login,
                        password
                                ? "cannot log in with its password, which it can change itself (SET PASSWORD)"
                                : "may not use its database"));
            } else if (!Failures.accountFull(e)) {
                throw admin.failures().of(e);
            }
        }
    }

    private Fault lockedOut(Credentials login, String what) {
        return new Fault(Harm.LOCKED_OUT, "the account " + login.user() + " " + what + where(), login.id());
    }

    private String where() {
        return " on " + admin.server().service() + " at " + admin.url().host();
    }
}
