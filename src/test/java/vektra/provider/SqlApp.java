package vektra.provider;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/** An app on JDBC that takes the URL of its database apart as such apps do, and keeps all it has in one table. */
public abstract class SqlApp implements AppClient {
    private final String variable;
    private final String driver;
    private final String table;
    private final String write;
    private final String read;

    /**
     * @param variable with the URL
     * @param driver as JDBC's URLs name it
     * @param table makes the table where there is none
     * @param write takes a key and its value
     * @param read takes a key
     */
    protected SqlApp(String variable, String driver, String table, String write, String read) {
        this.variable = variable;
        this.driver = driver;
        this.table = table;
        this.write = write;
        this.read = read;
    }

    @Override
    public final Session open(Map<String, String> vars) throws SQLException {
        Connection connection = connection(driver, vars.get(variable));
        try {
            run(connection, table);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new OpenSession(connection, write, read);
    }

    protected static Connection connection(String driver, String url) throws SQLException {
        URI uri = URI.create(url);
        String[] user = uri.getRawUserInfo().split(":", 2);
        Properties properties = new Properties();
        properties.setProperty("user", URLDecoder.decode(user[0], StandardCharsets.UTF_8));
        properties.setProperty("password", URLDecoder.decode(user[1], StandardCharsets.UTF_8));
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return DriverManager.getConnection(
                "jdbc:" + driver + "://" + uri.getRawAuthority().replaceFirst(".*@", "") + uri.getRawPath() + query,
                properties);
    }

    public static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            return answer.next() ? answer.getString(1) : null;
        }
    }

    public static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private record OpenSession(Connection connection, String write, String read) implements Session {
        @Override
        public void write(String key, String value) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(write)) {
                statement.setString(1, key);
                statement.setString(2, value);
                statement.execute();
            }
        }

        @Override
        public String read(String key) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(read)) {
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
