package vektra.provider.mariadb;

import static vektra.provider.mariadb.session.Session.account;
import static vektra.provider.mariadb.session.Session.quoted;

import vektra.model.Failpoint;
import vektra.model.name.Id;
import vektra.model.text.Secret;
import vektra.provider.mariadb.session.Hash;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.ServerUrl;

/**
 * An account that carries an add-on's data, and has no rights beyond its database: what apps define runs with no more
 * than an app's rights while their data are read and loaded.
 */
final class Courier implements AutoCloseable {
    private final ServerUrl url;
    private final Runnable end;

    private Courier(ServerUrl url, Runnable end) {
        this.url = url;
        this.end = end;
    }

    /** Reads everything; the texts of routines too, which the server else shows to those alone who defined them. */
    static Courier reader(Admin admin, Names names) {
        Accounts accounts = new Accounts(admin);
        String user = names.reader(Id.fresh());
        Secret password = Secret.fresh();
        admin.run(session -> {
            accounts.drop(session, Accounts.called(session, names.prefix() + "x[0-9a-f]{11}"));
            session.run("CREATE USER " + account(user) + " IDENTIFIED BY PASSWORD '" + Hash.of(password) + "'");
            session.run("GRANT SELECT, SHOW VIEW, TRIGGER, EVENT, LOCK TABLES ON " + quoted(names.database()) + ".* TO "
                    + account(user));
            session.run("GRANT SELECT ON mysql.proc TO " + account(user));
            Failpoint.reached("mariadb: reader made");
            return true;
        });
        return new Courier(
                at(admin, names, user, password),
                () -> admin.run(session -> {
                    accounts.drop(session, Accounts.called(session, user));
                    return true;
                }));
    }

    /** Writes; it stays, locked, since in its name run the views, triggers and routines that it loads. */
    static Courier owner(Admin admin, Names names) {
        Accounts accounts = new Accounts(admin);
        Secret password = Secret.fresh();
        admin.run(session -> {
            accounts.grant(session, names.owner(), names.database(), password);
            return true;
        });
        return new Courier(
                at(admin, names, names.owner(), password),
                () -> admin.run(session -> {
                    accounts.revoke(session, names.owner());
                    return true;
                }));
    }

    private static ServerUrl at(Admin admin, Names names, String user, Secret password) {
        return admin.url().as(admin.url().host(), user, password, names.database());
    }

    ServerUrl url() {
        return url;
    }

    @Override
    public void close() {
        end.run();
    }
}
