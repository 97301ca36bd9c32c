package vektra.provider.mariadb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import vektra.provider.mariadb.session.Names;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.provider.mariadb.session.Session;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;
import vektra.sql.Sessions;

/** Gives apps databases on a MariaDB server. */
public final class MariadbProvider
        implements AddonProvider, Ability.Reload, Ability.Capacity, Ability.Checks, Ability.Shell, Ability.Forms {
    private final Flavor flavor;
    private final Duration timeout;
    private final Path authority;
    private final Sessions<Session> sessions = new Sessions<>();
    private final Service description;

    /**
     * @param timeout for connecting and for each single answer of a server that has not shown that it is alive
     * @param authority the file by which managed servers that require TLS are verified
     */
    public MariadbProvider(Flavor flavor, Duration timeout, Path authority) {
        this.flavor = flavor;
        this.timeout = timeout;
        this.authority = authority;
        this.description = flavor.service();
    }

    @Override
    public Service service() {
        return description;
    }

    @Override
    public ServerRecipe recipe() {
        return new MariadbRecipe();
    }

    @Override
    public Abilities abilities() {
        return Abilities.of(this, new Trial(flavor, authority), new MariadbData(this::admin));
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        ServerUrl parsed = ServerUrl.parse(url);
        HostPort apps = AppAddress.of(options, List.of(parsed.host()), ServerUrl.DEFAULT_PORT);
        return Server.adopted(description.name(), List.of(apps), new Secret(url), options);
    }

    @Override
    public String ping(Server server) {
        Admin admin = admin(server);
        return admin.ask(session -> {
            if (!server.managed()) {
                Fitness.require(session, admin.url());
            }
            return session.version();
        });
    }

    @Override
    public void configure(Server server) {
        admin(server).run(session -> Upkeep.on(session, server));
    }

    @Override
    public void reload(Server server) {
        admin(server).run(session -> {
            session.run("FLUSH SSL");
            return true;
        });
    }

    @Override
    public List<Usage> usage(Server server) {
        return admin(server).ask(Consumption::of);
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        Names names = Names.of(wanted);
        new AddonDatabase(admin(server), names).create();
        return wanted.with(Map.of("database", names.database()));
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        database(server, resource).drop();
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        return database(server, resource).grant(credentials, fresh);
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        database(server, resource).revoke(credentials);
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        return database(server, resource).inspect();
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
        return flavor.values(
                appUrl(server, resource, credentials), Names.of(resource).database(), credentials);
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        ServerUrl url = appUrl(server, resource, credentials);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("mysql", url.text("mysql"));
        forms.put("jdbc", url.jdbc("mariadb"));
        forms.put("jdbc-mysql", url.jdbc("mysql"));
        return forms;
    }

    /** There is no common form of a URL for it. */
    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path verifiedBy) {
        ServerUrl url = appUrl(server, resource, credentials).verified(verifiedBy);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("jdbc-tls", url.jdbc("mariadb"));
        forms.put(
                flavor.word() + "-tls",
                String.join(
                        " ",
                        flavor.word(),
                        "--ssl-ca=" + verifiedBy,
                        "--protocol=tcp",
                        "-h",
                        url.host().host(),
                        "-P",
                        String.valueOf(url.host().port()),
                        "-u",
                        url.user(),
                        "-p",
                        url.database()));
        return forms;
    }

    @Override
    public @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        return new MariadbPrograms(server.software())
                .interactive(flavor, Admin.encrypted(server, appUrl(server, resource, credentials), authority));
    }

    private static ServerUrl appUrl(Server server, Resource resource, Credentials credentials) {
        return ServerUrl.parse(server.adminUrl().reveal())
                .as(
                        server.host(),
                        credentials.user(),
                        credentials.password(),
                        Names.of(resource).database());
    }

    private AddonDatabase database(Server server, Resource resource) {
        return new AddonDatabase(admin(server), Names.of(resource));
    }

    private Admin admin(Server server) {
        return new Admin(server, timeout, authority, sessions);
    }
}
