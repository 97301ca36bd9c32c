package vektra.provider.mariadb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.provider.mariadb.session.Session;

/** What an adopted server must be, and what its administrator must be allowed to. */
final class Fitness {
    static final String RIGHTS = "the administrator of an adopted server needs ALL PRIVILEGES ON *.* WITH GRANT OPTION";

    /** Since 10.6 tables are renamed together or not at all, which a restore relies on. */
    private static final int[] OLDEST = {10, 6};

    private static final List<String> NEEDED =
            List.of("SELECT", "CREATE", "DROP", "ALTER", "TRIGGER", "EVENT", "CREATE USER", "PROCESS");

    private Fitness() {}

    static void require(Session session, ServerUrl url) throws SQLException {
        String version = session.wholeVersion();
        if (!version.contains("MariaDB")) {
            throw VektraException.conflict(
                    "the server at " + url.host() + " is no MariaDB: it says " + version.replaceFirst("[^0-9.].*", ""),
                    "adopt MariaDB 10.6 or newer; MySQL's own server is not supported");
        }
        if (old(version)) {
            throw VektraException.conflict(
                    "MariaDB at " + url.host() + " is version " + session.version(), "adopt MariaDB 10.6 or newer");
        }
        if (!session.one("SELECT @@global.read_only").equals("0")) {
            throw VektraException.conflict("MariaDB at " + url.host() + " is read-only", "adopt its primary");
        }
        requireRights(session, url);
    }

    private static boolean old(String version) {
        String[] numbers = version.split("[^0-9]+", -1);
        int major = Integer.parseInt(numbers[0]);
        return major < OLDEST[0] || (major == OLDEST[0] && Integer.parseInt(numbers[1]) < OLDEST[1]);
    }

    private static void requireRights(Session session, ServerUrl url) throws SQLException {
        Set<String> has = new TreeSet<>(session.column(
                "SELECT PRIVILEGE_TYPE FROM information_schema.USER_PRIVILEGES WHERE IS_GRANTABLE = 'YES'"
                        + " AND GRANTEE = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')"));
        List<String> lacking = new ArrayList<>(NEEDED);
        lacking.removeAll(has);
        if (!has.contains("SUPER") && !has.contains("CONNECTION ADMIN")) {
            lacking.add("CONNECTION ADMIN");
        }
        if (!lacking.isEmpty()) {
            throw VektraException.conflict(
                    "'" + url.user() + "' may not do at " + url.host() + ", or not grant: "
                            + String.join(", ", lacking),
                    RIGHTS);
        }
    }
}
