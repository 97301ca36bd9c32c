package vektra.provider.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vektra.model.addon.Resource;
import vektra.model.text.VektraException;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Succession;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;
import vektra.provider.postgres.transfer.Extensions;

/** What goes from a server to one of another version, but for the data of add-ons. */
record Upgrade(Admin from) {
    private static final int SHOWN = 5;

    /** Those of PostgreSQL itself, of the administrator and of spares, which are made again, do not count. */
    private static final String DATABASES = "SELECT datname FROM pg_database WHERE NOT datistemplate"
            + " AND datname <> current_database() AND left(datname, 13) <> 'vektra_spare_'";

    private static final String ROLES = "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_'"
            + " AND rolname <> current_user AND left(rolname, 13) <> 'vektra_spare_'";

    /** Refuses a server that has databases or roles of no add-on: they would stay behind. */
    void requireNothingElse(List<Resource> known) {
        List<Names> names = known.stream().map(Names::of).toList();
        Set<String> strays = new TreeSet<>();
        from.run(session -> {
            databases(session, names).forEach(database -> strays.add("the database " + database));
            roles(session, names).forEach(role -> strays.add("the role " + role));
            return true;
        });
        if (!strays.isEmpty()) {
            throw VektraException.conflict(
                    strays.stream().limit(SHOWN).collect(Collectors.joining(", "))
                            + (strays.size() > SHOWN ? " and others" : "") + " on postgres at "
                            + from.url().at() + (strays.size() == 1 ? " is" : " are")
                            + " of no add-on, and would stay behind",
                    "back them up and drop them first");
        }
    }

    private static Stream<String> databases(Session session, List<Names> known) throws SQLException {
        Set<String> own = known.stream().map(Names::database).collect(Collectors.toSet());
        return session.column(DATABASES).stream().filter(database -> !own.contains(database));
    }

    private static Stream<String> roles(Session session, List<Names> known) throws SQLException {
        return session.column(ROLES).stream()
                .filter(role -> known.stream().noneMatch(names -> role.startsWith(names.loginPrefix())));
    }

    /** Refuses a version whose software lacks an extension that is in use. */
    void requireOffered(List<Resource> known, Admin to) {
        for (Resource resource : known) {
            Names names = Names.of(resource);
            new Extensions(to, names).requireOffered(new Extensions(from, names).installed());
        }
    }

    /** Makes the empty database of an add-on at the other server, with all who may log in. */
    void follow(Names names, Admin to) {
        new AddonDatabase(to, names).create();
        new Succession(from, to, names).make();
    }
}
