package vektra.provider.postgres;

import static vektra.provider.postgres.Session.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an app has set for its whole database, such as a search path; a dump does not hold it.
 *
 * @param values by name, those alone that an app may set; never the role that its sessions act as
 */
record Settings(Map<String, String> values) {
    private static final String OWN = "SELECT split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)"
            + " FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) c"
            + " WHERE s.setrole = 0 AND d.datname = ?"
            + " AND split_part(c, '=', 1) NOT IN ('role', 'session_authorization') AND EXISTS"
            + " (SELECT 1 FROM pg_settings g WHERE g.name = split_part(c, '=', 1) AND g.context = 'user')";

    /** Those that are kept as lists of identifiers. */
    private static final Set<String> LISTS = Set.of("search_path", "temp_tablespaces", "local_preload_libraries");

    private static final Pattern ELEMENT = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\\s,\"]+)");

    static Settings of(Session session, Names names) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (List<String> setting : session.rows(OWN, names.database())) {
            values.put(setting.get(0), setting.get(1));
        }
        return new Settings(values);
    }

    /** Never by way of the session, in which they would be in force. */
    void putTo(Session session, Names names) throws SQLException {
        for (Map.Entry<String, String> setting : values.entrySet()) {
            session.run("ALTER DATABASE " + quoted(names.database()) + " SET " + spelt(setting.getKey()) + " TO "
                    + written(setting.getKey(), setting.getValue()));
        }
    }

    /** Of a list each element is a literal of its own, without the quotes that it is kept in. */
    private static String written(String name, String value) {
        if (!LISTS.contains(name)) {
            return literal(value);
        }
        List<String> elements = new ArrayList<>();
        Matcher element = ELEMENT.matcher(value);
        while (element.find()) {
            String quoted = element.group(1);
            elements.add(literal(quoted == null ? element.group(2) : quoted.replace("\"\"", "\"")));
        }
        return elements.isEmpty() ? "''" : String.join(", ", elements);
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    void takeFrom(Session session, Names names) throws SQLException {
        for (String name : values.keySet()) {
            session.run("ALTER DATABASE " + quoted(names.database()) + " RESET " + spelt(name));
        }
    }

    private static String spelt(String name) {
        return Stream.of(name.split("\\.")).map(Session::quoted).collect(Collectors.joining("."));
    }
}
