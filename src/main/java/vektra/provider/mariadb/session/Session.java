package vektra.provider.mariadb.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.sql.SqlSession;

/** One open connection. */
public final class Session extends SqlSession {
    private final Duration timeout;

    Session(Connection connection, Duration timeout) {
        super(connection);
        this.timeout = timeout;
    }

    /** What is done in a session. */
    public interface Work<T> {
        T on(Session session) throws SQLException;
    }

    public static String quoted(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    /** An account of Vektra's, whose name has letters, digits and underscores only. */
    public static String account(String user) {
        if (!user.matches("[a-z0-9_]{1,80}")) {
            throw new IllegalArgumentException("not a name of an account");
        }
        return "'" + user + "'@'%'";
    }

    /** Whether the server answers now. */
    public boolean lives() {
        try {
            return connection.isValid((int) Math.max(1, timeout.toSeconds()));
        } catch (SQLException e) {
            return false;
        }
    }

    /** Each answer must come within this time. */
    public Session within(Duration limit) throws SQLException {
        limit(limit);
        return this;
    }

    /** Such as 10.11.6-MariaDB-0+deb12u1. */
    public String wholeVersion() throws SQLException {
        return one("SELECT VERSION()");
    }

    /** Such as 10.11.6, without what a packager appends. */
    public String version() throws SQLException {
        return wholeVersion().replaceFirst("[^0-9.].*", "");
    }

    /** The first column of the first row, empty where that is null; no row is an error. */
    public String one(String sql, Object... parameters) throws SQLException {
        List<List<@Nullable String>> rows = rows(sql, parameters);
        if (rows.isEmpty()) {
            throw new SQLException("its answer is empty", "08P01");
        }
        return text(rows.get(0).get(0));
    }

    public static String text(@Nullable String cell) {
        return cell == null ? "" : cell;
    }

    public static long number(@Nullable String cell) {
        return cell == null ? 0 : Long.parseLong(cell);
    }

    /** The first column of the answer. */
    public List<String> column(String sql, Object... parameters) throws SQLException {
        return rows(sql, parameters).stream().map(row -> text(row.get(0))).toList();
    }
}
