package vektra.provider.postgres;

import static vektra.provider.postgres.session.Session.quoted;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vektra.model.Failpoint;
import vektra.model.addon.Credentials;
import vektra.model.addon.Observation;
import vektra.model.name.Id;
import vektra.model.text.Figure;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Insistence;
import vektra.provider.postgres.admin.OwnerSettings;
import vektra.provider.postgres.admin.Roles;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** The database of one add-on and the role that owns it. */
final class AddonDatabase {
    private static final int OWNS_SCHEMA_PUBLIC = 15;
    private static final Duration DROPPED_WITHIN = Duration.ofMinutes(30);

    /** The limit that its owner may have set for it; administrators are not bound by it. */
    static final String CLOSED = "datconnlimit = 0";

    private final Admin admin;
    private final Names names;

    AddonDatabase(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
    }

    private record Made(boolean anew, int major) {}

    /** Makes what is missing; a database that a crash left half made accepts no connections. */
    void create() {
        Made made = admin.run(session -> {
            boolean owned = Roles.exists(session, names.owner());
            if (!owned && admin.server().managed() && !exists(session) && Spares.claim(session, names)) {
                return new Made(true, session.major());
            }
            if (!owned) {
                session.run("CREATE ROLE " + quoted(names.owner()) + " NOLOGIN");
                Failpoint.reached("postgres: owner role created");
            }
            Roles.seize(session, names.owner());
            String database = quoted(names.database());
            boolean anew = !exists(session);
            if (anew) {
                makeDatabase(session);
            }
            Insistence insistence = new Insistence(admin);
            if (!ownsDatabase(session)) {
                insistence.run(session, "ALTER DATABASE " + database + " OWNER TO " + quoted(names.owner()));
                Failpoint.reached("postgres: database given to its owner");
            }
            insistence.run(session, "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
            Failpoint.reached("postgres: database closed to others");
            insistence.run(session, () -> open(session, database));
            Failpoint.reached("postgres: database opened");
            return new Made(anew, session.major());
        });
        if (made.major() < OWNS_SCHEMA_PUBLIC) {
            admin.run(names.database(), this::giveSchemaPublic);
        }
        if (!made.anew()) {
            OwnSessions own = new OwnSessions(admin);
            own.everywhere();
            own.in(names.database());
            admin.run(session -> OwnerSettings.move(admin, session, names));
        }
    }

    private boolean exists(Session session) throws SQLException {
        return session.exists("SELECT 1 FROM pg_database WHERE datname = ?", names.database());
    }

    /** The credentials that came with a spare; empty when there are none, or they were claimed before. */
    Optional<Credentials> claimed(Id credentials) {
        return admin.run(session -> Spares.claimLogin(session, admin.server(), names, credentials));
    }

    private void open(Session session, String database) throws SQLException {
        session.run("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
        if (session.exists("SELECT 1 FROM pg_database WHERE datname = ? AND " + CLOSED, names.database())) {
            session.run("ALTER DATABASE " + database + " CONNECTION LIMIT -1");
        }
        if (!session.exists(
                "SELECT 1 WHERE has_database_privilege(?, ?, 'CONNECT')", names.owner(), names.database())) {
            session.run("GRANT ALL ON DATABASE " + database + " TO " + quoted(names.owner()));
        }
    }

    private void makeDatabase(Session session) throws SQLException {
        // shut until PUBLIC has lost its right to connect: every other app is PUBLIC
        session.run("CREATE DATABASE " + quoted(names.database()) + " OWNER " + quoted(names.owner())
                + " ALLOW_CONNECTIONS false");
        Failpoint.reached("postgres: database created");
    }

    private boolean ownsDatabase(Session session) throws SQLException {
        return session.exists(
                "SELECT 1 FROM pg_database d JOIN pg_roles o ON o.oid = d.datdba WHERE d.datname = ? AND o.rolname = ?",
                names.database(),
                names.owner());
    }

    /** Before 15 schema public belongs to the role that made the cluster, who may forbid others to create there. */
    private boolean giveSchemaPublic(Session session) throws SQLException {
        if (session.superuser()) {
            session.run("ALTER SCHEMA public OWNER TO " + quoted(names.owner()));
        } else if (!session.exists("SELECT 1 WHERE has_schema_privilege(?, 'public', 'CREATE')", names.owner())) {
            session.run("GRANT ALL ON SCHEMA public TO " + quoted(names.owner()));
        }
        Failpoint.reached("postgres: schema public given");
        return true;
    }

    /** Drops the database with its sessions, then its roles. */
    void drop() {
        List<String> dropped = admin.run(session -> {
            List<String> all = new ArrayList<>(Roles.logins(session, names));
            all.addAll(Roles.couriers(session, names));
            all.addAll(Roles.unclaimed(session, names));
            if (Roles.exists(session, names.owner())) {
                all.add(names.owner());
            }
            Roles roles = new Roles(admin);
            for (String role : all) {
                roles.lockOut(session, role);
            }
            new Insistence(admin).run(session, () -> dropDatabase(session));
            return all;
        });
        if (!dropped.isEmpty()) {
            new Roles(admin).drop(dropped, null);
        }
    }

    private void dropDatabase(Session session) throws SQLException {
        List<String> template =
                session.column("SELECT datistemplate FROM pg_database WHERE datname = ?", names.database());
        if (template.isEmpty()) {
            return;
        }
        String database = quoted(names.database());
        if (template.contains("t")) {
            session.run("ALTER DATABASE " + database + " IS_TEMPLATE false"); // its owner may have set that
        }
        session.impatient(DROPPED_WITHIN); // each of its files is deleted, and it may have many thousands
        session.dropDatabase(names.database());
        session.patient();
        Failpoint.reached("postgres: database dropped");
    }

    Observation inspect() {
        return admin.run(session -> {
            Set<String> attachments = session
                    .column(
                            "SELECT substr(rolname, length(?) + 1) FROM pg_roles WHERE rolcanlogin"
                                    + " AND left(rolname, length(?)) = ?"
                                    + " AND substr(rolname, length(?) + 1) ~ '^[0-9a-f]{12}$'",
                            names.loginPrefix(),
                            names.loginPrefix(),
                            names.loginPrefix(),
                            names.loginPrefix())
                    .stream()
                    .collect(Collectors.toUnmodifiableSet());
            // a limit of -2 marks a database whose dropping was cut short
            List<List<String>> found = session.rows(
                    "SELECT pg_database_size(d.oid),"
                            + " (SELECT count(*) FROM pg_stat_activity a WHERE a.datid = d.oid)"
                            + " FROM pg_database d JOIN pg_roles o ON o.oid = d.datdba"
                            + " WHERE d.datname = ? AND o.rolname = ? AND d.datallowconn AND d.datconnlimit <> -2",
                    names.database(),
                    names.owner());
            Map<String, Figure> figures = new LinkedHashMap<>();
            if (!found.isEmpty()) {
                figures.put(
                        Observation.SIZE, Figure.bytes(Long.valueOf(found.get(0).get(0))));
                figures.put(
                        Observation.CONNECTIONS,
                        Figure.of(Long.valueOf(found.get(0).get(1))));
                figures.put("version", Figure.of(session.version()));
            }
            return new Observation(!found.isEmpty(), attachments, figures);
        });
    }
}
