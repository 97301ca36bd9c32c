package vektra.provider.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.addon.Resident;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** The databases and roles of a server that are called as {@link Names} calls them, also those of other homes. */
final class Residents {
    private static final String BRIEF = "[0-9a-f]{12}";
    private static final Pattern DATABASE = Pattern.compile("([a-z0-9-]+)_(" + BRIEF + ")");
    private static final Pattern ROLE = Pattern.compile("([a-z0-9-]+_" + BRIEF + ")_(owner|" + BRIEF + ")");

    private static final String HELD = "SELECT (SELECT count(*) FROM pg_class c JOIN pg_namespace n"
            + " ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f', 'S')"
            + " AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_')"
            + " + (SELECT count(*) FROM pg_largeobject_metadata)";

    private final Admin admin;

    Residents(Admin admin) {
        this.admin = admin;
    }

    /**
     * All of them, by database.
     *
     * @param known the briefs of those that are not looked into
     */
    List<Resident> all(Set<String> known) {
        Map<String, Map<Id, String>> logins = new TreeMap<>();
        Set<String> enterable = new TreeSet<>();
        admin.ask(session -> find(session, logins, enterable));
        List<Resident> residents = new ArrayList<>();
        logins.forEach((database, roles) -> {
            Matcher name = DATABASE.matcher(database);
            if (name.matches()) {
                Resource resource = new Resource(Id.ofBrief(name.group(2)), name.group(1), Map.of());
                boolean look = !known.contains(name.group(2)) && admin.server().managed();
                String holds = look && enterable.contains(database) ? holds(database) : "";
                residents.add(new Resident(database, resource, roles, holds));
            }
        });
        residents.removeIf(found -> !Names.of(found.resource()).database().equals(found.name()));
        return residents;
    }

    private boolean find(Session session, Map<String, Map<Id, String>> logins, Set<String> enterable)
            throws SQLException {
        for (String role : session.column("SELECT rolname FROM pg_roles WHERE rolname ~ '_(owner|" + BRIEF + ")$'")) {
            Matcher name = ROLE.matcher(role);
            if (name.matches()) {
                Map<Id, String> roles =
                        logins.computeIfAbsent(name.group(1), database -> new TreeMap<>(Residents::order));
                if (!name.group(2).equals("owner")) {
                    roles.put(Id.ofBrief(name.group(2)), role);
                }
            }
        }
        for (List<String> row :
                session.rows("SELECT datname, datallowconn FROM pg_database WHERE datname ~ '_" + BRIEF + "$'")) {
            String database = row.get(0);
            // on an adopted server the name alone may be chance
            if (admin.server().managed()) {
                logins.computeIfAbsent(database, made -> new TreeMap<>(Residents::order));
            }
            if (row.get(1).equals("t")) {
                enterable.add(database);
            }
        }
        return true;
    }

    private static int order(Id one, Id other) {
        return one.value().compareTo(other.value());
    }

    private String holds(String database) {
        String count = admin.run(database, session -> session.column(HELD).get(0));
        return count.equals("0") ? "" : count.equals("1") ? "1 table" : count + " tables";
    }
}
