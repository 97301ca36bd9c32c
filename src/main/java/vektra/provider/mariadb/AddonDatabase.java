package vektra.provider.mariadb;

import static vektra.provider.mariadb.session.Session.quoted;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.addon.Credentials;
import vektra.model.addon.Observation;
import vektra.model.name.Id;
import vektra.model.text.Figure;
import vektra.model.text.Secret;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.provider.mariadb.session.Session;

/** The database of one add-on and its accounts. */
final class AddonDatabase {
    private static final String LIKE_ALL = " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";

    static final String SIZE = "SELECT COALESCE(SUM(DATA_LENGTH + INDEX_LENGTH + DATA_FREE), 0)"
            + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?";

    private final Admin admin;
    private final Names names;
    private final Accounts accounts;

    AddonDatabase(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
        this.accounts = new Accounts(admin);
    }

    /** The character set is said here: that of an adopted server may be any. */
    void create() {
        admin.run(session -> {
            session.run("CREATE DATABASE IF NOT EXISTS " + quoted(names.database()) + LIKE_ALL);
            Failpoint.reached("mariadb: database created");
            return true;
        });
    }

    static boolean exists(Session session, String database) throws SQLException {
        return session.exists("SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", database);
    }

    /** Its accounts are locked first, so that no session holds a table. */
    void drop() {
        admin.run(session -> {
            List<Accounts.Account> all = Accounts.all(session, names);
            accounts.lock(session, all);
            session.run("DROP DATABASE IF EXISTS " + quoted(names.database()));
            Failpoint.reached("mariadb: database dropped");
            accounts.drop(session, all);
            return Exchange.forget(session, names);
        });
    }

    Credentials grant(Id id, Secret fresh) {
        String user = names.login(id);
        admin.run(session -> {
            accounts.grant(session, user, names.database(), fresh);
            return true;
        });
        prove(user, fresh);
        return new Credentials(id, user, fresh);
    }

    private void prove(String user, Secret password) {
        ServerUrl url = admin.url().as(admin.url().host(), user, password, names.database());
        try (Session session = admin.connector().open(url)) {
            session.one("SELECT DATABASE()");
        } catch (SQLException e) {
            if (!Failures.accountFull(e)) {
                throw new Failures(admin.server(), url, admin.connector().timeout()).ofNewLogin(e);
            }
        }
    }

    void revoke(Id credentials) {
        admin.run(session -> {
            accounts.revoke(session, names.login(credentials));
            accounts.dropIdle(session, names);
            return true;
        });
    }

    void shut() {
        admin.run(session -> {
            accounts.lock(session, Accounts.logins(session, names));
            return true;
        });
    }

    void admit() {
        admin.run(session -> {
            Accounts.unlock(session, Accounts.logins(session, names));
            return true;
        });
    }

    int killSessions() {
        return admin.run(session -> Accounts.killed(session, Accounts.logins(session, names)));
    }

    static long connections(Session session, Names names) throws SQLException {
        return Session.number(session.one(
                "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE LEFT(USER, ?) = ?",
                names.prefix().length(),
                names.prefix()));
    }

    Observation inspect() {
        return admin.run(session -> {
            Set<String> attachments = Accounts.logins(session, names).stream()
                    .filter(Accounts.Account::open)
                    .map(account -> account.user().substring(names.prefix().length()))
                    .collect(Collectors.toUnmodifiableSet());
            boolean there = exists(session, names.database());
            Map<String, Figure> figures = new LinkedHashMap<>();
            if (there) {
                figures.put(Observation.SIZE, Figure.bytes(size(session)));
                figures.put(Observation.CONNECTIONS, Figure.of(connections(session, names)));
                figures.put("version", Figure.of("MariaDB " + session.version()));
            }
            return new Observation(there, attachments, figures);
        });
    }

    private @Nullable Long size(Session session) throws SQLException {
        return Session.number(session.one(SIZE, names.database()));
    }
}
