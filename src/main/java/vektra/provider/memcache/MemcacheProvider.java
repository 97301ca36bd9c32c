package vektra.provider.memcache;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import vektra.memcached.LineClient;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Credentials;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Client;
import vektra.model.service.HostPort;
import vektra.model.service.SafeVersions;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.service.Usage;
import vektra.model.text.Secret;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/**
 * The memcache service. A memcached knows no users and no databases, so an add-on is a namespace: a promise between
 * apps to begin their keys with it, which nothing enforces.
 */
public final class MemcacheProvider
        implements AddonProvider,
                Ability.Capacity,
                Ability.Cautions,
                Ability.Movable,
                Ability.Actions,
                Ability.Shell,
                Ability.Forms {
    /** The release of May 2026 for memory corruption, as its notes at github.com/memcached say, and CVE-2026-90698. */
    private static final SafeVersions SAFE = SafeVersions.of("1.6.44");

    private final Duration patience;
    private final ServerRecipe recipe = new MemcacheRecipe();

    /** @param timeout the longest silence borne from a host at each step of a conversation */
    public MemcacheProvider(Duration timeout) {
        this.patience = timeout;
    }

    @Override
    public Service service() {
        return MemcacheService.DESCRIPTION;
    }

    @Override
    public ServerRecipe recipe() {
        return recipe;
    }

    @Override
    public Abilities abilities() {
        return Abilities.of(this, new Trial());
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        List<HostPort> hosts = HostList.parse(url);
        return Server.adopted(service().name(), hosts, new Secret(HostList.url(hosts)), options);
    }

    @Override
    public String ping(Server server) {
        return String.join(
                ", ",
                hosts(server).each(Conversation::version).stream().distinct().toList());
    }

    /** Nothing changes live; an option that no start could use is refused here, while the server still runs. */
    @Override
    public void configure(Server server) {
        if (server.managed()) {
            Limits.of(server.options());
        }
    }

    @Override
    public List<String> cautions(Server server) {
        String source = server.software() == null ? "" : server.software().source();
        boolean fixed = server.software() != null
                && (source.equals("builtin") || server.software().distributed());
        Stream<String> flaws = hosts(server).each(Conversation::version).stream()
                .distinct()
                .filter(version -> !fixed && !SAFE.cover(version))
                .map(version -> "memcached " + version + " has known flaws by which any client can crash it or corrupt"
                        + " its memory; without them are " + SAFE.words()
                        + " and later, and packages of a distribution that is kept up to date");
        Stream<String> away = server.hosts().size() == 1
                ? Stream.empty()
                : hosts(server).away().stream()
                        .map(why -> why + "; apps miss what it held, and keep less until it is back");
        return Stream.concat(flaws, away).toList();
    }

    /** Derives the namespace and asks every host whether it is there; the server keeps no record of an add-on. */
    @Override
    public Resource provision(Server server, Resource wanted) {
        hosts(server).each(Conversation::version);
        return wanted.with(Map.of(Namespace.FACT, Namespace.of(wanted)));
    }

    /** Makes no credentials, for there is no login; a key under the namespace proves that every host takes writes. */
    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        String key = Namespace.of(resource) + ".bind-" + credentials.brief();
        hosts(server).each(conversation -> {
            conversation.tryKey(key);
            return key;
        });
        return new Credentials(credentials, "", new Secret(""));
    }

    /** Does nothing: any client that knows the address and the namespace can go on reading and writing. */
    @Override
    public void revoke(Server server, Resource resource, Id credentials) {}

    /**
     * Does nothing on a shared server: a memcached cannot delete by prefix. What is left ages away, and no later app
     * meets it, since a namespace holds the add-on's id and never comes back. A dedicated server goes with its memory.
     */
    @Override
    public void deprovision(Server server, Resource resource) {}

    @Override
    public List<Usage> usage(Server server) {
        return Figures.sum(hosts(server).each(Conversation::stats)).usage();
    }

    /**
     * An add-on exists once it has its namespace, which the server cannot confirm. There are never attachments: no app
     * logs in. The figures are of the whole server, since it does not count by namespace.
     */
    @Override
    public Observation inspect(Server server, Resource resource) {
        Figures figures = Figures.sum(hosts(server).each(Conversation::stats));
        return new Observation(resource.facts().containsKey(Namespace.FACT), Set.of(), figures.main());
    }

    /** Whatever is in a cache may be lost. */
    @Override
    public void requireCopyable(Server from, Resource what) {}

    /** Does nothing: there are no users to keep out. */
    @Override
    public void shut(Server server, Resource resource) {}

    /** Does nothing, as does {@link #shut}. */
    @Override
    public void admit(Server server, Resource resource) {}

    /** Copies nothing: a cache may begin empty, and its apps fill it again. */
    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {}

    /** The figures are of the whole server, since it does not count by namespace. */
    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        return Figures.sum(hosts(server).each(Conversation::stats)).result();
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        return Map.of(
                MemcacheService.HOSTS,
                HostList.text(server.hosts()),
                MemcacheService.NAMESPACE,
                Namespace.of(resource));
    }

    /** A line client of Vektra's own at the first host, which needs no program of this machine. */
    @Override
    public Client client(Server server, Resource resource, Credentials credentials) {
        HostPort host = server.host();
        return new Client(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LineClient.class.getName(),
                        host.host(),
                        Integer.toString(host.port()),
                        Namespace.of(resource)),
                Map.of());
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        return Map.of("memcached", HostList.url(server.hosts()));
    }

    /** None: its servers speak no TLS. */
    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path authority) {
        return Map.of();
    }

    private Hosts hosts(Server server) {
        // the version is known of one that was adopted before
        return new Hosts(server.hosts(), patience, server.version().isEmpty());
    }
}
