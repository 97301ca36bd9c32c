package vektra.provider.postgres.admin;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vektra.model.Failpoint;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/**
 * What {@code ALTER ROLE CURRENT_USER SET} leaves behind: settings of the owner role, with which nothing logs in. Those of
 * its database apply to all its logins, as was meant.
 */
public final class OwnerSettings {
    /** Settings of the role in all databases first, since those in this one alone win over them. */
    private static final String SET = "SELECT c FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) c"
            + " JOIN pg_roles o ON o.oid = s.setrole WHERE o.rolname = ? AND s.setdatabase IN"
            + " (0, (SELECT oid FROM pg_database WHERE datname = ?)) ORDER BY s.setdatabase";

    /** A login acts as its owner, whatever the owner was set to act as. */
    private static final Set<String> DROPPED = Set.of("role", "session_authorization");

    /** They are kept as a list of names, each in quotes where it needs them. */
    private static final Set<String> LISTS =
            Set.of("search_path", "temp_tablespaces", "local_preload_libraries", "session_preload_libraries");

    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|[^\",\\s]+");

    /** Settings of the role in all databases first, as above. */
    private static final String EACH =
            "SELECT s.setdatabase = 0, c FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) c"
                    + " JOIN pg_roles o ON o.oid = s.setrole WHERE o.rolname = ? AND s.setdatabase IN"
                    + " (0, (SELECT oid FROM pg_database WHERE datname = ?)) ORDER BY s.setdatabase";

    private OwnerSettings() {}

    /**
     * One setting of a role.
     *
     * @param everywhere whether in all databases, else in the one that was asked for
     * @param sql what follows {@code SET}
     */
    record Setting(boolean everywhere, String sql) {}

    /** Those of any role, in all databases and in that one, but for whom it acts as. */
    static List<Setting> of(Session session, String role, String database) throws SQLException {
        List<Setting> settings = new ArrayList<>();
        for (List<String> row : session.rows(EACH, role, database)) {
            int is = row.get(1).indexOf('=');
            String name = row.get(1).substring(0, is);
            if (!DROPPED.contains(name)) {
                settings.add(new Setting(
                        row.get(0).equals("t"),
                        name(name) + " TO " + value(name, row.get(1).substring(is + 1))));
            }
        }
        return settings;
    }

    /** By name, as PostgreSQL keeps them. */
    public static Map<String, String> of(Session session, Names names) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : session.column(SET, names.owner(), names.database())) {
            int is = setting.indexOf('=');
            settings.put(setting.substring(0, is), setting.substring(is + 1));
        }
        return settings;
    }

    /** Makes them settings of the database, in place of such as it has by the same names. */
    public static boolean move(Admin admin, Session session, Names names) throws SQLException {
        Map<String, String> settings = of(session, names);
        if (!settings.isEmpty()) {
            new Insistence(admin).run(session, () -> session.atomically(() -> move(session, names, settings)));
            Failpoint.reached("postgres: settings moved to the database");
        }
        return true;
    }

    private static void move(Session session, Names names, Map<String, String> settings) throws SQLException {
        String database = quoted(names.database());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (!DROPPED.contains(setting.getKey())) {
                session.runAsWritten("ALTER DATABASE " + database + " SET " + name(setting.getKey()) + " TO "
                        + value(setting.getKey(), setting.getValue()));
            }
        }
        session.run("ALTER ROLE " + quoted(names.owner()) + " RESET ALL");
        session.run("ALTER ROLE " + quoted(names.owner()) + " IN DATABASE " + database + " RESET ALL");
    }

    private static String name(String setting) {
        return Arrays.stream(setting.split("\\.")).map(Session::quoted).collect(Collectors.joining("."));
    }

    private static String value(String name, String value) {
        if (!LISTS.contains(name) || value.isBlank()) {
            return literal(value);
        }
        return NAME.matcher(value)
                .results()
                .map(OwnerSettings::unquoted)
                .map(OwnerSettings::literal)
                .collect(Collectors.joining(", "));
    }

    private static String unquoted(MatchResult found) {
        String inQuotes = found.group(1);
        return inQuotes == null ? found.group() : inQuotes.replace("\"\"", "\"");
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
