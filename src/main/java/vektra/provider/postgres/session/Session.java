package vektra.provider.postgres.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;
import vektra.sql.SqlSession;

/** One open connection to one database. */
public final class Session extends SqlSession {
    private static final String NOT_PERMITTED = "42501";

    private final Duration timeout;

    Session(Connection connection, Duration timeout) {
        super(connection);
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

    /** Each answer must come within this time. */
    public Session impatient(Duration limit) throws SQLException {
        limit(limit);
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

    /** Drops a database with its sessions; one that is gone is no error. */
    public void dropDatabase(String name) throws SQLException {
        String drop = "DROP DATABASE IF EXISTS " + quoted(name);
        try {
            run(drop + " WITH (FORCE)");
        } catch (SQLException e) {
            if (!NOT_PERMITTED.equals(e.getSQLState())) {
                throw e;
            }
            // a worker of autovacuum has no role, so that only a superuser may end it; without force the server itself
            // does
            run(drop);
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

    /** Begins to receive rows. */
    public CopyOut copyOut(String copy) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
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
}
