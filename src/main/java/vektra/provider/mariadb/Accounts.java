package vektra.provider.mariadb;

import static vektra.provider.mariadb.session.Session.account;
import static vektra.provider.mariadb.session.Session.quoted;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.program.Retries;
import vektra.provider.mariadb.session.Hash;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.Session;
import vektra.sql.ConnectionOptions;

/** Makes accounts, locks them and ends their sessions. */
final class Accounts {
    private static final Duration SESSIONS_END_WITHIN = Duration.ofSeconds(10);

    private static final String FIND = "SELECT User, JSON_VALUE(Priv, '$.account_locked') = '1',"
            + " JSON_VALUE(Priv, '$.authentication_string'), JSON_VALUE(Priv, '$.max_user_connections')"
            + " FROM mysql.global_priv WHERE Host = '%' AND User REGEXP ? ORDER BY User";

    private static final String DEFINERS = "SELECT DEFINER FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?"
            + " UNION SELECT DEFINER FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?"
            + " UNION SELECT DEFINER FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?"
            + " UNION SELECT DEFINER FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?";

    private final Admin admin;

    Accounts(Admin admin) {
        this.admin = admin;
    }

    /**
     * An account as the server knows it.
     *
     * @param revoked whether its credentials were taken away
     * @param most how many connections it may have; 0 for no limit
     */
    record Account(String user, boolean locked, boolean revoked, long most) {
        boolean open() {
            return !locked && !revoked;
        }

        private static Account of(List<@Nullable String> row) {
            return new Account(
                    Session.text(row.get(0)),
                    Session.number(row.get(1)) != 0,
                    Hash.OF_NONE.equals(row.get(2)),
                    Session.number(row.get(3)));
        }
    }

    /** All accounts whose whole name fits. */
    static List<Account> called(Session session, String pattern) throws SQLException {
        List<Account> found = new ArrayList<>();
        for (List<@Nullable String> row : session.rows(FIND, "^" + pattern + "$")) {
            found.add(Account.of(row));
        }
        return found;
    }

    /** The accounts of an add-on's attachments, those of former ones too. */
    static List<Account> logins(Session session, Names names) throws SQLException {
        return called(session, names.prefix() + "[0-9a-f]{12}");
    }

    static List<Account> all(Session session, Names names) throws SQLException {
        return called(session, names.prefix() + "(owner|[0-9a-f]{12}|x[0-9a-f]{11})");
    }

    static String limit(Server server) {
        String option = server.option(ConnectionOptions.CONNECTIONS_PER_APP);
        return option.isEmpty() ? "0" : option;
    }

    /** Makes an account that may do all in one database and nothing elsewhere, or makes it so again. */
    void grant(Session session, String user, String database, Secret password) throws SQLException {
        String rest = account(user) + " IDENTIFIED BY PASSWORD '" + Hash.of(password) + "' WITH MAX_USER_CONNECTIONS "
                + limit(admin.server());
        if (session.exists("SELECT 1 FROM mysql.global_priv WHERE Host = '%' AND User = ?", user)) {
            session.run("ALTER USER " + rest + " ACCOUNT UNLOCK");
        } else {
            session.run("CREATE USER " + rest);
        }
        Failpoint.reached("mariadb: account made");
        session.run("GRANT ALL PRIVILEGES ON " + quoted(database) + ".* TO " + account(user));
        Failpoint.reached("mariadb: database opened to its account");
    }

    /** Takes credentials away; what is defined in the account's name goes on working. */
    void revoke(Session session, String user) throws SQLException {
        if (session.exists("SELECT 1 FROM mysql.global_priv WHERE Host = '%' AND User = ?", user)) {
            String revoked =
                    "ALTER USER " + account(user) + " IDENTIFIED BY PASSWORD '" + Hash.OF_NONE + "' ACCOUNT LOCK";
            session.run(revoked);
            Failpoint.reached("mariadb: account revoked");
            endSessions(session, List.of(user));
            Failpoint.reached("mariadb: sessions ended");
            // one of them may have set a password meanwhile; with it the account would open again with the others
            session.run(revoked);
            Failpoint.reached("mariadb: account revoked again");
        }
    }

    void lock(Session session, Collection<Account> accounts) throws SQLException {
        for (Account each : accounts) {
            if (!each.locked()) {
                session.run("ALTER USER " + account(each.user()) + " ACCOUNT LOCK");
                Failpoint.reached("mariadb: account locked");
            }
        }
        endSessions(session, accounts.stream().map(Account::user).toList());
        Failpoint.reached("mariadb: sessions ended");
    }

    static void unlock(Session session, Collection<Account> accounts) throws SQLException {
        for (Account each : accounts) {
            if (each.locked() && !each.revoked()) {
                session.run("ALTER USER " + account(each.user()) + " ACCOUNT UNLOCK");
                Failpoint.reached("mariadb: account unlocked");
            }
        }
    }

    /**
     * Drops the accounts of former credentials, but for those that something was defined by: it would fail from then on.
     * What an exchange has written down, and not made again yet, may be of any of them.
     */
    void dropIdle(Session session, Names names) throws SQLException {
        List<Account> former =
                logins(session, names).stream().filter(Account::revoked).toList();
        if (!former.isEmpty() && !Exchange.isNoted(session, names)) {
            List<String> definers =
                    session.column(DEFINERS, names.database(), names.database(), names.database(), names.database());
            drop(
                    session,
                    former.stream()
                            .filter(account -> !definers.contains(account.user() + "@%"))
                            .toList());
        }
    }

    /** Locked first: a session that is open outlives its account. */
    void drop(Session session, Collection<Account> accounts) throws SQLException {
        lock(session, accounts);
        for (Account each : accounts) {
            session.run("DROP USER IF EXISTS " + account(each.user()));
            Failpoint.reached("mariadb: account dropped");
        }
    }

    private static List<String> sessions(Session session, String user) throws SQLException {
        return session.column("SELECT ID FROM information_schema.PROCESSLIST WHERE USER = ?", user);
    }

    private void endSessions(Session session, List<String> users) throws SQLException {
        long start = System.nanoTime();
        for (String user : users) {
            // each round ends the sessions again: one may have been logging in
            while (!sessions(session, user).isEmpty()) {
                session.run("KILL HARD USER " + account(user));
                boolean late = Duration.ofNanos(System.nanoTime() - start).compareTo(SESSIONS_END_WITHIN) > 0;
                if (late || !Retries.slept(5)) {
                    throw VektraException.unavailable(
                            admin.server().service() + " at " + admin.url().host() + " did not end the sessions of "
                                    + user,
                            "the account cannot log in any more; try again to end what is left",
                            null);
                }
            }
        }
    }

    /** Ends the sessions of accounts that may log in again at once; returns how many. */
    static int killed(Session session, Collection<Account> accounts) throws SQLException {
        int ended = 0;
        for (Account each : accounts) {
            int open = sessions(session, each.user()).size();
            if (open > 0) {
                session.run("KILL HARD USER " + account(each.user()));
                ended += open;
            }
        }
        return ended;
    }
}
