package vektra.provider.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Census;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.AppAddress;
import vektra.model.service.Client;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.service.Usage;
import vektra.model.text.Secret;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Login;
import vektra.provider.postgres.admin.Roles;
import vektra.provider.postgres.admin.Upkeep;
import vektra.provider.postgres.archive.Archives;
import vektra.provider.postgres.archive.Archiving;
import vektra.provider.postgres.archive.Recovery;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.session.Session;
import vektra.provider.postgres.transfer.PostgresPrograms;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;
import vektra.sql.Sessions;

/** Gives apps databases on a PostgreSQL server, 13 or newer. */
public final class PostgresProvider
        implements AddonProvider,
                Ability.Reload,
                Ability.Capacity,
                Ability.Cautions,
                Ability.Checks,
                Ability.Spares,
                Ability.Shell,
                Ability.Forms {
    private final Duration timeout;
    private final Path authority;
    private final @Nullable Recovery recovery;
    private final Sessions<Session> sessions = new Sessions<>();
    private final Service description = PostgresService.description();

    /**
     * @param timeout for connecting and for each single answer of a server that has not shown that it is alive
     * @param authority the file by which managed servers that require TLS are verified
     */
    public PostgresProvider(Duration timeout, Path authority) {
        this(timeout, authority, null);
    }

    /** @param recovery what its servers do first; null for nothing */
    private PostgresProvider(Duration timeout, Path authority, @Nullable Recovery recovery) {
        this.timeout = timeout;
        this.authority = authority;
        this.recovery = recovery;
    }

    @Override
    public Service service() {
        return description;
    }

    @Override
    public ServerRecipe recipe() {
        PostgresRecipe usual = new PostgresRecipe();
        return recovery == null ? usual : recovery.recipe(usual);
    }

    @Override
    public Abilities abilities() {
        Archives archives = new Archives(this::admin, of -> new PostgresProvider(timeout, authority, of));
        return Abilities.of(this, new Trial(authority), new PostgresData(this::admin), archives);
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        ServerUrl parsed = ServerUrl.parse(url);
        HostPort apps = AppAddress.of(options, parsed.hosts(), ServerUrl.DEFAULT_PORT);
        return Server.adopted(PostgresService.NAME, List.of(apps), new Secret(url), options);
    }

    @Override
    public String ping(Server server) {
        Admin admin = admin(server);
        if (recovery != null) {
            return recovery.ping(admin);
        }
        return admin.ask(session -> {
            Fitness fitness = Fitness.of(session);
            if (!server.managed()) {
                fitness.require(session, admin.url());
            }
            return session.version();
        });
    }

    @Override
    public List<Usage> usage(Server server) {
        return admin(server).ask(Consumption::of);
    }

    @Override
    public List<String> cautions(Server server) {
        return Cautions.of(ping(server), new PostgresPrograms(server.software()));
    }

    @Override
    public void configure(Server server) {
        Admin admin = admin(server);
        if (recovery != null) {
            recovery.await(admin);
            return;
        }
        new OwnSessions(admin).everywhere();
        Archiving.requirePossible(server);
        admin.run(session -> new Upkeep(admin).on(session));
        if (Archiving.isInUse(server)) {
            // from 15 on the checkpointer starts before that and looks at archive_timeout after five minutes, or when
            // woken
            reload(server);
        }
    }

    @Override
    public void reload(Server server) {
        admin(server).run(session -> session.exists("SELECT pg_reload_conf()"));
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        Names names = Names.of(wanted);
        new AddonDatabase(admin(server), names).create();
        return wanted.with(Map.of("database", names.database()));
    }

    @Override
    public boolean lacksSpares(Server server) {
        return admin(server).ask(session -> Spares.lacking(session, server));
    }

    @Override
    public int makeSpares(Server server) {
        return Spares.make(admin(server));
    }

    @Override
    public Optional<Credentials> claim(Server server, Resource resource, Id credentials) {
        return server.managed()
                ? new AddonDatabase(admin(server), Names.of(resource)).claimed(credentials)
                : Optional.empty();
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
        List<HostPort> all = ServerUrl.parse(server.adminUrl().reveal()).hosts();
        if (all.size() > 1) {
            ServerUrl list = url.at(all);
            forms.put(
                    "libpq-hosts",
                    list.withParameter("target_session_attrs", "read-write").text("postgresql"));
            forms.put(
                    "jdbc-hosts",
                    list.withParameter("targetServerType", "primary").jdbc());
        }
        return forms;
    }

    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path verifiedBy) {
        ServerUrl url = appUrl(server, resource, credentials).verified(verifiedBy);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("tls", url.text("postgres"));
        forms.put("jdbc-tls", url.jdbc());
        return forms;
    }

    @Override
    public @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        return Psql.client(
                server.software(),
                Admin.encrypted(server, appUrl(server, resource, credentials), authority),
                server.managed());
    }

    private static ServerUrl appUrl(Server server, Resource resource, Credentials credentials) {
        return ServerUrl.parse(server.adminUrl().reveal())
                .forApp(server.host(), Names.of(resource).database(), credentials.user(), credentials.password());
    }

    private Admin admin(Server server) {
        return new Admin(server, timeout, authority, sessions);
    }
}
