package vektra.provider.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import vektra.provider.SqlApp;

/** An app with a MARIADB_URL. */
final class JdbcApp extends SqlApp {
    private static final String DRIVER = "mariadb";

    JdbcApp() {
        super(
                "MARIADB_URL",
                DRIVER,
                "CREATE TABLE IF NOT EXISTS kept (name VARCHAR(100) PRIMARY KEY, value TEXT)",
                "INSERT INTO kept VALUES (?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value)",
                "SELECT value FROM kept WHERE name = ?");
    }

    static Connection connect(String url) throws SQLException {
        return connection(DRIVER, url);
    }
}
