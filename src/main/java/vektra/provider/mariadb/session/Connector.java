package vektra.provider.mariadb.session;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** Logs in to a server, under settings of its own and whatever the server's are. */
public record Connector(Duration timeout) {
    /** Ways to ask for a password that reveal nothing of it: another program on the port could ask for it in clear. */
    private static final String PROOFS = "mysql_native_password,client_ed25519";

    private static final String SETTINGS = "sql_mode='STRICT_TRANS_TABLES',lock_wait_timeout=20";

    /** Each answer must come within the timeout. */
    public Session open(ServerUrl url) throws SQLException {
        String millis = Long.toString(timeout.toMillis());
        Properties properties = new Properties();
        properties.setProperty("user", url.user());
        properties.setProperty("password", url.password().reveal());
        properties.setProperty("connectTimeout", millis);
        properties.setProperty("socketTimeout", millis);
        properties.setProperty("restrictedAuth", PROOFS);
        // what a server may ask of this program beyond answers
        properties.setProperty("allowLocalInfile", "false");
        properties.setProperty("permitRedirect", "false");
        Path authority = url.authority();
        properties.setProperty("sslMode", authority == null ? "disable" : "verify-full");
        if (authority != null) {
            properties.setProperty("serverSslCert", authority.toString());
        }
        properties.setProperty("dumpQueriesOnException", "false");
        properties.setProperty("cachePrepStmts", "false");
        properties.setProperty("sessionVariables", SETTINGS);
        Connection connection = new Driver().connect("jdbc:mariadb://" + url.host() + "/" + url.database(), properties);
        if (connection == null) {
            throw new SQLException("the driver does not know the URL", "08001");
        }
        return new Session(connection, timeout);
    }
}
