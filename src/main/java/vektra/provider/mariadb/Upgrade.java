package vektra.provider.mariadb;

import static vektra.provider.mariadb.session.Session.account;
import static vektra.provider.mariadb.session.Session.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vektra.model.Failpoint;
import vektra.model.addon.Resource;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.Session;

/** What goes from a server to one of another version, but for the data of add-ons. */
record Upgrade(Admin from) {
    private static final String DATABASES = "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME"
            + " NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY 1";

    private static final String ACCOUNTS = "SELECT User FROM mysql.global_priv WHERE User NOT IN"
            + " ('vektra', 'root', 'mysql', 'mariadb.sys', 'PUBLIC', '') ORDER BY 1";

    /** Refuses databases and accounts of no add-on: they would stay behind. */
    void requireNothingElse(List<Resource> known) {
        List<Names> names = known.stream().map(Names::of).toList();
        Set<String> strays = new TreeSet<>();
        from.run(session -> {
            session.column(DATABASES).stream()
                    .filter(database ->
                            names.stream().noneMatch(own -> own.database().equals(database)))
                    .forEach(database -> strays.add("the database " + database));
            session.column(ACCOUNTS).stream()
                    .filter(user -> names.stream().noneMatch(own -> user.startsWith(own.prefix())))
                    .forEach(user -> strays.add("the account " + user));
            return true;
        });
        if (!strays.isEmpty()) {
            throw VektraException.conflict(
                    String.join(", ", strays) + " of " + from.server().service() + " at "
                            + from.url().host() + (strays.size() == 1 ? " is" : " are")
                            + " of no add-on, and would stay behind",
                    "back them up and drop them first");
        }
    }

    /** Makes the empty database of an add-on at the other server, with its accounts as they are, locked or not. */
    void follow(Names names, Admin to) {
        new AddonDatabase(to, names).create();
        List<String> statements = from.run(session -> statements(session, names));
        to.run(session -> {
            for (String statement : statements) {
                session.run(statement);
                Failpoint.reached("mariadb: account follows");
            }
            return true;
        });
    }

    /** What makes the accounts of its attachments; those that load and read for a while are made when they are needed. */
    private static List<String> statements(Session session, Names names) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (Accounts.Account each : Accounts.logins(session, names)) {
            statements.add(session.one("SHOW CREATE USER " + account(each.user())));
            statements.add("GRANT ALL PRIVILEGES ON " + quoted(names.database()) + ".* TO " + account(each.user()));
        }
        return statements;
    }
}
