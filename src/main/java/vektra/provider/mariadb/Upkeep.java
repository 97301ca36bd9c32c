package vektra.provider.mariadb;

import static vektra.provider.mariadb.session.Session.account;

import java.sql.SQLException;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.Session;

/** What accounts must have after a change of options; asks first, so that nothing is changed in vain. */
final class Upkeep {
    private Upkeep() {}

    static boolean on(Session session, Server server) throws SQLException {
        String limit = Accounts.limit(server);
        for (Accounts.Account each : Accounts.called(session, Names.LOGIN)) {
            if (!each.revoked() && each.most() != Session.number(limit)) {
                session.run("ALTER USER " + account(each.user()) + " WITH MAX_USER_CONNECTIONS " + limit);
                Failpoint.reached("mariadb: connections limited");
            }
        }
        return true;
    }
}
