package vektra.provider.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import vektra.provider.SqlApp;

/** An app with a DATABASE_URL. */
final class JdbcApp extends SqlApp {
    private static final String VARIABLE = "DATABASE_URL";
    private static final String DRIVER = "postgresql";

    JdbcApp() {
        super(
                VARIABLE,
                DRIVER,
                "CREATE TABLE IF NOT EXISTS kept (key text PRIMARY KEY, value text)",
                "INSERT INTO kept VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                "SELECT value FROM kept WHERE key = ?");
    }

    static Connection connect(Map<String, String> vars) throws SQLException {
        return connect(vars.get(VARIABLE));
    }

    static Connection connect(String url) throws SQLException {
        return connection(DRIVER, url);
    }
}
