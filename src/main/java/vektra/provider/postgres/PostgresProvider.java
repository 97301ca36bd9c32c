package vektra.provider.postgres;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.ActionResult;
import vektra.model.Census;
import vektra.model.Client;
import vektra.model.Credentials;
import vektra.model.Fault;
import vektra.model.Id;
import vektra.model.Observation;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Service;
import vektra.model.VektraException;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.session.Session;
import vektra.provider.postgres.session.Sessions;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/** Gives apps databases on a PostgreSQL server, 13 or newer. */
public final class PostgresProvider
        implements AddonProvider,
                Ability.Reload,
                Ability.Cautions,
                Ability.Checks,
                Ability.Movable,
                Ability.Backups,
                Ability.Spares,
                Ability.Actions,
                Ability.Shell,
                Ability.Forms {
    static final int OLDEST = 13;

    private final Duration timeout;
    private final Sessions sessions = new Sessions();
    private final Service description = PostgresService.description();

    /**
     * @param timeout for connecting and for each single answer of a server that has not shown that it is alive
     */
    public PostgresProvider(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Service service() {
        return description;
    }

    @Override
    public ServerRecipe recipe() {
        return new PostgresRecipe();
    }

    @Override
    public Abilities abilities() {
        return Abilities.of(this);
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        ServerUrl parsed = ServerUrl.parse(url);
        return Server.adopted(PostgresService.NAME, List.of(parsed.host()), new Secret(url), options);
    }

    @Override
    public String ping(Server server) {
        Admin admin = admin(server);
        return admin.ask(session -> {
            List<String> rights = session.rows("SELECT rolsuper OR (rolcreaterole AND rolcreatedb),"
                            + " pg_is_in_recovery() FROM pg_roles WHERE rolname = current_user")
                    .get(0);
            if (!server.managed()) {
                refuseUnfit(
                        session,
                        admin.url(),
                        rights.get(0).equals("t"),
                        rights.get(1).equals("t"));
            }
            return session.version();
        });
    }

    private static void refuseUnfit(Session session, ServerUrl url, boolean mayCreate, boolean standby)
            throws SQLException {
        String where = "postgres at " + url.host();
        if (session.major() < OLDEST) {
            throw VektraException.conflict(
                    where + " is version " + session.version(), "adopt PostgreSQL " + OLDEST + " or newer");
        }
        if (standby) {
            throw VektraException.conflict(where + " is a standby, which is read-only", "adopt its primary");
        }
        if (!mayCreate) {
            throw VektraException.conflict(
                    "'" + url.user() + "' may not create roles and databases at " + url.host(),
                    "as a superuser there: ALTER ROLE " + Session.quoted(url.user()) + " CREATEROLE CREATEDB");
        }
    }

    @Override
    public List<String> cautions(Server server) {
        return Cautions.of(ping(server), new PostgresPrograms(server.software()));
    }

    @Override
    public void configure(Server server) {
        Admin admin = admin(server);
        new OwnSessions(admin).everywhere();
        admin.run(session -> new Upkeep(admin).on(session));
    }

    @Override
    public void reload(Server server) {
        admin(server).run(session -> session.exists("SELECT pg_reload_conf()"));
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        Names names = Names.of(wanted);
        new AddonDatabase(admin(server), names).create();
        return new Resource(wanted.id(), wanted.label(), Map.of("database", names.database()));
    }

    @Override
    public boolean lacksSpares(Server server) {
        return admin(server).ask(session -> Spares.lacking(session, server));
    }

    @Override
    public int makeSpares(Server server) {
        return admin(server).run(session -> Spares.make(session, server));
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        Login login = new Login(admin(server), Names.of(resource), credentials);
        login.grant(fresh);
        return new Credentials(credentials, login.role(), fresh);
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        Names names = Names.of(resource);
        new Roles(admin(server)).drop(List.of(names.login(credentials)), names.owner());
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        new AddonDatabase(admin(server), Names.of(resource)).drop();
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        return new AddonDatabase(admin(server), Names.of(resource)).inspect();
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        return new Examination(admin(server), Names.of(resource)).faults(credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        return new Census(new Residents(admin(server)).all(known), List.of());
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        String url = appUrl(server, resource, credentials).text("postgres");
        Map<String, String> vars = new LinkedHashMap<>();
        vars.put(PostgresService.DATABASE_URL, url);
        vars.put(PostgresService.POSTGRES_URL, url);
        return vars;
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        ServerUrl url = appUrl(server, resource, credentials);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("postgres", url.text("postgres"));
        forms.put("postgresql", url.text("postgresql"));
        forms.put("jdbc", url.jdbc());
        return forms;
    }

    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path authority) {
        ServerUrl url = appUrl(server, resource, credentials)
                .withParameter("sslmode", "verify-full")
                .withParameter("sslrootcert", authority.toString());
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("tls", url.text("postgres"));
        forms.put("jdbc-tls", url.jdbc());
        return forms;
    }

    @Override
    public void shut(Server server, Resource resource) {
        new Gate(admin(server), Names.of(resource)).shut();
    }

    @Override
    public void admit(Server server, Resource resource) {
        new Gate(admin(server), Names.of(resource)).admit();
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        new Copy(admin(from), Names.of(source), admin(to), Names.of(target)).make();
    }

    @Override
    public void requireCopyable(Server from, Resource what) {
        Copyable.require(admin(from), Names.of(what));
    }

    @Override
    public String dump(Server server, Resource resource, Path to, Resource scratch) {
        return Backups.write(admin(server), Names.of(resource), to, Names.of(scratch));
    }

    @Override
    public String verify(Server server, Path dump) {
        return Backups.verify(server, dump);
    }

    @Override
    public void load(Server server, Resource empty, Path dump) {
        Backups.load(admin(server), Names.of(empty), dump);
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        new Exchange(admin(server), Names.of(one), Names.of(other)).make();
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        return new PostgresActions(admin(server), Names.of(resource)).act(action, params);
    }

    @Override
    public @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        return Psql.client(server.software(), appUrl(server, resource, credentials), server.managed());
    }

    private static ServerUrl appUrl(Server server, Resource resource, Credentials credentials) {
        return ServerUrl.parse(server.adminUrl().reveal())
                .forApp(server.host(), Names.of(resource).database(), credentials.user(), credentials.password());
    }

    private Admin admin(Server server) {
        return new Admin(server, timeout, sessions);
    }
}
