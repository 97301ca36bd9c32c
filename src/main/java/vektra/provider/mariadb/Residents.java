package vektra.provider.mariadb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.addon.Resident;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.Session;

/** The databases and accounts of a server that are called as {@link Names} calls them, also those of other homes. */
final class Residents {
    private static final Pattern DATABASE = Pattern.compile(Names.DATABASE);
    private static final Pattern ACCOUNT = Pattern.compile("(" + Names.DATABASE + ")_(.*)");

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
        return admin.ask(session -> {
            List<Resident> residents = new ArrayList<>();
            for (Map.Entry<String, Map<Id, String>> found : byDatabase(session).entrySet()) {
                Matcher name = DATABASE.matcher(found.getKey());
                if (name.matches()) {
                    Resource resource = new Resource(Id.ofBrief(name.group(2)), name.group(1), Map.of());
                    boolean look =
                            !known.contains(name.group(2)) && admin.server().managed();
                    residents.add(new Resident(
                            found.getKey(), resource, found.getValue(), look ? holds(session, found.getKey()) : ""));
                }
            }
            residents.removeIf(found -> !Names.of(found.resource()).database().equals(found.name()));
            return residents;
        });
    }

    private Map<String, Map<Id, String>> byDatabase(Session session) throws SQLException {
        Map<String, Map<Id, String>> logins = new TreeMap<>();
        for (Accounts.Account account :
                Accounts.called(session, Names.DATABASE + "_(owner|[0-9a-f]{12}|x[0-9a-f]{11})")) {
            Matcher name = ACCOUNT.matcher(account.user());
            if (name.matches()) {
                Map<Id, String> open =
                        logins.computeIfAbsent(name.group(1), database -> new TreeMap<>(Residents.order()));
                if (account.user().matches(Names.LOGIN) && !account.revoked()) {
                    open.put(Id.ofBrief(name.group(4)), account.user());
                }
            }
        }
        // on an adopted server the name alone may be chance
        if (admin.server().managed()) {
            for (String database : session.column(
                    "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME REGEXP ?",
                    "^" + Names.DATABASE + "$")) {
                logins.computeIfAbsent(database, made -> new TreeMap<>(Residents.order()));
            }
        }
        return logins;
    }

    private static Comparator<Id> order() {
        return Comparator.comparing(Id::value);
    }

    private static String holds(Session session, String database) throws SQLException {
        String count = session.one("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?", database);
        return count.equals("0") ? "" : count.equals("1") ? "1 table" : count + " tables";
    }
}
