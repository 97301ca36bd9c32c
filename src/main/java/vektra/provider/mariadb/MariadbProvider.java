package vektra.provider.mariadb;

import java.nio.file.Path;
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
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/** Gives apps databases on a MariaDB server. */
public final class MariadbProvider
        implements AddonProvider,
                Ability.Checks,
                Ability.Movable,
                Ability.Backups,
                Ability.Actions,
                Ability.Shell,
                Ability.Forms {
    private final Flavour flavour;
    private final Duration timeout;
    private final Sessions sessions = new Sessions();
    private final Service description;

    /**
     * @param timeout for connecting and for each single answer of a server that has not shown that it is alive
     */
    public MariadbProvider(Flavour flavour, Duration timeout) {
        this.flavour = flavour;
        this.timeout = timeout;
        this.description = flavour.service();
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
        return Abilities.of(this);
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        ServerUrl parsed = ServerUrl.parse(url);
        return Server.adopted(description.name(), List.of(parsed.host()), new Secret(url), options);
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
    public Resource provision(Server server, Resource wanted) {
        Names names = Names.of(wanted);
        new AddonDatabase(admin(server), names).create();
        return new Resource(wanted.id(), wanted.label(), Map.of("database", names.database()));
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
        return flavour.values(
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

    /** None: its servers speak no TLS that Vektra would have given them. */
    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path authority) {
        return Map.of();
    }

    @Override
    public void shut(Server server, Resource resource) {
        database(server, resource).shut();
    }

    @Override
    public void admit(Server server, Resource resource) {
        Exchange.settle(admin(server), Names.of(resource));
        database(server, resource).admit();
    }

    @Override
    public void requireCopyable(Server from, Resource what) {
        Copyable.require(admin(from), Names.of(what));
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        Backups.copy(admin(from), Names.of(source), admin(to), Names.of(target));
    }

    @Override
    public String dump(Server server, Resource resource, Path to, Resource scratch) {
        return Backups.write(admin(server), Names.of(resource), to, Names.of(scratch));
    }

    @Override
    public String verify(Server server, Path dump) {
        return Backups.verify(dump);
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
        return new MariadbActions(admin(server), Names.of(resource)).act(action);
    }

    @Override
    public @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        return new MariadbPrograms(server.software()).interactive(flavour, appUrl(server, resource, credentials));
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
        return new Admin(server, timeout, sessions);
    }
}
