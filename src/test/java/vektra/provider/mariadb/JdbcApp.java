package vektra.provider.mariadb;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import vektra.provider.AppClient;
import vektra.provider.mariadb.session.Session;

/** An app on JDBC that takes its MARIADB_URL apart as such apps do. */
final class JdbcApp implements AppClient {
    @Override
    public Session open(Map<String, String> vars) throws SQLException {
        Connection connection = connect(vars.get("MARIADB_URL"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept (name VARCHAR(100) PRIMARY KEY, value TEXT)");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new JdbcSession(connection);
    }

    static Connection connect(String url) throws SQLException {
        URI uri = URI.create(url);
        String[] user = uri.getRawUserInfo().split(":", 2);
        Properties properties = new Properties();
        properties.setProperty("user", URLDecoder.decode(user[0], StandardCharsets.UTF_8));
        properties.setProperty("password", URLDecoder.decode(user[1], StandardCharsets.UTF_8));
        return DriverManager.getConnection(
                "jdbc:mariadb://" + uri.getRawAuthority().replaceFirst(".*@", "") + uri.getRawPath(), properties);
    }

    static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            return answer.next() ? answer.getString(1) : null;
        }
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private record JdbcSession(Connection connection) implements Session {
        @Override
        public void write(String key, String value) throws SQLException {
            try (var statement = connection.prepareStatement(
                    "INSERT INTO kept VALUES (?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value)")) {
                statement.setString(1, key);
                statement.setString(2, value);
                statement.execute();
            }
        }

        @Override
        public String read(String key) throws SQLException {
            try (var statement = connection.prepareStatement("SELECT value FROM kept WHERE name = ?")) {
                statement.setString(1, key);
                try (ResultSet answer = statement.executeQuery()) {
                    return answer.next() ? answer.getString(1) : null;
                }
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
