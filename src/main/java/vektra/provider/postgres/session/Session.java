package vektra.provider.postgres.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One open connection to one database. */
public final class Session implements AutoCloseable {
    /** How many timeouts a single answer may take once the server has shown that it is alive. */
    private static final int PATIENCE = 8;

    private final Connection connection;
    private final Duration timeout;

    Session(Connection connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /** What is done in a session. */
    public interface Work<T> {
        T on(Session session) throws SQLException;
    }

    /** Statements that count together or not at all. */
    public interface Steps {
        void take() throws SQLException;
    }

    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public Session patient() throws SQLException {
        return impatient(patience(timeout));
    }

    public static Duration patience(Duration timeout) {
        return timeout.multipliedBy(PATIENCE);
    }

    /** Each answer must come within this time. */
    public Session impatient(Duration limit) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) limit.toMillis());
        return this;
    }

    /** Such as 17. */
    public int major() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    /** Such as 17.11, without what a packager appends. */
    public String version() throws SQLException {
        String whole = connection.getMetaData().getDatabaseProductVersion();
        int space = whole.indexOf(' ');
        return space < 0 ? whole : whole.substring(0, space);
    }

    public boolean superuser() throws SQLException {
        return "on".equals(connection.unwrap(PGConnection.class).getParameterStatus("is_superuser"));
    }

    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs SQL of a dump, in which a brace is a brace. */
    public void runAsWritten(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Begins to send rows. */
    public CopyIn copyIn(String copy) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    }

    public void atomically(Steps steps) throws SQLException {
        connection.setAutoCommit(false);
        try {
            steps.take();
            connection.commit();
        } finally {
            // rolls back what was not committed; a lost connection did so already
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** The first column of the answer. */
    public List<String> column(String sql, Object... parameters) throws SQLException {
        return rows(sql, parameters).stream().map(row -> row.get(0)).toList();
    }

    public boolean exists(String sql, Object... parameters) throws SQLException {
        return !rows(sql, parameters).isEmpty();
    }

    public List<List<String>> rows(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                List<List<String>> rows = new ArrayList<>();
                int width = answer.getMetaData().getColumnCount();
                while (answer.next()) {
                    List<String> row = new ArrayList<>(width);
                    for (int i = 1; i <= width; i++) {
                        row.add(answer.getString(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the work was done or has failed for a reason of its own
        }
    }
}
