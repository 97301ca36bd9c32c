package vektra.provider.mariadb;

import java.sql.SQLException;
import java.util.List;
import vektra.model.service.Usage;
import vektra.provider.mariadb.session.Session;
import vektra.sql.ConnectionOptions;

/** What a server may run out of. */
final class Consumption {
    private static final String CONNECTED =
            "SELECT CAST(VARIABLE_VALUE AS SIGNED) - 1 FROM information_schema.GLOBAL_STATUS"
                    + " WHERE VARIABLE_NAME = 'THREADS_CONNECTED'";

    private Consumption() {}

    static List<Usage> of(Session session) throws SQLException {
        return List.of(Usage.counted(
                "connections",
                Session.number(session.one(CONNECTED)),
                Session.number(session.one("SELECT @@global.max_connections")),
                ConnectionOptions.MAX_CONNECTIONS));
    }
}
