package vektra.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.program.Answers;

/** One open connection to one server. */
public abstract class SqlSession implements AutoCloseable {
    /** How many timeouts a single answer may take once the server has shown that it is alive. */
    private static final int PATIENCE = 8;

    protected final Connection connection;

    protected SqlSession(Connection connection) {
        this.connection = connection;
    }

    public static Duration patience(Duration timeout) {
        return timeout.multipliedBy(PATIENCE);
    }

    /** Work whose answers the driver may not understand, which is a violation of the protocol then. */
    public static <T> T understood(Answers.Work<T, SQLException> work) throws SQLException {
        return Answers.understood(work, e -> new SQLException("its answer is not understood", "08P01", e));
    }

    /** Each answer must come within this time. */
    protected final void limit(Duration each) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) each.toMillis());
    }

    public final void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public final boolean exists(String sql, Object... parameters) throws SQLException {
        return !rows(sql, parameters).isEmpty();
    }

    public final List<List<@Nullable String>> rows(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet answer = statement.executeQuery()) {
            List<List<@Nullable String>> rows = new ArrayList<>();
            int width = answer.getMetaData().getColumnCount();
            while (answer.next()) {
                List<@Nullable String> row = new ArrayList<>(width);
                for (int i = 1; i <= width; i++) {
                    row.add(answer.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    public final void change(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public final void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the work was done or has failed for a reason of its own
        }
    }
}
