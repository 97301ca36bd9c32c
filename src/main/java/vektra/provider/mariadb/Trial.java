package vektra.provider.mariadb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import vektra.model.service.ConfigVar;
import vektra.model.service.Server;
import vektra.provider.mariadb.session.Connector;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.provider.mariadb.session.Session;
import vektra.spi.Ability;

/**
 * Logs in as an app and asks something.
 *
 * @param authority the file by which managed servers that require TLS are verified
 */
record Trial(Flavor flavor, Path authority) implements Ability.Monitored {
    @Override
    public void check(Server server, Map<String, String> vars, Duration timeout) {
        String given = ConfigVar.required(vars, flavor.url());
        ServerUrl url = Admin.encrypted(server, ServerUrl.parse(given), authority);
        try {
            Session.understood(() -> asked(new Connector(timeout), url));
        } catch (SQLException e) {
            throw new Failures(server, url, timeout).ofApp(e);
        }
    }

    private static String asked(Connector connector, ServerUrl url) throws SQLException {
        try (Session session = connector.open(url)) {
            return session.one("SELECT 1");
        }
    }
}
