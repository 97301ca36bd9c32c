package vektra.provider.postgres;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import vektra.model.service.ConfigVar;
import vektra.model.service.Server;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Failures;
import vektra.provider.postgres.session.Connector;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.session.Session;
import vektra.spi.Ability;

/**
 * Logs in as an app and asks something, in a session that could write nothing.
 *
 * @param authority the file by which managed servers that require TLS are verified
 */
record Trial(Path authority) implements Ability.Monitored {
    private static final String READ_ONLY = "-c default_transaction_read_only=on";

    @Override
    public void check(Server server, Map<String, String> vars, Duration timeout) {
        String given = ConfigVar.required(vars, PostgresService.DATABASE_URL);
        ServerUrl url = Admin.encrypted(server, ServerUrl.parse(given), authority);
        try {
            Session.understood(() -> asked(new Connector(timeout, server.managed()), url));
        } catch (SQLException e) {
            throw new Failures(url, server.managed(), timeout).ofApp(e);
        }
    }

    private static boolean asked(Connector connector, ServerUrl url) throws SQLException {
        try (Session session = connector.impatient(url, READ_ONLY)) {
            return session.exists("SELECT 1");
        }
    }
}
